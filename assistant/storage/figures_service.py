"""Waiting and visits, counted where they are kept: a period's worth, by an index of its days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.figures.period import Period
from assistant.figures.service import Ratings, Service, Times, Visits
from assistant.storage.database import reading, transaction

_TIMES = "count({0}), percentile_cont(0.5) WITHIN GROUP (ORDER BY {0})," \
    " percentile_cont(0.9) WITHIN GROUP (ORDER BY {0})"  # fmt: skip
_TAKEN = "extract(epoch FROM h.first_claimed_at - h.wished_at)"
_CLOSED = "extract(epoch FROM h.closed_at - h.wished_at)"
_CALLED = "extract(epoch FROM called_at - taken_at)"
_HANDOVERS = f"""
SELECT count(*), count(*) FILTER (WHERE h.officer IS NULL AND h.closed_at IS NULL),
  {_TIMES.format(_TAKEN)}, {_TIMES.format(_CLOSED)}
FROM handovers h WHERE h.wished_at >= :since AND h.wished_at < :until
"""  # noqa: S608 - constants of ours
_QUEUE = f"""
SELECT {_TIMES.format(_CALLED)} FROM queue_tickets
WHERE day BETWEEN :first AND :last AND called_at IS NOT NULL AND due_at IS NULL
"""  # noqa: S608 - constants of ours
_VISITS = """
SELECT a.state, count(*), count(m.appointment_id)
FROM appointments a JOIN seats s ON s.id = a.seat_id
LEFT JOIN (SELECT DISTINCT appointment_id FROM appointment_changes WHERE what = 'moved') m
  ON m.appointment_id = a.id
WHERE a.day BETWEEN :first AND :last AND a.code IS NOT NULL
"""
_BY_MONTH = """
SELECT cast(date_trunc('month', a.day) AS date), s.office, a.state, count(*)
FROM appointments a JOIN seats s ON s.id = a.seat_id
WHERE a.day BETWEEN :first AND :last AND a.state IN ('arrived', 'missed', 'cancelled')
  AND a.code IS NOT NULL
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_STARS = """
SELECT r.stars, count(*) FROM ratings r JOIN appointments a ON a.id = r.appointment_id
JOIN seats s ON s.id = a.seat_id WHERE a.day BETWEEN :first AND :last
"""


_USEFUL = """
SELECT count(*) FILTER (WHERE r.helpful), count(*) FILTER (WHERE NOT r.helpful)
FROM turn_ratings r JOIN turns t ON t.id = r.turn_id WHERE r.at >= :since AND r.at < :until
"""


class PostgresServiceFigures:
    """Implements assistant.figures.store.ServiceFigures."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read(self, period: Period, office: str | None = None) -> Service:
        """All of a period; a wish for a person is of an office only once an officer has it."""
        given = {
            "first": period.first, "last": period.last, "since": period.since,
            "until": period.until, "office": office,
        }  # fmt: skip
        at_seat = "" if office is None else " AND s.office = :office"
        at_hall = "" if office is None else " AND office = :office"
        at_turn = "" if office is None else " AND t.office = :office"
        at_desk = "" if office is None else " AND h.office = :office"
        async with transaction(self._engine) as connection:
            wishes = await _row(connection, _HANDOVERS + at_desk, given)
            called = await _row(connection, _QUEUE + at_hall, given)
            useful = await _row(connection, _USEFUL + at_turn, given)
            by_state = await connection.execute(
                text(f"{_VISITS}{at_seat} GROUP BY 1"), given
            )  # fmt: skip
            visits = by_state.all()
            stars = (await connection.execute(text(f"{_STARS}{at_seat} GROUP BY 1"), given)).all()
        return Service(
            wishes[0], wishes[1], _times(wishes[2:5]), _times(wishes[5:8]), _times(called),
            Visits({row[0]: row[1] for row in visits}, sum(row[2] for row in visits)),
            Ratings({row[0]: row[1] for row in stars}, *useful),
        )  # fmt: skip

    async def visits_by_month(self, period: Period) -> list[tuple[date, str, str, int]]:
        """Month, office, state and how many; of whole offices, nobody in it."""
        async with reading(self._engine) as connection:
            given = {"first": period.first, "last": period.last}
            return [tuple(row) for row in await connection.execute(text(_BY_MONTH), given)]


async def _row(
    connection: AsyncConnection, query: str, given: Mapping[str, Any]
) -> tuple[Any, ...]:
    return tuple((await connection.execute(text(query), given)).one())


def _times(row: tuple[Any, ...]) -> Times:
    count, median, p90 = row
    return Times(count, *(None if each is None else float(each) for each in (median, p90)))
