"""Looking appointments up in PostgreSQL, for the desk of an office."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.appointments.appointment import Appointment, State
from assistant.appointments.lookup import Change
from assistant.clock import VIETNAM
from assistant.storage.appointment_rows import chosen, read
from assistant.storage.booking_tables import appointment_changes, appointments
from assistant.storage.booking_tables import seats as seat_rows
from assistant.storage.database import reading
from assistant.storage.seal import Seal

# Those the index of persons knows.
_OF_PERSONS = (State.BOOKED, State.ARRIVED)
_LISTED = (State.BOOKED, State.ARRIVED, State.MISSED)
_MOST_OF_ONE = 50


class PostgresLookup:
    """Implements assistant.appointments.lookup.LookupStore."""

    def __init__(self, engine: AsyncEngine, seal: Seal) -> None:
        self._engine = engine
        self._seal = seal

    async def by_code(self, code: str) -> Appointment | None:
        """With its contact opened, whatever its state."""
        found = await self._all(chosen(appointments.c.code == code))
        return found[0] if found else None

    async def of_person(self, office: str, person: str) -> list[Appointment]:
        """Those of a person at an office, the newest first."""
        own = (appointments.c.person == person, appointments.c.state.in_(_OF_PERSONS),
               seat_rows.c.office == office)  # fmt: skip
        newest = chosen(*own).order_by(appointments.c.starts_at.desc()).limit(_MOST_OF_ONE)
        return await self._all(newest)

    async def coming(self, office: str, since: datetime, most: int) -> list[Appointment]:
        """The visits of an office from a moment on, by time."""
        own = (seat_rows.c.office == office, appointments.c.day >= since.date(),
               appointments.c.starts_at >= since, appointments.c.state.in_(_LISTED))  # fmt: skip
        return await self._all(chosen(*own).order_by(appointments.c.starts_at).limit(most))

    async def changes(self, appointment: int) -> list[Change]:
        """What became of one, the oldest first."""
        own = appointment_changes.c.appointment_id == appointment
        lines = select(appointment_changes).where(own).order_by(appointment_changes.c.id)
        async with reading(self._engine) as connection:
            rows = await connection.execute(lines.limit(_MOST_OF_ONE))
            return [Change(row.at.astimezone(VIETNAM), row.by, row.what) for row in rows]

    async def _all(self, found: Select[Any]) -> list[Appointment]:
        async with reading(self._engine) as connection:
            return [read(row, self._seal) for row in await connection.execute(found)]
