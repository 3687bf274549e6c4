"""An appointment: a seat at a counter of an office for a while, and who comes."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Self

from assistant.errors import AssistantError


class Kind(StrEnum):
    """What the resident comes for."""

    SUBMIT = "submit"
    COLLECT = "collect"
    ASSIST = "assist"
    HOME_VISIT = "home_visit"
    AFTER_HOURS = "after_hours"


class State(StrEnum):
    """Where it stands. HELD and RESTING end by themselves: a hold that nobody confirmed, and a
    time given back, which others may take only after a while.
    """

    HELD = "held"
    BOOKED = "booked"
    ARRIVED = "arrived"
    MISSED = "missed"
    CANCELLED = "cancelled"
    RESTING = "resting"


@dataclass(frozen=True)
class Contact:
    """Who comes and how to reach them; never printed. `address`: where a home visit goes."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True)
class Guest:
    """Who comes. `person`: a keyed digest of the phone, the same in all their appointments; None
    while name or phone are not known yet.
    """

    contact: Contact
    person: str | None


@dataclass(frozen=True)
class Wanted:
    """A time asked for. `counter`: the group of counters, found from kind and procedure."""

    office: str
    counter: str
    kind: Kind
    procedure: str | None
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Taken:
    """When a seat of a counter group is not free: from each of `starts` to that of `ends`, seconds
    since 1970. Of a busy office these are ten thousand: as dates they would take too long.
    """

    counter: str
    seat: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def once(cls, counter: str, seat: int, start: datetime, end: datetime) -> Self:
        """Not free from then to then."""
        return cls(counter, seat, (int(start.timestamp()),), (ceil(end.timestamp()),))


@dataclass(frozen=True)
class Closure:
    """A time in which an office, or one group of its counters, takes nobody."""

    office: str
    counter: str | None
    since: datetime
    until: datetime
    reason: str

    @property
    def last_day(self) -> date:
        """The last day of which something is closed."""
        return (self.until - timedelta(microseconds=1)).date()


@dataclass(frozen=True)
class Slot:
    """A time that can be booked now by `free` more people."""

    start: datetime
    end: datetime
    free: int


@dataclass(frozen=True)
class Appointment:
    """As kept. `sequence` grows with each change (RFC 5545); `conversation`: where it was made."""

    id: int
    code: str
    office: str
    counter: str
    kind: Kind
    procedure: str | None
    start: datetime
    end: datetime
    state: State
    sequence: int = 0
    conversation: str | None = None
    contact: Contact | None = field(default=None, repr=False)


class Refusal(StrEnum):
    """Why a booking was not made, found or changed; each has a phrase `booking_<name>`."""

    TAKEN = "taken"
    CLOSED = "closed"
    PAST = "past"
    TOO_FAR = "too_far"
    ONE_A_DAY = "one_a_day"
    TOO_MANY = "too_many"
    NOT_TAKEN_HERE = "not_taken_here"
    NOT_FOUND = "not_found"
    GUESSED_TOO_OFTEN = "guessed_too_often"
    HOLD_ENDED = "hold_ended"
    NOT_YET = "not_yet"
    OVER = "over"


class BookingError(AssistantError):
    """A booking that is refused, with the reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
