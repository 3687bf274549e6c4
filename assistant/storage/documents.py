"""What staff write, in PostgreSQL. Who saves holds the document's row, who publishes the lock of
all publishing.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy import exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.documents.kind import Kind
from assistant.documents.store import Chosen, Known, Step
from assistant.documents.version import Conflict, Draft, Listed, Origin, State, Version, Written
from assistant.storage.database import reading, transaction
from assistant.storage.document_line import (
    ON_THE_LINE,
    added,
    conflicting,
    every,
    held,
    newest_of,
    numbered,
)
from assistant.storage.document_publishing import ALONE, publish, published, release
from assistant.storage.document_rows import COLUMNS, version_of
from assistant.storage.document_tables import document_versions as versions
from assistant.storage.document_tables import documents

_OPEN = (State.DRAFT, State.IN_REVIEW)
_COMING = (State.PUBLISHED, State.IN_REVIEW, State.APPROVED)


class PostgresDocuments:
    """Implements assistant.documents.store.DocumentStore."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def listing(self, kind: Kind | None = None) -> list[Listed]:
        """Every document, or those of one kind, by path."""
        last = select(versions.c.id).where(ON_THE_LINE).distinct(versions.c.document_id)
        last = last.order_by(versions.c.document_id, versions.c.number.desc())
        shown = or_(versions.c.id.in_(last), versions.c.state == State.PUBLISHED)
        rows = every(*COLUMNS).where(shown).order_by(documents.c.path, versions.c.number.desc())
        if kind is not None:
            rows = rows.where(documents.c.kind == kind)
        listed: dict[str, Listed] = {}
        async with transaction(self._engine) as connection:
            for row in await connection.execute(rows):
                version = version_of(row)
                public = version if version.state is State.PUBLISHED else None
                newer = listed.get(row.path)
                newest = newer.newest if newer else version
                listed[row.path] = Listed(row.path, Kind(row.kind), newest, public)
        return list(listed.values())

    async def mark(self) -> str:
        """What differs as soon as anything of `listing` does; ten times as quick."""
        seen = func.concat_ws(
            "|", versions.c.id, versions.c.state, versions.c.reviewer, versions.c.reviewed_at,
            versions.c.publish_at, versions.c.published_at, versions.c.problem,
        )  # fmt: skip
        whole = select(func.count(), func.sum(func.hashtextextended(seen, 0)))
        async with reading(self._engine) as connection:
            return str((await connection.execute(whole)).one())

    async def history(self, path: str) -> list[Version]:
        """The versions of a document, newest first; none of an unknown one."""
        wanted = every(*COLUMNS).where(documents.c.path == path)
        async with transaction(self._engine) as connection:
            rows = await connection.execute(wanted.order_by(versions.c.number.desc()))
            return [version_of(row) for row in rows]

    async def version(self, path: str, number: int) -> Written:
        """One version; DocumentError when there is none."""
        async with transaction(self._engine) as connection:
            return await numbered(connection, path, number)

    async def newest(self, path: str) -> Written | None:
        """The newest version on the line; what the next draft starts from."""
        async with transaction(self._engine) as connection:
            return await newest_of(connection, path)

    async def published(self) -> dict[str, str]:
        """What residents read: path → text."""
        async with transaction(self._engine) as connection:
            return await published(connection)

    async def coming(self) -> dict[str, str]:
        """The same, with what is in review or approved in the place of what it would replace."""
        newest = every(documents.c.path, versions.c.text).where(versions.c.state.in_(_COMING))
        newest = newest.distinct(documents.c.path)
        newest = newest.order_by(documents.c.path, versions.c.number.desc())
        async with transaction(self._engine) as connection:
            rows = await connection.execute(newest)
            return {row.path: row.text for row in rows if row.text is not None}

    async def save(self, draft: Draft, at: datetime) -> Written | Conflict:
        """A new version; the newest one itself where nothing changed; or the conflict."""
        async with transaction(self._engine) as connection:
            document = await held(connection, draft)
            newest = await newest_of(connection, draft.path)
            if newest is not None and newest.text == draft.text:
                return newest
            if draft.base != (newest.number if newest else None):
                return await conflicting(connection, document, draft, newest, at)
            drafts = update(versions).where(versions.c.document_id == document)
            drafts = drafts.where(versions.c.state.in_(_OPEN))
            await connection.execute(drafts.values(state=State.SUPERSEDED))
            return await added(connection, document, draft, State.DRAFT, at)

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
            await connection.execute(ALONE)
            if await connection.scalar(select(exists(select(documents.c.id)))):
                return False
            await release(connection, drafts, at)
        return True

    async def known(self) -> dict[str, Known]:
        """What every document ever said, by path."""
        said = every(documents.c.path, versions.c.digest, versions.c.number, versions.c.origin)
        known: dict[str, Known] = {}
        async with transaction(self._engine) as connection:
            for row in await connection.execute(said.order_by(versions.c.number)):
                document = known.setdefault(row.path, Known())
                document.numbers[row.digest] = row.number
                if row.origin == Origin.FILES:
                    document.from_files = row.number
        return known

    async def due(self, now: datetime) -> list[Version]:
        """Approved versions whose time has come."""
        waiting = every(*COLUMNS).where(
            versions.c.state == State.APPROVED, versions.c.publish_at <= now
        )
        async with transaction(self._engine) as connection:
            rows = await connection.execute(waiting.order_by(versions.c.publish_at, versions.c.id))
            return [version_of(row) for row in rows]

    @asynccontextmanager
    async def publishing(
        self, chosen: Sequence[Chosen], by: str, at: datetime, released: Sequence[Draft] = ()
    ) -> AsyncIterator[dict[str, str]]:
        """Approved versions and released files become published, one publisher at a time; all is
        as before when the inside fails. Gives all that is published then: path → text.
        """
        async with transaction(self._engine) as connection:
            await connection.execute(ALONE)
            for one in chosen:
                await publish(connection, one, by, at)
            await release(connection, released, at)
            yield await published(connection)
