"""What one edition of the knowledge says about who may book what and when. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.appointments.appointment import BookingError, Kind, Refusal, Slot, Taken, Wanted
from assistant.appointments.calendar import WorkingDays
from assistant.appointments.nearby import serves
from assistant.appointments.openings import Opening, capacities, counter_for, openings_of
from assistant.appointments.slots import bounds, free_slots, length_of
from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.hours import Counter, OfficeHours
from assistant.knowledge.policy import AppointmentPolicy

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """Where visits of a kind go in an office, and how long one takes there."""

    office: str
    kind: Kind
    procedure: str | None
    hours: OfficeHours
    counter: Counter
    length: timedelta


class Rules:
    """The rules of an edition."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self._calendar = WorkingDays(base.calendar)

    @property
    def policy(self) -> AppointmentPolicy:
        """The numbers."""
        return self.base.policy.appointments

    @property
    def rest(self) -> timedelta:
        """How long a time given back is kept from others."""
        return timedelta(minutes=self.policy.rest_minutes)

    def seats(self) -> dict[tuple[str, str], int]:
        """How many seats each group of counters has."""
        return capacities(self.base.offices)

    def place(self, office: str, kind: Kind, procedure: str | None) -> Place:
        """The counters for a visit; BookingError NOT_TAKEN_HERE when there are none."""
        known = self.base.offices.office(office)
        record = self.base.records.get(procedure) if procedure else None
        if known is None or (procedure and record is None):
            raise BookingError(Refusal.NOT_TAKEN_HERE)
        hours = self.base.offices.hours_of(known)
        counter = counter_for(hours, kind, record.field if record else None)
        if counter is None or not serves(known, kind, record):
            raise BookingError(Refusal.NOT_TAKEN_HERE)
        length = length_of(kind, record, self.policy)
        return Place(office, kind, procedure, hours, counter, length)

    def openings(self, place: Place, since: date, until: date, now: datetime) -> list[Opening]:
        """Those that may be booked from the first to the last day, both included."""
        first = max(since, now.date())
        last = min(until, bounds(now, self.policy).last_day)
        days = [first + number * _DAY for number in range((last - first).days + 1)]
        return [
            opening for day in days
            for opening in openings_of(place.hours, place.kind, day, self._calendar)
        ]  # fmt: skip

    def free(
        self, place: Place, openings: Iterable[Opening], taken: Iterable[Taken], now: datetime
    ) -> list[Slot]:
        """The times in these openings that can be booked."""
        own = [visit for visit in taken if visit.counter == place.counter.id]
        within = bounds(now, self.policy)
        return free_slots(openings, place.length, place.counter.seats, own, within)

    def wanted(self, place: Place, start: datetime, now: datetime) -> Wanted:
        """A time that is offered at all; BookingError PAST, TOO_FAR, CLOSED."""
        start, within = start.astimezone(VIETNAM), bounds(now, self.policy)
        if start < within.earliest:
            raise BookingError(Refusal.PAST)
        if start.date() > within.last_day:
            raise BookingError(Refusal.TOO_FAR)
        offered = self.free(place, self.openings(place, start.date(), start.date(), now), (), now)
        if all(slot.start != start for slot in offered):
            raise BookingError(Refusal.CLOSED)
        end = start + place.length
        return Wanted(place.office, place.counter.id, place.kind, place.procedure, start, end)
