"""Checking in: who has an appointment says so in the hall, by code or QR, and gets a number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.appointments.appointment import Appointment, BookingError, State
from assistant.appointments.booking import Booking
from assistant.appointments.store import AppointmentStore
from assistant.appointments.ticket import read_ticket
from assistant.knowledge.base import KnowledgeBase
from assistant.queue.arrival import ArrivalError, Obstacle, admit
from assistant.queue.queue import Place, Queue

_BY = "kiosk"


@dataclass(frozen=True)
class CheckedIn:
    """A place in the line. `on_time`: they go before those without an appointment."""

    place: Place
    visit: Appointment
    on_time: bool


class CheckIn:
    """Between appointments and queue. Repeated it is the same number: nothing is done twice."""

    def __init__(
        self, visits: AppointmentStore, booking: Booking, queue: Queue,
        knowledge: Callable[[], KnowledgeBase], now: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._visits = visits
        self._booking = booking
        self._queue = queue
        self._knowledge = knowledge
        self._now = now

    async def arrive(self, office: str, scanned: str, officer: str | None = None) -> CheckedIn:
        """By the code typed, or all that the QR image says. ArrivalError; QueueError.

        `officer`: who takes them in, however early they come; None: they do it themselves.
        """
        self._queue.groups(office)
        visit = await self._found(scanned)
        policy = self._knowledge().policy.queue
        due = admit(visit, office, self._now(), policy, early=officer is not None)
        # First, so that a number is never given to somebody who has not arrived.
        visit = await self._arrived(visit, officer or _BY)
        place = await self._queue.take(
            office, self._counter(office, visit), due_at=due, appointment=visit.id
        )
        return CheckedIn(place, visit, place.ticket.due_at is not None)

    async def _arrived(self, visit: Appointment, by: str) -> Appointment:
        try:
            return await self._booking.arrived(visit.code, by)
        except BookingError:  # changed at this very moment: by a second press, or given back
            now = await self._visits.by_code(visit.code)
            if now is None or now.state is not State.ARRIVED:
                raise ArrivalError(Obstacle.CANCELLED, visit) from None
            return now

    async def _found(self, scanned: str) -> Appointment:
        code = read_ticket(scanned)
        if code is None:
            raise ArrivalError(Obstacle.UNREADABLE)
        visit = await self._visits.by_code(code)
        if visit is None:
            raise ArrivalError(Obstacle.NOT_FOUND)
        return visit

    def _counter(self, office: str, visit: Appointment) -> str:
        """The group it was booked at; the one for the rest where an edition has dropped it."""
        groups = self._queue.groups(office)
        if any(group.counter.id == visit.counter for group in groups):
            return visit.counter
        rest = [g.counter.id for g in groups if not g.counter.fields and not g.counter.kinds]
        return rest[0] if rest else visit.counter
