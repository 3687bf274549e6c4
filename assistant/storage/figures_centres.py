"""What offices say of their months."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.figures.centre import COUNTS, CentreMonth
from assistant.storage.database import reading, transaction
from assistant.storage.figures_tables import centre_figures

_COLUMNS = centre_figures.c


class PostgresCentreFigures:
    """Implements assistant.figures.store.CentreFigures."""

    def __init__(self, engine: AsyncEngine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock

    async def keep(self, months: Sequence[CentreMonth], by: str) -> list[CentreMonth | None]:
        """Keep all or none of them; what stood there before."""
        before: list[CentreMonth | None] = []
        async with transaction(self._engine) as connection:
            # In one order, so that two who keep the same months wait and do not block each other.
            for said in sorted(months, key=lambda each: (each.office, each.month)):
                key = (_COLUMNS.office == said.office) & (_COLUMNS.month == said.month)
                asked = select(centre_figures).where(key).with_for_update()
                row = (await connection.execute(asked)).one_or_none()
                before.append(_said(row) if row else None)
                new = {
                    **said.counts(), "source": said.source, "by": by, "at": self._clock(),
                }  # fmt: skip
                first = insert(centre_figures).values(office=said.office, month=said.month, **new)
                await connection.execute(
                    first.on_conflict_do_update(index_elements=["office", "month"], set_=new)
                )
        return before

    async def of_month(self, month: date) -> list[CentreMonth]:
        """What was said of a month."""
        asked = select(centre_figures).where(_COLUMNS.month == month).order_by(_COLUMNS.office)
        async with reading(self._engine) as connection:
            return [_said(row) for row in await connection.execute(asked)]

    async def of_office(self, office: str) -> list[CentreMonth]:
        """All months of an office, the newest first."""
        asked = select(centre_figures).where(_COLUMNS.office == office)
        async with reading(self._engine) as connection:
            rows = await connection.execute(asked.order_by(_COLUMNS.month.desc()).limit(60))
            return [_said(row) for row in rows]

    async def months(self) -> list[date]:
        """The months that something is known of, the newest first."""
        asked = select(_COLUMNS.month).distinct().order_by(_COLUMNS.month.desc()).limit(60)
        async with reading(self._engine) as connection:
            return list((await connection.execute(asked)).scalars())


def _said(row: Row[Any]) -> CentreMonth:
    counts = {name: getattr(row, name) for name in COUNTS}
    return CentreMonth(
        row.office, row.month, **counts, source=row.source, by=row.by, at=row.at
    )  # fmt: skip
