"""Turns drawn for grading, and the grades."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.clock import VIETNAM
from assistant.figures.grade import WEEKLY, Grade, Grades, Sampled
from assistant.figures.period import Period, midnight, monday
from assistant.storage.database import reading, transaction
from assistant.storage.figures_tables import samples
from assistant.storage.figures_turns import TYPED

_LOCK = 7_408_014  # any number, the same in every process
# By a digest of week and turn: by chance, the same for whoever draws again. Weeks share no turn.
_DRAW = rf"""
INSERT INTO samples (week, position, turn_id, channel, office, outcome)
SELECT cast(:week AS date), row_number() OVER (ORDER BY chance, id), id, channel, office, outcome
FROM (
  SELECT t.id, c.channel, coalesce(t.office, '') AS office, t.outcome,
    md5(cast(cast(:week AS date) AS text) || t.id) AS chance
  FROM turns t JOIN conversations c ON c.id = t.conversation_id
  WHERE t.at >= :since AND t.at < :until AND t.{TYPED}
    AND t.reason NOT IN ('with an officer', 'switched off')
  ORDER BY chance, t.id LIMIT :many
) AS drawn
ON CONFLICT DO NOTHING
"""  # noqa: S608 - a constant of ours
# What was said is kept where the message came through the inbox: its turn is named after it.
_OF_WEEK = text("""
SELECT s.*, t.question, t.at, t.procedure, t.aspect,
  (SELECT array_agg(o.reply->>'text' ORDER BY o.position) FROM outbox o
   WHERE t.id ~ '^inbox-[0-9]{1,18}$' AND o.inbox_id = cast(substr(t.id, 7) AS bigint)) AS replies
FROM samples s LEFT JOIN turns t ON t.id = s.turn_id
WHERE s.week = :week ORDER BY s.position
""")


class PostgresSamples:
    """Implements assistant.figures.store.Samples."""

    def __init__(self, engine: AsyncEngine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock

    async def draw(self) -> int:
        """Draw from the week that ended last, once; how many."""
        this = monday(self._clock().astimezone(VIETNAM).date())
        week = this - timedelta(days=7)
        async with transaction(self._engine) as connection:
            await connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            known = select(samples.c.id).where(samples.c.week == week).limit(1)
            if (await connection.execute(known)).first():
                return 0
            given = {"week": week, "since": midnight(week), "until": midnight(this), "many": WEEKLY}
            return (await connection.execute(text(_DRAW), given)).rowcount

    async def weeks(self) -> list[tuple[date, int, int]]:
        """Monday, how many drawn, how many graded; the newest first."""
        counts = select(samples.c.week, func.count(), func.count(samples.c.grade))
        async with reading(self._engine) as connection:
            rows = await connection.execute(
                counts.group_by(samples.c.week).order_by(samples.c.week.desc()).limit(53)
            )
            return [(row[0], row[1], row[2]) for row in rows]

    async def of_week(self, week: date) -> list[Sampled]:
        """What was drawn from a week, in its order."""
        async with reading(self._engine) as connection:
            return [_sampled(row) for row in await connection.execute(_OF_WEEK, {"week": week})]

    async def grade(
        self, week: date, position: int, grade: Grade, note: str, by: str
    ) -> Grade | None:
        """Keep it; the grade before. LookupError when there is no such turn to grade."""
        row = (samples.c.week == week) & (samples.c.position == position)
        async with transaction(self._engine) as connection:
            asked = select(samples.c.grade).where(row, samples.c.turn_id.is_not(None))
            found = (await connection.execute(asked.with_for_update())).one_or_none()
            if found is None:
                raise LookupError("nothing to grade")
            new = {"grade": grade.value, "note": note, "grader": by, "graded_at": self._clock()}
            await connection.execute(update(samples).where(row).values(**new))
        return Grade(found.grade) if found.grade else None

    async def grades(self, period: Period, office: str | None = None) -> Grades:
        """Of the weeks that begin in the period."""
        counts = select(samples.c.grade, func.count()).where(
            samples.c.week.between(period.first, period.last)
        )
        if office is not None:
            counts = counts.where(samples.c.office == office)
        async with reading(self._engine) as connection:
            rows = (await connection.execute(counts.group_by(samples.c.grade))).all()
        found: dict[str | None, int] = {row[0]: row[1] for row in rows}
        return Grades({grade: found.get(grade.value, 0) for grade in Grade}, found.get(None, 0))


def _sampled(row: Row[Any]) -> Sampled:
    return Sampled(
        row.week, row.position, row.channel, row.office, row.outcome,
        Grade(row.grade) if row.grade else None, row.note, row.grader, row.graded_at,
        row.question, row.at, row.procedure, row.aspect,
        None if row.replies is None else tuple(reply or "" for reply in row.replies),
    )  # fmt: skip
