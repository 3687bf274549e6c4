"""What staff write, in PostgreSQL. Who saves holds the document's row, who publishes the lock of
all publishing.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.documents.body import digest
from assistant.documents.kind import Kind
from assistant.documents.store import Chosen, Known, Step
from assistant.documents.version import (
    OFF_THE_LINE,
    Conflict,
    DocumentError,
    Draft,
    Listed,
    Origin,
    State,
    Version,
    Written,
)
from assistant.storage.database import transaction
from assistant.storage.document_rows import (
    COLUMNS,
    WITH_TEXT,
    row_of,
    version_of,
    written_of,
)
from assistant.storage.document_tables import document_versions as versions
from assistant.storage.document_tables import documents

_ALONE = text("SELECT pg_advisory_xact_lock(7009)")
_OF = versions.c.document_id == documents.c.id
_ON_THE_LINE = versions.c.state.not_in(OFF_THE_LINE)
_OPEN = (State.DRAFT, State.IN_REVIEW)
_COMING = (State.PUBLISHED, State.IN_REVIEW, State.APPROVED)


class PostgresDocuments:
    """Implements assistant.documents.store.DocumentStore."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def listing(self) -> list[Listed]:
        """Every document, by path."""
        last = select(versions.c.id).where(_ON_THE_LINE).distinct(versions.c.document_id)
        last = last.order_by(versions.c.document_id, versions.c.number.desc())
        shown = or_(versions.c.id.in_(last), versions.c.state == State.PUBLISHED)
        rows = _all(*COLUMNS).where(shown).order_by(documents.c.path, versions.c.number.desc())
        listed: dict[str, Listed] = {}
        async with transaction(self._engine) as connection:
            for row in await connection.execute(rows):
                version = version_of(row)
                public = version if version.state is State.PUBLISHED else None
                newer = listed.get(row.path)
                newest = newer.newest if newer else version
                listed[row.path] = Listed(row.path, Kind(row.kind), newest, public)
        return list(listed.values())

    async def history(self, path: str) -> list[Version]:
        """The versions of a document, newest first; none of an unknown one."""
        wanted = _all(*COLUMNS).where(documents.c.path == path)
        async with transaction(self._engine) as connection:
            rows = await connection.execute(wanted.order_by(versions.c.number.desc()))
            return [version_of(row) for row in rows]

    async def version(self, path: str, number: int) -> Written:
        """One version; DocumentError when there is none."""
        async with transaction(self._engine) as connection:
            return await _numbered(connection, path, number)

    async def newest(self, path: str) -> Written | None:
        """The newest version on the line; what the next draft starts from."""
        async with transaction(self._engine) as connection:
            return await _newest(connection, path)

    async def published(self) -> dict[str, str]:
        """What residents read: path → text."""
        async with transaction(self._engine) as connection:
            return await _published(connection)

    async def coming(self) -> dict[str, str]:
        """The same, with what is in review or approved in the place of what it would replace."""
        newest = _all(documents.c.path, versions.c.text).where(versions.c.state.in_(_COMING))
        newest = newest.distinct(documents.c.path)
        newest = newest.order_by(documents.c.path, versions.c.number.desc())
        async with transaction(self._engine) as connection:
            rows = await connection.execute(newest)
            return {row.path: row.text for row in rows if row.text is not None}

    async def save(self, draft: Draft, at: datetime) -> Written | Conflict:
        """A new version; the newest one itself where nothing changed; or the conflict."""
        async with transaction(self._engine) as connection:
            document = await _held(connection, draft)
            newest = await _newest(connection, draft.path)
            if newest is not None and newest.text == draft.text:
                return newest
            if draft.base != (newest.number if newest else None):
                return await _conflict(connection, document, draft, newest, at)
            drafts = update(versions).where(versions.c.document_id == document)
            drafts = drafts.where(versions.c.state.in_(_OPEN))
            await connection.execute(drafts.values(state=State.SUPERSEDED))
            return await _added(connection, document, draft, State.DRAFT, at)

    async def take(self, step: Step) -> bool:
        """Do a step; False when the version is in another state by now."""
        document = select(documents.c.id).where(documents.c.path == step.path).scalar_subquery()
        change = update(versions).where(
            versions.c.document_id == document, versions.c.number == step.number,
            versions.c.state.in_(step.begins),
        ).values(state=step.ends, **step.values)  # fmt: skip
        async with transaction(self._engine) as connection:
            return (await connection.execute(change)).rowcount == 1

    async def begin(self, drafts: Sequence[Draft], at: datetime) -> bool:
        """Keep these as published first versions; False when there are documents already."""
        async with transaction(self._engine) as connection:
            await connection.execute(_ALONE)
            if await connection.scalar(select(exists(select(documents.c.id)))):
                return False
            for draft in drafts:
                document = await _held(connection, draft)
                first = row_of(draft, State.PUBLISHED, 1, at)
                stamp = {"published_at": at, "published_by": draft.author}
                row = {**first, **stamp, "document_id": document}
                await connection.execute(insert(versions).values(row))
        return True

    async def known(self) -> dict[str, Known]:
        """What every document ever said, by path."""
        every = _all(documents.c.path, versions.c.digest, versions.c.number, versions.c.origin)
        known: dict[str, Known] = {}
        async with transaction(self._engine) as connection:
            for row in await connection.execute(every.order_by(versions.c.number)):
                document = known.setdefault(row.path, Known())
                document.numbers[row.digest] = row.number
                if row.origin == Origin.FILES:
                    document.from_files = row.number
        return known

    async def due(self, now: datetime) -> list[Version]:
        """Approved versions whose time has come."""
        waiting = _all(*COLUMNS).where(
            versions.c.state == State.APPROVED, versions.c.publish_at <= now
        )
        async with transaction(self._engine) as connection:
            rows = await connection.execute(waiting.order_by(versions.c.publish_at, versions.c.id))
            return [version_of(row) for row in rows]

    @asynccontextmanager
    async def publishing(
        self, chosen: Sequence[Chosen], by: str, at: datetime
    ) -> AsyncIterator[dict[str, str]]:
        """Approved versions become published, one publisher at a time; all is as before when the
        inside fails. Gives all that is published then: path → text.
        """
        async with transaction(self._engine) as connection:
            await connection.execute(_ALONE)
            for one in chosen:
                await _publish(connection, one, by, at)
            yield await _published(connection)


def _all(*columns: Any) -> Select[Any]:
    return select(*columns).join_from(documents, versions, _OF)


async def _numbered(connection: AsyncConnection, path: str, number: int) -> Written:
    wanted = _all(*WITH_TEXT).where(documents.c.path == path, versions.c.number == number)
    row = (await connection.execute(wanted)).one_or_none()
    if row is None:
        raise DocumentError("unknown_version", path=path, number=number)
    return written_of(row)


async def _newest(connection: AsyncConnection, path: str) -> Written | None:
    line = _all(*WITH_TEXT).where(documents.c.path == path, _ON_THE_LINE)
    row = (await connection.execute(line.order_by(versions.c.number.desc()).limit(1))).first()
    return written_of(row) if row else None


async def _published(connection: AsyncConnection) -> dict[str, str]:
    public = _all(documents.c.path, versions.c.text).where(versions.c.state == State.PUBLISHED)
    rows = await connection.execute(public.order_by(documents.c.path))
    return {row.path: row.text for row in rows if row.text is not None}


async def _held(connection: AsyncConnection, draft: Draft) -> int:
    """The document's row, made if need be, for us alone until the transaction ends."""
    new = upsert(documents).values(path=draft.path, kind=draft.kind)
    await connection.execute(new.on_conflict_do_nothing(index_elements=["path"]))
    row = select(documents.c.id).where(documents.c.path == draft.path).with_for_update()
    return int((await connection.execute(row)).scalar_one())


async def _added(
    connection: AsyncConnection, document: int, draft: Draft, state: State, at: datetime
) -> Written:
    last = select(func.max(versions.c.number)).where(versions.c.document_id == document)
    number = int(await connection.scalar(last) or 0) + 1
    row = row_of(draft, state, number, at)
    await connection.execute(insert(versions).values(document_id=document, **row))
    return await _numbered(connection, draft.path, number)


async def _conflict(
    connection: AsyncConnection, document: int, draft: Draft, newest: Written | None, at: datetime
) -> Conflict:
    """The same text sent twice by one person is kept aside once."""
    if newest is None:
        raise DocumentError("unknown_version", path=draft.path, number=draft.base)
    kept = _all(*WITH_TEXT).where(
        documents.c.id == document, versions.c.state == State.ASIDE,
        versions.c.author == draft.author, versions.c.digest == digest(draft.text),
    )  # fmt: skip
    row = (await connection.execute(kept.limit(1))).first()
    base = await _numbered(connection, draft.path, draft.base) if draft.base else None
    mine = written_of(row) if row else None
    return Conflict(
        mine or await _added(connection, document, draft, State.ASIDE, at), newest, base
    )


async def _publish(connection: AsyncConnection, one: Chosen, by: str, at: datetime) -> None:
    """What it was built on, published or waiting, has had its time."""
    found = select(versions.c.id, versions.c.document_id).join_from(versions, documents, _OF)
    found = found.where(documents.c.path == one.path, versions.c.number == one.number)
    row = (await connection.execute(found.where(versions.c.state == State.APPROVED))).one_or_none()
    if row is None:
        raise DocumentError("not_approved", path=one.path, number=one.number)
    before = update(versions).where(
        versions.c.document_id == row.document_id, versions.c.number < one.number,
        versions.c.state.in_((State.PUBLISHED, State.APPROVED)),
    )  # fmt: skip
    await connection.execute(before.values(state=State.SUPERSEDED))
    now_public = update(versions).where(versions.c.id == row.id)
    stamp = {"published_at": at, "published_by": by, "problem": ""}
    await connection.execute(now_public.values(state=State.PUBLISHED, **stamp))
