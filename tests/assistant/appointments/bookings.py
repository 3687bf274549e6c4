"""Offices of a test's own, a clock that is set by hand, and booking over the real database."""

import itertools
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from assistant.appointments.appointment import Contact, Wanted
from assistant.appointments.appointment import Kind as VisitKind
from assistant.appointments.booking import Booking
from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.hours import Counter, OfficeHours, WeeklyOpening
from assistant.knowledge.offices import Office, Offices
from assistant.knowledge.record import Source
from assistant.knowledge.special_days import CalendarContent
from assistant.storage.appointments import PostgresAppointments
from assistant.storage.database import open_engine
from assistant.storage.seal import Seal

MONDAY = date(2026, 12, 7)  # a week without holidays
_NUMBERS = itertools.count(1)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Clock:
    """Shows the moment it was set to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: int) -> None:
        """Later by that."""
        self.moment += timedelta(**span)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    """A time of day in Việt Nam."""
    return datetime.combine(day, time(hour, minute), VIETNAM)


def new_office() -> str:
    """An id no other test has."""
    number = next(_NUMBERS)
    return f"thu-{_LETTERS[number // 26 % 26]}{_LETTERS[number % 26]}"


def somebody(name: str = "Nguyễn Thị Hoa") -> Contact:
    """With a phone of their own."""
    return Contact(name, f"09{next(_NUMBERS):08}")


def hours(seats: int) -> OfficeHours:
    """Open on working days from 8 to 11 and on Saturday evening; `seats` at each counter."""
    daily = WeeklyOpening.model_validate({"days": [1, 2, 3, 4, 5], "from": "08:00", "to": "11:00"})
    late = WeeklyOpening.model_validate({"days": [6], "from": "17:00", "to": "18:00"})
    counters = (
        Counter(id="chung", name="Chung", seats=seats),
        Counter(id="ho-tich", name="Hộ tịch", fields=("ho_tich",), seats=seats),
    )
    return OfficeHours(openings=(daily,), after_hours=(late,), counters=counters)


def with_offices(base: KnowledgeBase, seats: int, *ids: str) -> KnowledgeBase:
    """The knowledge base with these offices alone."""
    offices = [
        Office(id=id_, name=f"Điểm {id_}", unit=f"Xã {id_}", kind="provincial") for id_ in ids
    ]
    known = Offices(
        checked_on=MONDAY, sources=[Source(name="thử")], standard=hours(seats), offices=offices
    )
    return replace(
        base, offices=known, calendar=CalendarContent(weekend={6: "Thứ bảy", 7: "Chủ nhật"})
    )


def store_at(url: str, folder: Path, clock: Clock) -> PostgresAppointments:
    """The store, with a key in a folder."""
    return PostgresAppointments(open_engine(url), Seal("khóa thử", folder / "key"), clock)


class Desk:
    """An office with its booking, at a moment."""

    def __init__(self, base: KnowledgeBase, url: str, folder: Path, seats: int = 1) -> None:
        self.office = new_office()
        self.other = new_office()
        self.clock = Clock(at(7) - timedelta(days=3))
        self.base = with_offices(base, seats, self.office, self.other)
        self.store = store_at(url, folder, self.clock)
        seal = Seal("khóa thử", folder / "key")
        self.booking = Booking(self.store, lambda: self.base, seal.digest, self.clock)

    def wanted(self, start: datetime, minutes: int = 20, counter: str = "chung") -> Wanted:
        """A time as the store is asked for it."""
        end = start + timedelta(minutes=minutes)
        return Wanted(self.office, counter, VisitKind.SUBMIT, None, start, end)

    async def free_at(self, start: datetime) -> int:
        """How many can still book then."""
        day = start.date()
        slots = await self.booking.free(self.office, VisitKind.SUBMIT, None, day, day)
        return next((slot.free for slot in slots if slot.start == start), 0)

    async def close(self) -> None:
        """Give connections back."""
        await self.store._engine.dispose()
