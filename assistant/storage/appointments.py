"""Appointments in PostgreSQL: who takes the last seat is decided there, and only once."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.appointments.appointment import (
    Appointment,
    BookingError,
    Closure,
    Guest,
    Refusal,
    State,
    Taken,
    Wanted,
)
from assistant.clock import VIETNAM
from assistant.storage import guessing, seats
from assistant.storage.appointment_rows import chosen, read
from assistant.storage.booking_tables import appointments, closures
from assistant.storage.booking_tables import seats as seat_rows
from assistant.storage.database import reading
from assistant.storage.parting import parting
from assistant.storage.seal import Seal
from assistant.storage.taking import Taking, holding

_MOVES = {  # from → to
    State.BOOKED: {State.CANCELLED, State.ARRIVED, State.MISSED},
    State.MISSED: {State.ARRIVED},  # who comes late is served all the same
}
_LISTED = (State.BOOKED, State.ARRIVED, State.MISSED)
_Now = Callable[[], datetime]


class PostgresAppointments:
    """Implements assistant.appointments.store.AppointmentStore."""

    def __init__(self, engine: AsyncEngine, seal: Seal, now: _Now) -> None:
        self._engine = engine
        self._seal = seal
        self._now = now

    async def sync(self, capacities: Mapping[tuple[str, str], int]) -> None:
        """Make the seats what the knowledge base says."""
        async with seats.booking(self._engine) as connection:
            await seats.sync(connection, capacities, self._now())

    async def taken(self, office: str, since: datetime, until: datetime) -> list[Taken]:
        """Seats that are held, booked, or resting, and the seats of closed times."""
        async with reading(self._engine) as connection:
            return await seats.taken(connection, office, since, until, self._now())

    async def hold(
        self, wanted: Wanted, capacity: int, conversation: str | None, until: datetime
    ) -> Appointment:
        """Take a seat for a while; the conversation's hold before it is given up."""
        await self._glance(wanted, capacity, conversation)
        async with self._taking() as taking:
            return await taking.hold(wanted, capacity, conversation, until)

    async def attach(self, held: int, guest: Guest) -> None:
        """Who comes, kept sealed with the hold."""
        async with self._taking() as taking:
            await taking.attach(held, guest)

    async def held(self, conversation: str) -> Appointment | None:
        """The living hold of a conversation."""
        return await self._one(
            appointments.c.conversation == conversation, *holding(self._now())
        )  # fmt: skip

    async def release(self, conversation: str) -> None:
        """Give up its hold, without rest."""
        own = (appointments.c.conversation == conversation, appointments.c.state == State.HELD)
        async with seats.booking(self._engine) as connection:
            await connection.execute(delete(appointments).where(*own))

    async def confirm(self, held: int, by: str, at_most: int) -> Appointment:
        """A hold with its contact becomes an appointment. Confirmed again it is the same one."""
        async with self._taking() as taking:
            return await taking.confirm(held, by, at_most)

    async def book(
        self, wanted: Wanted, capacity: int, guest: Guest, by: str, at_most: int
    ) -> Appointment:
        """Hold and confirm in one transaction: nothing is left of one that is refused."""
        await self._glance(wanted, capacity, None)
        async with self._taking() as taking:
            return await taking.book(wanted, capacity, guest, by, at_most)

    async def by_code(self, code: str) -> Appointment | None:
        """With its contact opened, whatever its state."""
        return await self._one(appointments.c.code == code)

    async def of_conversation(self, conversation: str, since: datetime) -> list[Appointment]:
        """Booked from there, beginning after `since`, the nearest first."""
        own = appointments.c.conversation == conversation
        coming = (appointments.c.state == State.BOOKED, appointments.c.starts_at > since)
        return await self._all(own, *coming)

    async def change(
        self, appointment: Appointment, state: State, by: str, rest: timedelta
    ) -> Appointment:
        """Another state; a cancelled time rests a while before others may take it."""
        async with self._taking() as taking:
            before, seat = await taking.locked(appointment.id)
            if state not in _MOVES.get(before.state, ()):
                raise BookingError(Refusal.OVER)
            after = await taking.change(before, by, state.value, {"state": state}, state=state)
            if state is State.CANCELLED:
                await taking.rest(before, seat, rest)
            return after

    async def move(
        self, appointment: Appointment, wanted: Wanted, capacity: int, by: str, rest: timedelta
    ) -> Appointment:
        """Another time or place at once, the code stays. Moved there again it is the same one."""
        async with seats.booking(self._engine) as connection:
            taking = Taking(connection, self._seal, self._now())
            await seats.lock_time(connection, wanted)
            before, old = await taking.locked(appointment.id)
            if before.state is not State.BOOKED:
                raise BookingError(Refusal.OVER)
            if _is_there(before, wanted):
                return before
            spare = seats.Spare(visit=before.id)
            seat = await seats.cleared_seat(connection, wanted, capacity, self._now(), spare)
            row = {"seat_id": seat, "starts_at": wanted.start, "ends_at": wanted.end}
            after = await taking.change(
                before, by, "moved", row, office=wanted.office, counter=wanted.counter,
                start=wanted.start.astimezone(VIETNAM), end=wanted.end.astimezone(VIETNAM),
            )  # fmt: skip
            await taking.rest(before, old, rest)
            return after

    async def day(self, office: str, day: date) -> list[Appointment]:
        """What an office has on a day, by time, without what was cancelled."""
        there = (seat_rows.c.office == office, appointments.c.day == day)
        return await self._all(*there, appointments.c.state.in_(_LISTED))

    async def close(self, closed: Closure, by: str) -> list[Appointment]:
        """Let nobody book there then; those already booked, by time. Holds there end."""
        line = {"office": closed.office, "counter": closed.counter, "since": closed.since,
                "until": closed.until, "reason": closed.reason, "by": by,
                "at": self._now()}  # fmt: skip
        there = _during(closed)
        held = chosen(*there, appointments.c.state == State.HELD)
        booked = chosen(*there, appointments.c.state == State.BOOKED)
        async with seats.booking(self._engine) as connection:
            await seats.lock(connection, "office", closed.office)
            await connection.execute(insert(closures).values(line))
            # One that is just being confirmed is waited for, and is found booked then.
            ids = held.with_only_columns(appointments.c.id)
            ended = (appointments.c.id.in_(ids), appointments.c.state == State.HELD)
            await connection.execute(delete(appointments).where(*ended))
            rows = await connection.execute(booked.order_by(appointments.c.starts_at))
            return [read(row, self._seal) for row in rows]

    async def forget(self, appointment: Appointment, by: str) -> None:
        """Who it was for is deleted; what is still to come is cancelled."""
        async with seats.booking(self._engine) as connection:
            for part in parting(appointments.c.id == appointment.id, self._now(), by):
                await connection.execute(part)

    async def guessed(self, code: str, address: str, since: datetime) -> int:
        """Count a try at a second factor; the tries of this code, or address, if more."""
        async with reading(self._engine) as connection:
            return await guessing.guessed(connection, code, address, self._now(), since)

    async def pardon(self, code: str, address: str) -> None:
        """Who knew the factor did not guess."""
        async with reading(self._engine) as connection:
            await guessing.pardon(connection, code, address)

    @asynccontextmanager
    async def _taking(self) -> AsyncIterator[Taking]:
        async with seats.booking(self._engine) as connection:
            yield Taking(connection, self._seal, self._now())

    async def _glance(self, wanted: Wanted, capacity: int, conversation: str | None) -> None:
        """Most who come too late are told so here, without waiting for a lock."""
        spare = seats.Spare(conversation=conversation)
        async with reading(self._engine) as connection:
            await seats.free_seat(connection, wanted, capacity, self._now(), spare)

    async def _one(self, *conditions: Any) -> Appointment | None:
        async with reading(self._engine) as connection:
            row = (await connection.execute(chosen(*conditions))).one_or_none()
        return read(row, self._seal) if row else None

    async def _all(self, *conditions: Any) -> list[Appointment]:
        async with reading(self._engine) as connection:
            found = chosen(*conditions).order_by(appointments.c.starts_at, appointments.c.id)
            return [read(row, self._seal) for row in await connection.execute(found)]


def _is_there(visit: Appointment, wanted: Wanted) -> bool:
    place = (visit.office, visit.counter, visit.start, visit.end)
    return place == (wanted.office, wanted.counter, wanted.start, wanted.end)


def _during(closed: Closure) -> list[Any]:
    there = [seat_rows.c.office == closed.office, appointments.c.starts_at < closed.until,
             appointments.c.ends_at > closed.since]  # fmt: skip
    return there if closed.counter is None else [*there, seat_rows.c.counter == closed.counter]
