"""A ticket: a number of one day, for one group of counters. It knows nobody's name."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from assistant.errors import AssistantError


class TicketState(StrEnum):
    """Where it stands. ABSENT: called, and nobody came; it can be called again."""

    WAITING = "waiting"
    CALLED = "called"
    DONE = "done"
    ABSENT = "absent"


@dataclass(frozen=True)
class Wanted:
    """A number asked for. `due_at`: from when on it goes before those who just came, of who has an
    appointment and is on time. `key`: by which a repeat is known. `appointment`: its id.
    """

    office: str
    counter: str
    letter: str
    due_at: datetime | None = None
    key: str | None = None
    appointment: int | None = None


@dataclass(frozen=True)
class Ticket:
    """As kept. `called_at`: the first call, `announced_at` the last, `calls` how many;
    `appointment`: the id of the one it was given for.
    """

    id: int
    office: str
    counter: str
    day: date
    letter: str
    number: int
    state: TicketState
    taken_at: datetime
    due_at: datetime | None = None
    window: str | None = None
    called_at: datetime | None = None
    announced_at: datetime | None = None
    calls: int = 0
    appointment: int | None = None

    @property
    def label(self) -> str:
        """As it is printed and called: "A012"."""
        return f"{self.letter}{self.number:03}"


@dataclass(frozen=True)
class LastCall:
    """What a window called last, today."""

    window: str
    counter: str
    at: datetime
    is_serving: bool


class QueueRefusal(StrEnum):
    """Why something was not done with a queue."""

    UNKNOWN_OFFICE = "unknown_office"
    UNKNOWN_COUNTER = "unknown_counter"
    NOBODY_CALLED = "nobody_called"
    NO_SUCH_NUMBER = "no_such_number"


class QueueError(AssistantError):
    """Something that is refused, with the reason."""

    def __init__(self, refusal: QueueRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
