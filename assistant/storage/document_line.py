"""One document's line of versions, on a connection whose transaction is the caller's."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.documents.body import digest
from assistant.documents.version import (
    OFF_THE_LINE,
    Conflict,
    DocumentError,
    Draft,
    State,
    Written,
)
from assistant.storage.document_rows import WITH_TEXT, row_of, written_of
from assistant.storage.document_tables import document_versions as versions
from assistant.storage.document_tables import documents

_OF = versions.c.document_id == documents.c.id
ON_THE_LINE = versions.c.state.not_in(OFF_THE_LINE)


def every(*columns: Any) -> Select[Any]:
    """Documents with their versions."""
    return select(*columns).join_from(documents, versions, _OF)


async def numbered(connection: AsyncConnection, path: str, number: int) -> Written:
    """One version; DocumentError when there is none."""
    wanted = every(*WITH_TEXT).where(documents.c.path == path, versions.c.number == number)
    row = (await connection.execute(wanted)).one_or_none()
    if row is None:
        raise DocumentError("unknown_version", path=path, number=number)
    return written_of(row)


async def newest_of(connection: AsyncConnection, path: str) -> Written | None:
    """The newest version on the line."""
    line = every(*WITH_TEXT).where(documents.c.path == path, ON_THE_LINE)
    row = (await connection.execute(line.order_by(versions.c.number.desc()).limit(1))).first()
    return written_of(row) if row else None


async def held(connection: AsyncConnection, draft: Draft) -> int:
    """The document's row, made if need be, for us alone until the transaction ends."""
    new = upsert(documents).values(path=draft.path, kind=draft.kind)
    await connection.execute(new.on_conflict_do_nothing(index_elements=["path"]))
    row = select(documents.c.id).where(documents.c.path == draft.path).with_for_update()
    return int((await connection.execute(row)).scalar_one())


async def added(
    connection: AsyncConnection, document: int, draft: Draft, state: State, at: datetime
) -> Written:
    """A new version with the next number."""
    number = await next_number(connection, document)
    row = row_of(draft, state, number, at)
    await connection.execute(insert(versions).values(document_id=document, **row))
    return await numbered(connection, draft.path, number)


async def next_number(connection: AsyncConnection, document: int) -> int:
    """Of a version to come."""
    last = select(func.max(versions.c.number)).where(versions.c.document_id == document)
    return int(await connection.scalar(last) or 0) + 1


async def conflicting(
    connection: AsyncConnection, document: int, draft: Draft, newest: Written | None, at: datetime
) -> Conflict:
    """The same text sent twice by one person is kept aside once."""
    if newest is None:
        raise DocumentError("unknown_version", path=draft.path, number=draft.base)
    kept = every(*WITH_TEXT).where(
        documents.c.id == document, versions.c.state == State.ASIDE,
        versions.c.author == draft.author, versions.c.digest == digest(draft.text),
    )  # fmt: skip
    row = (await connection.execute(kept.limit(1))).first()
    base = await numbered(connection, draft.path, draft.base) if draft.base else None
    mine = written_of(row) if row else None
    return Conflict(mine or await added(connection, document, draft, State.ASIDE, at), newest, base)
