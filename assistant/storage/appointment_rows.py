"""Rows of appointments: read as what they mean, their contacts sealed and opened."""

import json
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.engine import Row

from assistant.appointments.appointment import Appointment, Contact, Kind, State
from assistant.clock import VIETNAM
from assistant.storage.booking_tables import appointments, seats
from assistant.storage.seal import Seal

_COLUMNS = (
    appointments.c.id, appointments.c.code, seats.c.office, seats.c.counter, appointments.c.kind,
    appointments.c.procedure, appointments.c.starts_at, appointments.c.ends_at,
    appointments.c.state, appointments.c.sequence, appointments.c.conversation,
    appointments.c.contact,
)  # fmt: skip


def chosen(*conditions: Any) -> Select[Any]:
    """Appointments with their places, as `read` takes them."""
    joined = select(*_COLUMNS).join(seats, appointments.c.seat_id == seats.c.id)
    return joined.where(*conditions)


def read(row: Row[Any], seal: Seal) -> Appointment:
    """A row of `chosen`. A hold has no code yet: its code is empty."""
    contact = None if row.contact is None else opened(row.contact, seal)
    return Appointment(
        row.id, row.code or "", row.office, row.counter, Kind(row.kind), row.procedure,
        row.starts_at.astimezone(VIETNAM), row.ends_at.astimezone(VIETNAM), State(row.state),
        row.sequence, row.conversation, contact,
    )  # fmt: skip


def sealed(contact: Contact, seal: Seal) -> bytes:
    """A contact as it is kept."""
    known = {"name": contact.name, "phone": contact.phone, "address": contact.address}
    return seal.close(json.dumps(known, ensure_ascii=False))


def opened(kept: bytes, seal: Seal) -> Contact:
    """A contact as it was; StorageError when the key is another."""
    return Contact(**json.loads(seal.open(kept)))


def facts(visit: Appointment) -> dict[str, Any]:
    """What a change is about, without anything of the person."""
    return {
        "state": visit.state, "office": visit.office, "counter": visit.counter,
        "start": visit.start.isoformat(), "end": visit.end.isoformat(),
    }  # fmt: skip
