"""Versions become what residents read: by a review, or released with the files they came from."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.documents.store import Chosen
from assistant.documents.version import DocumentError, Draft, State
from assistant.storage.document_line import every, held, newest_of, next_number
from assistant.storage.document_rows import row_of
from assistant.storage.document_tables import document_versions as versions
from assistant.storage.document_tables import documents

ALONE = text("SELECT pg_advisory_xact_lock(7009)")
_STANDING = (State.PUBLISHED, State.APPROVED)


async def published(connection: AsyncConnection) -> dict[str, str]:
    """What residents read: path → text."""
    public = every(documents.c.path, versions.c.text).where(versions.c.state == State.PUBLISHED)
    rows = await connection.execute(public.order_by(documents.c.path))
    return {row.path: row.text for row in rows if row.text is not None}


async def publish(connection: AsyncConnection, one: Chosen, by: str, at: datetime) -> None:
    """An approved version. What it was built on, published or waiting, has had its time."""
    found = every(versions.c.id, versions.c.document_id, versions.c.number)
    found = found.where(documents.c.path == one.path, versions.c.number == one.number)
    row = (await connection.execute(found.where(versions.c.state == State.APPROVED))).one_or_none()
    if row is None:
        raise DocumentError("not_approved", path=one.path, number=one.number)
    await _superseded(connection, row.document_id, before=row.number)
    now_public = update(versions).where(versions.c.id == row.id)
    stamp = {"published_at": at, "published_by": by, "problem": ""}
    await connection.execute(now_public.values(state=State.PUBLISHED, **stamp))


async def release(connection: AsyncConnection, drafts: Iterable[Draft], at: datetime) -> None:
    """What files say, published as it is; DocumentError when a document has moved on meanwhile."""
    for draft in drafts:
        document = await held(connection, draft)
        newest = await newest_of(connection, draft.path)
        if draft.base != (newest.number if newest else None):
            raise DocumentError("moved_on", path=draft.path, number=draft.base)
        number = await next_number(connection, document)
        await _superseded(connection, document, before=number)
        stamp = {"published_at": at, "published_by": draft.author}
        row = {**row_of(draft, State.PUBLISHED, number, at), **stamp, "document_id": document}
        await connection.execute(insert(versions).values(row))


async def _superseded(connection: AsyncConnection, document: int, before: int) -> None:
    earlier = update(versions).where(
        versions.c.document_id == document, versions.c.number < before,
        versions.c.state.in_(_STANDING),
    )  # fmt: skip
    await connection.execute(earlier.values(state=State.SUPERSEDED))
