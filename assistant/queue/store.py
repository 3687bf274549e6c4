"""Where the numbers are kept: what the queue asks of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from assistant.queue.ticket import LastCall, Ticket, TicketState, Wanted


@dataclass(frozen=True)
class Window:
    """Where numbers are called to, on a day. `by`: the officer."""

    office: str
    name: str
    day: date
    by: str


@dataclass(frozen=True)
class Span:
    """Which services count for the pace: of days after `after`, so many minutes long."""

    after: date
    shortest: int
    longest: int


@dataclass(frozen=True)
class Pace:
    """How long a service took on the average, in minutes, and of how many."""

    minutes: float
    served: int


class QueueStore(Protocol):
    """Keeps tickets. Every method may raise StorageError. A day is a day in Việt Nam."""

    async def take(self, wanted: Wanted, day: date, now: datetime) -> tuple[Ticket, bool]:
        """The next number of this letter and day, without a gap, and whether it is new: the same
        key that day, or the same appointment, has its number already.
        """

    async def next(
        self, window: Window, counter: str, now: datetime, after: str | None
    ) -> Ticket | None:
        """Call who comes next; whom this window served is done. None: nobody waits.

        `after`: the number this window had, as the officer saw it. When it has another by now, the
        call was made already, and that one is given back.
        """

    async def call(self, window: Window, letter: str, number: int, now: datetime) -> Ticket | None:
        """Call this number, waiting or absent; None when it is neither."""

    async def again(self, window: Window, now: datetime) -> Ticket | None:
        """Call once more whom this window called; None when it called nobody."""

    async def end(self, window: Window, state: TicketState, now: datetime) -> Ticket | None:
        """Whom this window called is done, or absent; None when it called nobody."""

    async def present(self, office: str, day: date) -> Sequence[Ticket]:
        """Those who wait or are called."""

    async def of_day(self, office: str, day: date) -> Sequence[Ticket]:
        """All of a day in the order they were taken, whatever became of them."""

    async def last_calls(self, office: str, day: date) -> Sequence[LastCall]:
        """The last call of each window that has called."""

    async def paces(self, office: str, span: Span) -> dict[str, Pace]:
        """How long a service takes, by counter group."""
