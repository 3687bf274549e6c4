"""Scans of posters in PostgreSQL: a number for each poster and day, and nothing of a person."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.storage.database import reading
from assistant.storage.onward_tables import scans


@dataclass(frozen=True)
class Scans:
    """How often a poster was scanned on one local day. `office`: empty when it names none."""

    code: str
    office: str
    day: date
    count: int


class PostgresScans:
    """Counts scans. Every method may raise StorageError."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, code: str, office: str | None, day: date) -> None:
        """One more scan of the poster of `code` at `office`."""
        first = insert(scans).values(code=code, office=office or "", day=day, count=1)
        more = first.on_conflict_do_update(
            index_elements=["code", "office", "day"], set_={"count": scans.c.count + 1}
        )
        async with reading(self._engine) as connection:
            await connection.execute(more)

    async def counts(self, since: date, office: str | None = None) -> list[Scans]:
        """The counts from that day on, of one office or of all, by day, office and code."""
        found = select(scans.c.code, scans.c.office, scans.c.day, scans.c.count)
        found = found.where(scans.c.day >= since)
        if office is not None:
            found = found.where(scans.c.office == office)
        async with reading(self._engine) as connection:
            rows = await connection.execute(
                found.order_by(scans.c.day, scans.c.office, scans.c.code)
            )
            return [Scans(*row) for row in rows]
