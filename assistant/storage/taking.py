"""Inside a transaction of booking: taking a seat, keeping it, giving it back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert, ReturningUpdate

from assistant.appointments.appointment import (
    Appointment,
    BookingError,
    Guest,
    Kind,
    Refusal,
    State,
    Wanted,
)
from assistant.appointments.code import new_code
from assistant.clock import VIETNAM
from assistant.storage import seats
from assistant.storage.appointment_rows import chosen, facts, read, sealed
from assistant.storage.booking_tables import appointment_changes, appointments
from assistant.storage.seal import Seal


def holding(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Conditions: a hold that lives."""
    return appointments.c.state == State.HELD, appointments.c.ends_by > now


class Taking:
    """One transaction, at one moment."""

    def __init__(self, connection: AsyncConnection, seal: Seal, now: datetime) -> None:
        self._connection = connection
        self._seal = seal
        self._now = now

    async def hold(
        self, wanted: Wanted, capacity: int, conversation: str | None, until: datetime
    ) -> Appointment:
        """A seat, held; the hold of this conversation before it is given up."""
        await seats.lock_time(self._connection, wanted, conversation)
        if conversation is not None:
            own = (appointments.c.conversation == conversation, appointments.c.state == State.HELD)
            await self._connection.execute(delete(appointments).where(*own))
        row = await self._row(wanted, capacity, State.HELD, conversation=conversation)
        made = insert(appointments).values(ends_by=until, **row).returning(appointments.c.id)
        held = int((await self._connection.execute(made)).scalar_one())
        return Appointment(held, "", *_place(wanted), State.HELD, conversation=conversation)

    async def book(
        self, wanted: Wanted, capacity: int, guest: Guest, by: str, at_most: int
    ) -> Appointment:
        """A seat, booked at once."""
        await seats.lock_time(self._connection, wanted, person=guest.person)
        if guest.person is not None and await self._coming(guest.person) >= at_most:
            raise BookingError(Refusal.TOO_MANY)
        code = new_code()
        who = {"contact": sealed(guest.contact, self._seal), "person": guest.person, "code": code}
        row = await self._row(wanted, capacity, State.BOOKED, **who)
        made = Appointment(0, code, *_place(wanted), State.BOOKED, contact=guest.contact)
        change = insert(appointments).values(row).returning(appointments.c.id)
        return replace(made, id=await self._noted(change, by, "booked", None, made))

    async def _row(
        self, wanted: Wanted, capacity: int, state: State, **more: Any
    ) -> dict[str, Any]:
        """What a visit on a free seat is kept as. The time is locked before."""
        return {
            "seat_id": await seats.cleared_seat(self._connection, wanted, capacity, self._now),
            "kind": wanted.kind, "procedure": wanted.procedure, "starts_at": wanted.start,
            "ends_at": wanted.end, "made_at": self._now, "state": state, **more,
        }  # fmt: skip

    async def attach(self, held: int, guest: Guest) -> None:
        """Who comes, kept sealed with a living hold."""
        who = {"contact": sealed(guest.contact, self._seal), "person": guest.person}
        living = (appointments.c.id == held, *holding(self._now))
        await self._set(update(appointments).where(*living).values(who))

    async def confirm(self, held: int, by: str, at_most: int) -> Appointment:
        """A living hold with its contact becomes an appointment; what is one already stays."""
        person = await seats.lock_person_of(self._connection, held)
        if person is None:
            raise BookingError(Refusal.HOLD_ENDED)
        # Asked for now: the same confirmation may just have ended in another process.
        before = await self.one(held)
        if before.state is State.BOOKED:
            return before
        if await self._coming(person) >= at_most:
            raise BookingError(Refusal.TOO_MANY)
        code = new_code()
        booked = {"state": State.BOOKED, "ends_by": None, "code": code, "made_at": self._now}
        living = (appointments.c.id == held, *holding(self._now))
        change = update(appointments).where(*living).values(booked).returning(appointments.c.id)
        made = replace(before, state=State.BOOKED, code=code)
        await self._noted(change, by, "booked", None, made)
        return made

    async def change(
        self, before: Appointment, by: str, what: str, values: Mapping[str, Any], **after: Any
    ) -> Appointment:
        """New values for a row that is locked, with the line of who did it; `after`: what they mean
        for the appointment.
        """
        changed = replace(before, sequence=before.sequence + 1, **after)
        more = {"sequence": changed.sequence, **values}
        row = update(appointments).where(appointments.c.id == before.id).values(more)
        await self._noted(row.returning(appointments.c.id), by, what, before, changed)
        return changed

    async def rest(self, before: Appointment, seat: int, rest: timedelta) -> None:
        """Keep a time given back from others for a while; what is taken already stays so."""
        if rest <= timedelta(0) or before.end <= self._now:
            return
        row = {
            "seat_id": seat, "kind": before.kind, "starts_at": before.start,
            "ends_at": before.end, "state": State.RESTING, "ends_by": self._now + rest,
        }  # fmt: skip
        await self._connection.execute(upsert(appointments).values(row).on_conflict_do_nothing())

    async def locked(self, visit: int) -> tuple[Appointment, int]:
        """An appointment and its seat, nobody else's to change until the transaction ends."""
        # Two moves of one person onto each other's days would wait for each other.
        await seats.lock_person_of(self._connection, visit)
        row = select(appointments.c.seat_id).where(appointments.c.id == visit).with_for_update()
        seat = (await self._connection.execute(row)).scalar_one_or_none()
        if seat is None:
            raise BookingError(Refusal.NOT_FOUND)
        return await self.one(visit), int(seat)

    async def one(self, visit: int) -> Appointment:
        """As it stands in this transaction."""
        found = await self._connection.execute(chosen(appointments.c.id == visit))
        return read(found.one(), self._seal)

    async def _noted(
        self, change: ReturningInsert[Any] | ReturningUpdate[Any], by: str, what: str,
        before: Appointment | None, after: Appointment,
    ) -> int:  # fmt: skip
        """Make a change of one row and keep who did it, in one round trip; the row's id."""
        row = change.cte("changed")
        line = {
            "at": literal(self._now, appointment_changes.c.at.type), "by": literal(by),
            "what": literal(what),
            "before": literal(facts(before) if before else None, JSONB(none_as_null=True)),
            "after": literal(facts(after), JSONB),
        }  # fmt: skip
        kept = insert(appointment_changes).from_select(
            ["appointment_id", *line], select(row.c.id, *line.values())
        )
        made = await self._connection.scalar(kept.returning(appointment_changes.c.appointment_id))
        if made is None:
            raise BookingError(Refusal.HOLD_ENDED)
        return int(made)

    async def _set(self, change: Any) -> None:
        if (await self._connection.execute(change)).rowcount != 1:
            raise BookingError(Refusal.HOLD_ENDED)

    async def _coming(self, person: str) -> int:
        """How many visits of a person are still to come. The person is locked before."""
        coming = select(func.count()).where(
            appointments.c.person == person,
            appointments.c.state == State.BOOKED,
            appointments.c.starts_at > self._now,
        )
        return int((await self._connection.execute(coming)).scalar_one())


def _place(wanted: Wanted) -> tuple[str, str, Kind, str | None, datetime, datetime]:
    start, end = wanted.start.astimezone(VIETNAM), wanted.end.astimezone(VIETNAM)
    return wanted.office, wanted.counter, wanted.kind, wanted.procedure, start, end
