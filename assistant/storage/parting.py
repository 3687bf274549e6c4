"""Letting go of a person: what is known of them leaves their appointments, the rest is counted."""

from datetime import datetime
from typing import Any

from sqlalchemy import Delete, Insert, Update, delete, insert, literal, or_, select, update

from assistant.storage.booking_tables import appointment_changes, appointments
from assistant.storage.queue_tables import queue_tickets

_NOBODY = {"contact": None, "person": None, "conversation": None}


def parting(which: Any, now: datetime, by: str) -> list[Delete | Insert | Update]:
    """Statements, in this order, for one transaction: what is still to come is cancelled."""
    coming = (
        update(appointments)
        .where(which, appointments.c.state == "booked", appointments.c.starts_at > now)
        .values(state="cancelled", sequence=appointments.c.sequence + 1)
        .returning(appointments.c.id)
        .cte("coming")
    )
    line = select(coming.c.id, literal(now), literal(by), literal("cancelled"))
    return [
        delete(appointments).where(which, appointments.c.state == "held"),
        insert(appointment_changes).from_select(["appointment_id", "at", "by", "what"], line),
        numbers_apart(which),
        update(appointments).where(which).values(_NOBODY),
    ]


def numbers_apart(which: Any) -> Update:
    """Statement: numbers of the hall are no longer those of these appointments."""
    theirs = select(appointments.c.id).where(which)
    own = queue_tickets.c.appointment_id.in_(theirs)
    return update(queue_tickets).where(own).values(appointment_id=None)


def parting_with_the_past(now: datetime, before: datetime) -> list[Delete | Update]:
    """Statements: visits that ended before `before` lose their person, holds and rests that have
    ended are deleted.
    """
    known = or_(*(appointments.c[name].is_not(None) for name in _NOBODY))
    ended = select(appointments.c.id).where(
        appointments.c.state.in_(("held", "resting")), appointments.c.ends_by <= now
    )
    # What somebody is just booking over is theirs to clear.
    free = ended.with_for_update(skip_locked=True)
    return [
        update(appointments).where(appointments.c.ends_at < before, known).values(_NOBODY),
        delete(appointments).where(appointments.c.id.in_(free)),
    ]
