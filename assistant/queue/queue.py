"""The queue of an office: numbers taken in the hall and called by officers, one day at a time.

Each day begins anew: what still waited the evening before is never called.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.policy import QueuePolicy
from assistant.queue.groups import Group, groups_of, read_label
from assistant.queue.store import Pace, QueueStore, Span, Window
from assistant.queue.ticket import (
    LastCall,
    QueueError,
    QueueRefusal,
    Ticket,
    TicketState,
    Wanted,
)
from assistant.queue.waiting import (
    expected_minutes,
    in_order,
    minutes_of,
    said_minutes,
    windows_open,
)


@dataclass(frozen=True)
class Line:
    """Who waits for a group, as they will be called. `windows`: that serve it, as far as they have
    called; `pace`: minutes of a service, None where nobody knows; `step`: how times are told.
    """

    group: Group
    waiting: Sequence[Ticket]
    windows: int
    pace: float | None
    step: int

    def minutes(self, ahead: int | None = None) -> int | None:
        """What somebody with so many before them is told to expect: who comes now, if not said."""
        before = len(self.waiting) if ahead is None else ahead
        return said_minutes(expected_minutes(before, self.windows, self.pace), self.step)


@dataclass(frozen=True)
class Hall:
    """An office at a moment. `called`: who is at, or goes to, which window; the last call first."""

    lines: Sequence[Line]
    called: Sequence[Ticket]


@dataclass(frozen=True)
class Place:
    """Somebody's place in a line. `minutes` to wait, None where nothing is known; `is_new`: the
    number was just given.
    """

    ticket: Ticket
    group: Group
    ahead: int
    minutes: int | None
    is_new: bool


class Queue:
    """What residents, officers and the display of a hall ask. QueueError for unknown places."""

    def __init__(
        self, store: QueueStore, knowledge: Callable[[], KnowledgeBase],
        now: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._store = store
        self._knowledge = knowledge
        self._now = now

    def groups(self, office: str) -> list[Group]:
        """The groups of counters one can queue for."""
        offices = self._knowledge().offices
        known = offices.office(office)
        if known is None:
            raise QueueError(QueueRefusal.UNKNOWN_OFFICE)
        return groups_of(offices.hours_of(known).counters)

    async def take(
        self, office: str, counter: str, *, key: str | None = None,
        due_at: datetime | None = None, appointment: int | None = None,
    ) -> Place:  # fmt: skip
        """A number; the one given before where key or appointment are the same."""
        group = self._group(office, counter)
        wanted = Wanted(office, counter, group.letter, due_at, key, appointment)
        ticket, is_new = await self._store.take(wanted, self._today(), self._now())
        return await self._placed(ticket, is_new)

    async def next(
        self, office: str, counter: str, window: str, by: str, *, after: str | None = None
    ) -> Ticket | None:
        """Call who comes next to a window; None when nobody waits. `after`: see the store."""
        self._group(office, counter)
        there = self._window(office, window, by)
        return await self._store.next(there, counter, self._now(), after)

    async def call(self, office: str, window: str, label: str, by: str) -> Ticket:
        """Call a certain number: one that was absent, or may go first. QueueError when it neither
        waits nor was absent.
        """
        said, there = read_label(label), self._window(office, window, by)
        found = await self._store.call(there, *said, self._now()) if said else None
        if found is None:
            raise QueueError(QueueRefusal.NO_SUCH_NUMBER)
        return found

    async def again(self, office: str, window: str, by: str) -> Ticket:
        """Call once more. QueueError when the window has called nobody."""
        there = self._window(office, window, by)
        return _somebody(await self._store.again(there, self._now()))

    async def end(self, office: str, window: str, by: str, *, came: bool) -> Ticket:
        """Who was called is done, or did not come. QueueError when nobody was called."""
        there = self._window(office, window, by)
        state = TicketState.DONE if came else TicketState.ABSENT
        return _somebody(await self._store.end(there, state, self._now()))

    async def hall(self, office: str) -> Hall:
        """Who waits and who is called."""
        groups, day = self.groups(office), self._today()
        present = await self._store.present(office, day)
        calls = await self._store.last_calls(office, day)
        paces = await self._store.paces(office, self._span(day))
        lines = [self._line(group, present, calls, paces) for group in groups]
        called = [ticket for ticket in present if ticket.state is TicketState.CALLED]
        return Hall(lines, sorted(called, key=_announced, reverse=True))

    async def of_day(self, office: str, day: date) -> Sequence[Ticket]:
        """The numbers of a day, whatever became of them."""
        return await self._store.of_day(office, day)

    def _line(
        self, group: Group, present: Iterable[Ticket], calls: Iterable[LastCall],
        paces: Mapping[str, Pace],
    ) -> Line:  # fmt: skip
        id_, policy, now = group.counter.id, self._policy, self._now()
        own = [t for t in present if t.counter == id_ and t.state is TicketState.WAITING]
        told = policy.service_minutes.get(id_)
        pace = minutes_of(paces.get(id_), policy.measured_at_least, told)
        windows = windows_open(calls, id_, now, policy.open_minutes)
        return Line(group, in_order(own, now), windows, pace, policy.said_in_minutes)

    async def _placed(self, ticket: Ticket, is_new: bool) -> Place:
        """How many are before it, and how long that may take; nobody when it was called already."""
        for line in (await self.hall(ticket.office)).lines:
            before = [other.id for other in line.waiting]
            if ticket.id in before:
                ahead = before.index(ticket.id)
                return Place(ticket, line.group, ahead, line.minutes(ahead), is_new)
        return Place(ticket, self._group(ticket.office, ticket.counter), 0, None, is_new)

    def _group(self, office: str, counter: str) -> Group:
        for group in self.groups(office):
            if group.counter.id == counter:
                return group
        raise QueueError(QueueRefusal.UNKNOWN_COUNTER)

    def _window(self, office: str, window: str, by: str) -> Window:
        self.groups(office)
        return Window(office, window, self._today(), by)

    def _today(self) -> date:
        return self._now().astimezone(VIETNAM).date()

    def _span(self, day: date) -> Span:
        policy = self._policy
        after = day - timedelta(days=policy.measured_days)
        return Span(after, policy.counted_from_minutes, policy.counted_to_minutes)

    @property
    def _policy(self) -> QueuePolicy:
        return self._knowledge().policy.queue


def _somebody(ticket: Ticket | None) -> Ticket:
    if ticket is None:
        raise QueueError(QueueRefusal.NOBODY_CALLED)
    return ticket


def _announced(ticket: Ticket) -> datetime:
    return ticket.announced_at or ticket.taken_at
