"""Seats at counters: how many there are, which are taken, and one at a time finding a free one."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, or_, select, text, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.appointments.appointment import BookingError, Refusal, Taken, Wanted
from assistant.clock import VIETNAM
from assistant.storage.booking_tables import (
    ALONE_ON_A_SEAT,
    ONE_A_DAY,
    appointments,
    closures,
    seats,
)
from assistant.storage.database import transaction

# What the database refuses, in the words of the domain.
_REFUSED = {ALONE_ON_A_SEAT: Refusal.TAKEN, ONE_A_DAY: Refusal.ONE_A_DAY}
_LONGEST = timedelta(days=1)  # of a visit, by a check of the table
_PASSING = ("held", "resting")

# One row for each seat: a full month of twenty counters is thousands of visits.
_TAKEN = text("""
SELECT s.counter, s.number, array_agg(date_part('epoch', a.starts_at)::int8),
       array_agg(date_part('epoch', a.ends_at)::int8)
FROM seats s JOIN appointments a ON a.seat_id = s.id
WHERE s.office = :office AND s.retired_at IS NULL
  AND a.state IN ('held', 'booked', 'arrived', 'resting')
  AND (a.ends_by IS NULL OR a.ends_by > :now)
  AND a.starts_at < :until AND a.starts_at > :first AND a.ends_at > :since
GROUP BY s.id
UNION ALL
SELECT s.counter, s.number, array_agg(floor(date_part('epoch', c.since))::int8),
       array_agg(ceil(date_part('epoch', c.until))::int8)
FROM closures c JOIN seats s ON s.office = c.office AND s.counter = coalesce(c.counter, s.counter)
WHERE c.office = :office AND s.retired_at IS NULL AND c.since < :until AND c.until > :since
  AND c.ended_at IS NULL
GROUP BY s.id
""")

# `stale`: a hold or rest that has ended is there, and has to go before another row can stand.
_LOOK = text("""
SELECT s.id, there.stale FROM seats s CROSS JOIN LATERAL (
    SELECT count(*) > 0 AS stale, coalesce(bool_or(a.ends_by IS NULL OR a.ends_by > :now), false)
           AS hindering
    FROM appointments a
    WHERE a.seat_id = s.id AND a.state IN ('held', 'booked', 'arrived', 'resting')
      AND a.starts_at < :end AND a.starts_at > :first AND a.ends_at > :start
      AND NOT coalesce(a.id = CAST(:visit AS bigint)
                       OR a.state = 'held' AND a.conversation = CAST(:talk AS text), false)
) AS there
WHERE s.office = :office AND s.counter = :counter AND s.number <= :capacity
  AND s.retired_at IS NULL AND NOT there.hindering AND NOT EXISTS (
    SELECT FROM closures c WHERE c.office = s.office AND coalesce(c.counter, s.counter) = s.counter
      AND c.since < :end AND c.until > :start AND c.ended_at IS NULL)
ORDER BY there.stale, s.number LIMIT 1
""")

# In this order in every transaction: a conversation, its office, the counters' day, a person.
# Waiting in a circle, or in the exclusion constraint itself, is impossible then.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
# In one round trip; nothing is waited for where the name is NULL.
_LOCK_TIME = text("""
SELECT pg_advisory_xact_lock(hashtextextended(CAST(:conversation AS text), 0)),
       pg_advisory_xact_lock_shared(hashtextextended(:office, 0)),
       pg_advisory_xact_lock(hashtextextended(:time, 0)),
       pg_advisory_xact_lock(hashtextextended(CAST(:person AS text), 0))
""")
# The person of a row, whose other rows nobody else changes then.
_LOCK_PERSON_OF = text("""
SELECT person, pg_advisory_xact_lock(hashtextextended('person:' || person, 0))
FROM appointments WHERE id = :visit
""")


class Spare(NamedTuple):
    """What is no hindrance: a visit, and the hold of a conversation."""

    visit: int | None = None
    conversation: str | None = None


@asynccontextmanager
async def booking(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction in which the database's refusals are BookingErrors."""
    async with transaction(engine) as connection:
        try:
            yield connection
        except IntegrityError as error:
            name = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
            if name not in _REFUSED:
                raise
            raise BookingError(_REFUSED[name]) from None


async def lock(connection: AsyncConnection, purpose: str, name: str) -> None:
    """Alone with this name until the transaction ends."""
    await connection.execute(_LOCK, {"name": f"{purpose}:{name}"})


async def lock_time(
    connection: AsyncConnection, wanted: Wanted, conversation: str | None = None,
    person: str | None = None,
) -> None:  # fmt: skip
    """Alone with a counter group's day; closings of the office wait, or are over. With these
    alone too, where they are given.
    """
    day = f"{wanted.start.astimezone(VIETNAM):%Y-%m-%d}"
    names = {"office": f"office:{wanted.office}",
             "time": f"time:{wanted.office}:{wanted.counter}:{day}",
             "conversation": conversation and f"conversation:{conversation}",
             "person": person and f"person:{person}"}  # fmt: skip
    await connection.execute(_LOCK_TIME, names)


async def lock_person_of(connection: AsyncConnection, visit: int) -> str | None:
    """Alone with the person of an appointment; None when it has none, or is not there."""
    row = (await connection.execute(_LOCK_PERSON_OF, {"visit": visit})).one_or_none()
    return row.person if row else None


async def taken(
    connection: AsyncConnection, office: str, since: datetime, until: datetime, now: datetime
) -> list[Taken]:
    """What is not free between two times."""
    values = {"office": office, "since": since, "until": until, "first": since - _LONGEST,
              "now": now}  # fmt: skip
    rows = await connection.execute(_TAKEN, values)
    return [Taken(row[0], row[1], tuple(row[2]), tuple(row[3])) for row in rows]


async def free_seat(
    connection: AsyncConnection, wanted: Wanted, capacity: int, now: datetime,
    spare: Spare | None = None,
) -> tuple[int, bool]:  # fmt: skip
    """The id of a seat that is free the whole time, and whether something that has ended has to be
    cleared there first; BookingError TAKEN, CLOSED.
    """
    visit, conversation = spare or Spare()
    values = {"office": wanted.office, "counter": wanted.counter, "start": wanted.start,
              "end": wanted.end, "first": wanted.start - _LONGEST, "now": now,
              "capacity": capacity, "visit": visit, "talk": conversation}  # fmt: skip
    found = (await connection.execute(_LOOK, values)).one_or_none()
    if found is not None:
        return found.id, found.stale
    closed = await connection.scalar(_closed(wanted).limit(1))
    raise BookingError(Refusal.TAKEN if closed is None else Refusal.CLOSED)


async def cleared_seat(
    connection: AsyncConnection, wanted: Wanted, capacity: int, now: datetime,
    spare: Spare | None = None,
) -> int:  # fmt: skip
    """The id of a free seat where a row can stand. The time is locked before."""
    seat, stale = await free_seat(connection, wanted, capacity, now, spare)
    if stale:
        await clear(connection, wanted, now)
        # Asked again: what was just being confirmed did not go.
        seat, _ = await free_seat(connection, wanted, capacity, now, spare)
    return seat


async def clear(connection: AsyncConnection, wanted: Wanted, now: datetime) -> None:
    """Remove holds and rests that have ended where they would stand in the way."""
    group = select(seats.c.id).where(
        seats.c.office == wanted.office, seats.c.counter == wanted.counter
    )
    gone = delete(appointments).where(
        appointments.c.seat_id.in_(group), appointments.c.state.in_(_PASSING),
        appointments.c.ends_by <= now, appointments.c.starts_at < wanted.end,
        appointments.c.ends_at > wanted.start,
    )  # fmt: skip
    await connection.execute(gone)


async def sync(
    connection: AsyncConnection, capacities: Mapping[tuple[str, str], int], now: datetime
) -> None:
    """Make the seats what the knowledge base says; those that went take no new visits."""
    await lock(connection, "seats", "all")
    wish = {(*group, number) for group, most in capacities.items() for number in range(1, most + 1)}
    columns = (seats.c.office, seats.c.counter, seats.c.number)
    rows = await connection.execute(select(*columns, seats.c.retired_at.is_(None)))
    known = {(row[0], row[1], row[2]): bool(row[3]) for row in rows}
    names = ("office", "counter", "number")
    new = [dict(zip(names, seat, strict=True)) for seat in sorted(wish - known.keys())]
    if new:
        await connection.execute(insert(seats), new)
    open_now = {seat for seat, is_open in known.items() if is_open}
    retired_now = known.keys() - open_now
    for those, at in ((open_now - wish, now), (retired_now & wish, None)):
        if those:
            change = update(seats).where(tuple_(*columns).in_(sorted(those)))
            await connection.execute(change.values(retired_at=at))


def _closed(wanted: Wanted) -> Any:
    """Closures at that time."""
    return select(closures.c.id).where(
        closures.c.office == wanted.office,
        or_(closures.c.counter.is_(None), closures.c.counter == wanted.counter),
        closures.c.since < wanted.end, closures.c.until > wanted.start,
        closures.c.ended_at.is_(None),
    )  # fmt: skip
