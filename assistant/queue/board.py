"""The day of an office as its officers see it: each group of counters with its visits and numbers.
Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.appointments.appointment import State
from assistant.appointments.day_list import Line
from assistant.knowledge.hours import Counter
from assistant.queue.groups import groups_of
from assistant.queue.ticket import Ticket, TicketState
from assistant.queue.waiting import in_order


@dataclass(frozen=True)
class Row:
    """An appointment of the day. `ticket`: its number, once it has one; `late`: its time is over
    and nobody has come.
    """

    line: Line
    ticket: Ticket | None
    late: bool


@dataclass(frozen=True)
class InHall:
    """A number in the hall. `line`: of the appointment it was given for, None for who just came."""

    ticket: Ticket
    line: Line | None


@dataclass(frozen=True)
class GroupDay:
    """A group of counters. `letter`: of its numbers, None where nobody comes to the hall.
    `waiting`: as they will be called; `called`, `absent`: the last call first; `done`: how many.
    """

    id: str
    name: str
    letter: str | None
    rows: tuple[Row, ...]
    waiting: tuple[InHall, ...]
    called: tuple[InHall, ...]
    absent: tuple[InHall, ...]
    done: int


@dataclass(frozen=True)
class Counts:
    """The day in numbers. `expected`: booked, and not come yet."""

    visits: int
    expected: int
    arrived: int
    missed: int
    waiting: int


@dataclass(frozen=True)
class Day:
    """What is known of it. `late`: so long after its time nobody is expected any more."""

    lines: Sequence[Line]
    tickets: Sequence[Ticket]
    now: datetime
    late: timedelta

    def row(self, line: Line) -> Row:
        """A line with its number."""
        visit = line.visit
        is_late = visit.state is State.BOOKED and self.now > visit.start + self.late
        return Row(
            line, next((t for t in self.tickets if t.appointment == visit.id), None), is_late
        )

    def shown(self, tickets: Iterable[Ticket]) -> tuple[InHall, ...]:
        """Numbers with their lines."""
        lines = {line.visit.id: line for line in self.lines}
        return tuple(InHall(ticket, lines.get(ticket.appointment or 0)) for ticket in tickets)


def day_board(counters: Sequence[Counter], day: Day) -> list[GroupDay]:
    """Groups in the office's own order; what belongs to none that is left comes last, under its
    own id.
    """
    letters = {group.counter.id: group.letter for group in groups_of(counters)}
    names = {counter.id: counter.name for counter in counters}
    left = [*(line.visit.counter for line in day.lines), *(t.counter for t in day.tickets)]
    ids = dict.fromkeys([*names, *left])
    return [_group(id_, names.get(id_, id_), letters.get(id_), day) for id_ in ids]


def counts_of(board: Iterable[GroupDay]) -> Counts:
    """Of all groups together."""
    groups = list(board)
    states = [row.line.visit.state for group in groups for row in group.rows]
    waiting = sum(len(group.waiting) for group in groups)
    return Counts(
        len(states), states.count(State.BOOKED), states.count(State.ARRIVED),
        states.count(State.MISSED), waiting,
    )  # fmt: skip


def _group(id_: str, name: str, letter: str | None, day: Day) -> GroupDay:
    lines = sorted((line for line in day.lines if line.visit.counter == id_), key=_by_time)

    def those(state: TicketState) -> list[Ticket]:
        return [t for t in day.tickets if t.counter == id_ and t.state is state]

    return GroupDay(
        id_, name, letter, tuple(day.row(line) for line in lines),
        day.shown(in_order(those(TicketState.WAITING), day.now)),
        day.shown(sorted(those(TicketState.CALLED), key=_announced, reverse=True)),
        day.shown(sorted(those(TicketState.ABSENT), key=_announced, reverse=True)),
        len(those(TicketState.DONE)),
    )  # fmt: skip


def _by_time(line: Line) -> tuple[datetime, str]:
    return line.visit.start, line.visit.code


def _announced(ticket: Ticket) -> datetime:
    return ticket.announced_at or ticket.taken_at
