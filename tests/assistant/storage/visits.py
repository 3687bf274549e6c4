"""Visits as they stand in the tables, for tests of what follows a booking."""

import itertools
import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from assistant.appointments.appointment import Kind, Slot
from tests.assistant.storage.conftest import Ask

_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class ReminderRules:
    """The rules of the tests; a shipped one may differ."""

    day_before_minutes: int = 1440
    hours_before_minutes: int = 120
    rating_after_minutes: int = 180
    latest_minutes: int = 30
    night_from: time = time(21)
    night_until: time = time(7)


class NothingFree:
    """A booking that offers the slots it was made with."""

    def __init__(self, *slots: Slot) -> None:
        self._slots = list(slots)

    async def free(self, office: str, kind: Kind, procedure: str | None, since: date,
                   until: date) -> list[Slot]:  # fmt: skip
        """The slots of those days."""
        return [slot for slot in self._slots if since <= slot.start.date() <= until]


def book(ask: Ask, start: datetime, conversation: str | None, **more: Any) -> str:
    """A booked visit on a seat of an office of its own; its code."""
    code = more.pop("code", f"T{next(_NUMBERS):03}-{secrets.token_hex(2).upper()}")
    values = {
        "code": code, "office": f"office-{code}", "start": start, "talk": conversation,
        "end": start + timedelta(minutes=15), "made": start - timedelta(days=20),
        "state": "booked", "contact": None, **more,
    }  # fmt: skip
    ask("INSERT INTO seats (office, counter, number) VALUES (:office, 'all', 1)"
        " ON CONFLICT DO NOTHING", office=values["office"])  # fmt: skip
    ask("""INSERT INTO appointments (code, seat_id, kind, starts_at, ends_at, state, conversation,
                                     contact, made_at)
           SELECT :code, id, 'submit', :start, :end, :state, :talk, :contact, :made
           FROM seats WHERE office = :office""", **values)  # fmt: skip
    return str(code)


def change(ask: Ask, code: str, **values: Any) -> None:
    """Change a visit as the booking does: the sequence grows."""
    told = ", ".join(f"{name} = :{name}" for name in values)
    ask(f"UPDATE appointments SET {told}, sequence = sequence + 1 WHERE code = :code",
        code=code, **values)  # fmt: skip


def close(ask: Ask, office: str, day: datetime, reason: str) -> None:
    """Close an office for the day of a moment."""
    ask("""INSERT INTO closures (office, since, until, reason, by)
           VALUES (:office, :since, :until, :reason, 'officer:Lan')""", office=office,
        since=day.replace(hour=0), until=day.replace(hour=23), reason=reason)  # fmt: skip


def forget(ask: Ask) -> None:
    """No visits and nothing posted."""
    ask("TRUNCATE appointments, closures, conversations, procrastinate_jobs CASCADE")


def posted(ask: Ask) -> list[tuple[str, str]]:
    """Conversation and text of what was posted unasked, the oldest first."""
    return [
        (row[0], row[1])
        for row in ask("SELECT conversation_id, reply->>'text' FROM outbox ORDER BY id")
    ]
