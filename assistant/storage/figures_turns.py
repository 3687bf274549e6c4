"""Turns counted by day. Only this knows what a turn is counted as."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, String, and_, cast, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.clock import VIETNAM
from assistant.figures.counts import Asked, Count, Dimension
from assistant.figures.period import midnight
from assistant.storage.database import reading, transaction
from assistant.storage.figures_tables import counted_days, turn_counts
from assistant.storage.tables import turns

_LOCK = 7_408_013  # any number, the same in every process
# A button's turn keeps its payload, a picture's its kind: neither was typed. A turn while an
# officer answers is none of the assistant's.
TYPED = r"question !~ '^(/|\[[a-z _]+\]$|$)'"
_TURNS = rf"""
WITH day AS (
  SELECT t.conversation_id, c.channel, coalesce(t.office, '') AS office,
    t.{TYPED} AS typed,
    CASE WHEN t.reason = 'with an officer' THEN 'with_officer' ELSE t.outcome END AS outcome,
    to_char(t.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24') AS hour,
    CASE WHEN t.outcome IN ('answered', 'continued') THEN coalesce(t.procedure, '') ELSE '' END
      AS procedure,
    coalesce(t.aspect, '') AS aspect
  FROM turns t JOIN conversations c ON c.id = t.conversation_id
  WHERE t.at >= :since AND t.at < :until
)
INSERT INTO turn_counts (day, dimension, value, office, channel, typed, outcome, count)
SELECT cast(:day AS date), d.dimension, d.value, office, channel, typed, outcome, count(*)
FROM day, LATERAL (VALUES
  ('hour', day.hour), ('procedure', day.procedure), ('aspect', day.aspect)
) AS d (dimension, value)
GROUP BY 2, 3, 4, 5, 6, 7
UNION ALL
SELECT cast(:day AS date), 'conversation', '', office, channel, true, 'answered',
  count(DISTINCT conversation_id)
FROM day WHERE outcome IN ('answered', 'faq') GROUP BY 4, 5
"""  # noqa: S608 - a constant of ours


class PostgresTurnCounts:
    """Implements assistant.figures.counts.TurnCounts."""

    def __init__(self, engine: AsyncEngine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock

    async def keep_up(self) -> int:
        """Count the days that are not counted for good; how many. Safe in several processes."""
        now = self._clock()
        async with transaction(self._engine) as connection:
            mine = await connection.execute(select(func.pg_try_advisory_xact_lock(_LOCK)))
            if not mine.scalar():
                return 0
            first, today = await _first_open(connection), now.astimezone(VIETNAM).date()
            if first is None:
                return 0
            days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
            for day in days:
                await _count(connection, day)
                done = insert(counted_days).values(day=day, at=now)
                await connection.execute(
                    done.on_conflict_do_update(index_elements=["day"], set_={"at": now})
                )
            return len(days)

    async def counted_at(self) -> datetime | None:
        """When it was counted last."""
        async with reading(self._engine) as connection:
            found = await connection.execute(select(func.max(counted_days.c.at)))
            at: datetime | None = found.scalar()
            return at

    async def by(self, asked: Asked, what: str) -> list[Count]:
        """By "day", "channel", "office" or a dimension."""
        async with reading(self._engine) as connection:
            rows = await connection.execute(_query(asked, what))
            return [Count(*row) for row in rows]


def _query(asked: Asked, what: str) -> Select[str, str, int]:
    """Each turn counts once in every dimension: what is no dimension is added up over hours."""
    column = turn_counts.c
    shown = {"day": cast(column.day, String), "channel": column.channel, "office": column.office}
    value: ColumnElement[str] = shown.get(what, column.value)
    dimension = Dimension.HOUR.value if what in shown else Dimension(what).value
    wanted = [
        column.dimension == dimension,
        column.day.between(asked.period.first, asked.period.last),
    ]
    if asked.office is not None:
        wanted.append(column.office == asked.office)
    if asked.channel is not None:
        wanted.append(column.channel == asked.channel)
    if not asked.buttons:
        wanted.append(column.typed)
    total = func.sum(column.count).label("count")
    found = select(value.label("value"), column.outcome, total).where(and_(*wanted))
    return found.group_by(value, column.outcome)


async def _first_open(connection: AsyncConnection) -> date | None:
    """The last day that was counted: it was not over then. At first, the day of the first turn."""
    counted: date | None = (await connection.execute(select(func.max(counted_days.c.day)))).scalar()
    if counted is not None:
        return counted
    at: datetime | None = (await connection.execute(select(func.min(turns.c.at)))).scalar()
    return None if at is None else at.astimezone(VIETNAM).date()


async def _count(connection: AsyncConnection, day: date) -> None:
    """Afresh: what was counted of this day is forgotten first."""
    await connection.execute(delete(turn_counts).where(turn_counts.c.day == day))
    given = {"day": day, "since": midnight(day), "until": midnight(day + timedelta(days=1))}
    await connection.execute(text(_TURNS), given)
