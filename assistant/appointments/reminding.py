"""Reminding: what was promised by an appointment is told when its time has come, once.

What is due follows from the tables alone: a worker that stopped, or a booking made while none ran,
leaves nothing behind that the next round would not find.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

import structlog

from assistant import clock
from assistant.appointments.appointment import Appointment, BookingError, Kind, Slot
from assistant.appointments.reminder import (
    Due,
    Fate,
    Reminder,
    ReminderKind,
    Rules,
    after_the_visit,
    before_the_visit,
    fate,
    of_closing,
)
from assistant.appointments.reminder_words import Telling, Words, nearest, telling

log = structlog.get_logger()
# A worker may have been away for this long beside the day before: what was due is still found.
_SEEN_AHEAD = timedelta(days=3)
_OFFERED_DAYS = 14
_MOST_STARS = 5
Decision = tuple[Fate, Telling | None]


@dataclass(frozen=True)
class Unplanned:
    """An appointment nobody has thought of yet; `since`: booked, or moved to this time, then."""

    appointment: Appointment
    since: datetime


class ReminderStore(Protocol):
    """Keeps what is to be told. Every method may raise StorageError."""

    async def unplanned(self, now: datetime, until: datetime) -> list[Unplanned]:
        """Booked ones that begin before `until`, without reminders for their time."""

    async def visited(self, since: datetime) -> list[Appointment]:
        """Those who came, to visits that ended after `since`, and were not asked yet."""

    async def closed(self, now: datetime) -> list[Appointment]:
        """Booked ones to come, at times since closed, whose owners were not told."""

    async def plan(self, appointment: int, reminders: Sequence[Reminder]) -> None:
        """Keep them; what is kept already stays as it is."""

    async def send_next(
        self, now: datetime, after: int, tell: Callable[[Due], Awaitable[Decision]]
    ) -> int | None:
        """Take a reminder that is due, of an id above `after`, and do with it what `tell` says.

        What is to be sent is posted, and known as sent, in one transaction; nobody else has the
        reminder or changes the appointment meanwhile. Its id, None when there is no other.
        """

    async def rate(self, conversation: str, code: str, stars: int, now: datetime) -> bool:
        """Keep what a visitor thought of a visit booked there, the last word counts; False when
        there was no such visit.
        """


class Free(Protocol):
    """The part of the booking that offers times."""

    async def free(self, office: str, kind: Kind, procedure: str | None, since: date,
                   until: date) -> list[Slot]:  # fmt: skip
        """What can be booked now, both days included. BookingError NOT_TAKEN_HERE."""


class Reminding:
    """One round of telling what is due; any number of workers may make rounds at once.

    `words` and `rules` give those that stand now.
    """

    def __init__(
        self, words: Callable[[], Words], rules: Callable[[], Rules], store: ReminderStore,
        booking: Free, now: Callable[[], datetime] = clock.now,
    ) -> None:  # fmt: skip
        self._words = words
        self._rules = rules
        self._store = store
        self._booking = booking
        self._now = now

    async def remind(self) -> None:
        """Plan what has come up since the last round, then tell all that is due."""
        await self._plan()
        last: int | None = 0
        while last is not None:
            last = await self._store.send_next(self._now(), last, self._decide)

    async def rate(self, conversation: str, code: str, stars: int) -> bool:
        """A visitor's 1 to 5; False when it is none, or nobody came to such an appointment."""
        if not 1 <= stars <= _MOST_STARS:
            return False
        return await self._store.rate(conversation, code.upper(), stars, self._now())

    async def _plan(self) -> None:
        now, rules = self._now(), self._rules()
        for found in await self._store.unplanned(now, now + _SEEN_AHEAD):
            made = before_the_visit(found.appointment, found.since, rules)
            await self._store.plan(found.appointment.id, made)
        for visit in await self._store.closed(now):
            await self._store.plan(visit.id, [of_closing(visit, now, rules)])
        for visit in await self._store.visited(now - _SEEN_AHEAD):
            await self._store.plan(visit.id, [after_the_visit(visit, rules)])

    async def _decide(self, due: Due) -> Decision:
        now = self._now()
        decided = fate(due, now, self._rules())
        log.info("reminder due", kind=due.kind, appointment=due.appointment.id, fate=decided)
        if decided is not Fate.SEND:
            return decided, None
        offers: list[Slot] = []
        if due.kind is ReminderKind.CLOSED:
            offers = await self._offers(due.appointment, now)
        return decided, telling(due, self._words(), offers)

    async def _offers(self, lost: Appointment, now: datetime) -> list[Slot]:
        since = max(now.date(), lost.start.date() - timedelta(days=_OFFERED_DAYS // 2))
        until = since + timedelta(days=_OFFERED_DAYS)
        try:
            slots = await self._booking.free(lost.office, lost.kind, lost.procedure, since, until)
        except BookingError:
            return []  # the office no longer takes it: the resident is told to choose another
        return nearest(slots, lost.start, now)
