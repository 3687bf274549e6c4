"""Closed times in PostgreSQL: whom they concern, and opening them again."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.appointments.appointment import Appointment, Closure, State
from assistant.appointments.closing import KeptClosure
from assistant.appointments.reminder import ReminderKind
from assistant.clock import VIETNAM
from assistant.storage import seats
from assistant.storage.appointment_rows import chosen, read
from assistant.storage.booking_tables import appointments, closures
from assistant.storage.booking_tables import seats as seat_rows
from assistant.storage.database import reading
from assistant.storage.reminder_tables import reminders
from assistant.storage.reminders import CLOSED_THEN
from assistant.storage.seal import Seal
from assistant.storage.taking import Taking

_DAY = timedelta(days=1)  # a visit may begin on the day before


class PostgresClosures:
    """Implements assistant.appointments.closing.ClosureStore."""

    def __init__(self, engine: AsyncEngine, seal: Seal, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._seal = seal
        self._now = now

    async def booked(self, closed: Closure) -> list[Appointment]:
        """Who has booked there then, by time."""
        found = chosen(*during(closed), appointments.c.state == State.BOOKED)
        by_time = found.order_by(appointments.c.starts_at, appointments.c.id)
        async with reading(self._engine) as connection:
            return [read(row, self._seal) for row in await connection.execute(by_time)]

    async def after(self, office: str, moment: datetime) -> list[KeptClosure]:
        """Closed times of an office that end after a moment, by time."""
        own = (closures.c.office == office, closures.c.until > moment)
        found = select(closures).where(*own).order_by(closures.c.since, closures.c.id)
        async with reading(self._engine) as connection:
            return [_kept(row) for row in await connection.execute(found)]

    async def one(self, id_: int) -> KeptClosure | None:
        """One of them."""
        async with reading(self._engine) as connection:
            found = select(closures).where(closures.c.id == id_)
            row = (await connection.execute(found)).one_or_none()
        return None if row is None else _kept(row)

    async def notices(self, visits: Sequence[int]) -> dict[int, bool]:
        """Whether the notice of a closing was sent, of those for whom it was dealt with."""
        told = select(appointments.c.id, reminders.c.state).where(
            appointments.c.id.in_(visits), reminders.c.appointment_id == appointments.c.id,
            reminders.c.sequence == appointments.c.sequence,
            reminders.c.kind == ReminderKind.CLOSED, reminders.c.state != "waiting",
        )  # fmt: skip
        async with reading(self._engine) as connection:
            return {row.id: row.state == "sent" for row in await connection.execute(told)}

    async def reopen(
        self, id_: int, by: str, due: Callable[[Appointment], datetime]
    ) -> list[Appointment] | None:
        """Take people there again; those visits whose owners were told otherwise."""
        async with seats.booking(self._engine) as connection:
            kept = await self._ended(connection, id_, by)
            if kept is None:
                return None
            taking = Taking(connection, self._seal, self._now())
            told = []
            for visit in await self._open_again(connection, kept.closure):
                # A new sequence: its reminders are planned anew, and a second closing is told too.
                sent = await _was_told(connection, visit)
                after = await self._renewed(taking, visit, by)
                if after is not None and sent:
                    told.append(after)
                    row = {"appointment_id": after.id, "kind": ReminderKind.REOPENED,
                           "sequence": after.sequence, "due_at": due(after)}  # fmt: skip
                    await connection.execute(insert(reminders).values(row))
            return told

    async def _ended(
        self, connection: AsyncConnection, id_: int, by: str
    ) -> KeptClosure | None:  # fmt: skip
        own = select(closures.c.office).where(closures.c.id == id_)
        office = await connection.scalar(own)
        if office is None:
            return None
        await seats.lock(connection, "office", office)
        ended = (
            update(closures)
            .where(closures.c.id == id_, closures.c.ended_at.is_(None))
            .values(ended_at=self._now(), ended_by=by)
        )
        row = (await connection.execute(ended.returning(closures))).one_or_none()
        return None if row is None else _kept(row)

    async def _open_again(
        self, connection: AsyncConnection, closed: Closure
    ) -> list[Appointment]:  # fmt: skip
        """Visits to come that no other closing concerns."""
        still = select(closures.c.id).where(CLOSED_THEN).correlate(appointments, seat_rows).exists()
        found = chosen(
            *during(closed), appointments.c.state == State.BOOKED,
            appointments.c.starts_at > self._now(), ~still,
        )  # fmt: skip
        rows = await connection.execute(found.order_by(appointments.c.id))
        return [read(row, self._seal) for row in rows]

    async def _renewed(self, taking: Taking, visit: Appointment, by: str) -> Appointment | None:
        """None when it was changed this very moment."""
        before, _ = await taking.locked(visit.id)
        if before.state is not State.BOOKED or before.sequence != visit.sequence:
            return None
        return await taking.change(before, by, "reopened", {})


async def _was_told(connection: AsyncConnection, visit: Appointment) -> bool:
    told = select(literal(1)).where(
        reminders.c.appointment_id == visit.id, reminders.c.sequence == visit.sequence,
        reminders.c.kind == ReminderKind.CLOSED, reminders.c.state == "sent",
    )  # fmt: skip
    return await connection.scalar(told) is not None


def during(closed: Closure) -> list[Any]:
    """Conditions: visits that lie in a closed time."""
    there = [seat_rows.c.office == closed.office, appointments.c.starts_at < closed.until,
             appointments.c.ends_at > closed.since,
             appointments.c.day >= closed.since.astimezone(VIETNAM).date() - _DAY,
             appointments.c.day <= closed.until.astimezone(VIETNAM).date()]  # fmt: skip
    return there if closed.counter is None else [*there, seat_rows.c.counter == closed.counter]


def _kept(row: Row[Any]) -> KeptClosure:
    since, until = row.since.astimezone(VIETNAM), row.until.astimezone(VIETNAM)
    ended = row.ended_at.astimezone(VIETNAM) if row.ended_at else None
    closure = Closure(row.office, row.counter, since, until, row.reason)
    return KeptClosure(row.id, closure, row.by, row.at.astimezone(VIETNAM), row.ended_by, ended)
