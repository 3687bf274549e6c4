"""An appointment: a seat at a counter of an office for a while, and who comes."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

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
    """Who comes and how to reach them; never printed."""

    name: str = field(repr=False)
    phone: str = field(repr=False)


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
    """A seat of a counter group that is not free from `start` to `end`."""

    counter: str
    seat: int
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Closure:
    """A time in which an office, or one group of its counters, takes nobody."""

    office: str
    counter: str | None
    since: datetime
    until: datetime
    reason: str


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
    OVER = "over"


class BookingError(AssistantError):
    """A booking that is refused, with the reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
