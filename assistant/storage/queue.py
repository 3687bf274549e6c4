"""Numbers of the hall in PostgreSQL: who gets which, and whom a window calls, is decided there."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Update,
    and_,
    case,
    false,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.clock import VIETNAM
from assistant.queue.store import Pace, Span, Window
from assistant.queue.ticket import LastCall, Ticket, TicketState, Wanted
from assistant.storage.database import reading, transaction
from assistant.storage.queue_tables import queue_days
from assistant.storage.queue_tables import queue_tickets as tickets

_WAITING, _CALLED, _DONE, _ABSENT = (
    TicketState.WAITING, TicketState.CALLED, TicketState.DONE, TicketState.ABSENT,
)  # fmt: skip
_COLUMNS = [
    tickets.c[name]
    for name in (
        "id", "office", "counter", "day", "letter", "number", "state", "taken_at", "due_at",
        "window", "called_at", "announced_at", "calls", "appointment_id",
    )
]  # fmt: skip
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


class PostgresQueue:
    """Implements assistant.queue.store.QueueStore."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def take(self, wanted: Wanted, day: date, now: datetime) -> tuple[Ticket, bool]:
        """The next number, and whether it is new."""
        async with transaction(self._engine) as connection:
            for name in _names(wanted, day):
                await _lock(connection, name)
            known = select(*_COLUMNS).where(or_(false(), *_same(wanted, day)))
            if ticket := await _first(connection, known):
                return ticket, False
            row = {
                "office": wanted.office, "day": day, "counter": wanted.counter,
                "letter": wanted.letter, "number": await connection.scalar(_counted(wanted, day)),
                "taken_at": now, "due_at": wanted.due_at, "key": wanted.key,
                "appointment_id": wanted.appointment,
            }  # fmt: skip
            made = await connection.execute(insert(tickets).values(row).returning(*_COLUMNS))
            return _read(made.one()), True

    async def next(
        self, window: Window, counter: str, now: datetime, after: str | None
    ) -> Ticket | None:
        """Call who comes next; whom this window served is done."""
        async with transaction(self._engine) as connection:
            await _lock(connection, f"window:{window.office}:{window.name}")
            current = await _first(connection, select(*_COLUMNS).where(_at(window)))
            if current is not None and after is not None and current.label != after:
                return current
            await connection.execute(_ended(window, _DONE, now))
            return await _first(connection, _next(window, counter, now))

    async def call(self, window: Window, letter: str, number: int, now: datetime) -> Ticket | None:
        """Call this number; whom this window served is done."""
        which = and_(_on(window.office, window.day), tickets.c.letter == letter,
                     tickets.c.number == number)  # fmt: skip
        callable_ = and_(which, tickets.c.state.in_((_WAITING, _ABSENT)))
        async with transaction(self._engine) as connection:
            await _lock(connection, f"window:{window.office}:{window.name}")
            if current := await _first(connection, select(*_COLUMNS).where(which, _at(window))):
                return current  # pressed twice
            # Locked first: who is served here stays when there is no such number to call.
            if not await _first(connection, select(*_COLUMNS).where(callable_).with_for_update()):
                return None
            await connection.execute(_ended(window, _DONE, now))
            called = _called(window, now).where(callable_)
            return await _first(connection, called.returning(*_COLUMNS))

    async def again(self, window: Window, now: datetime) -> Ticket | None:
        """Call once more whom this window called."""
        calls = func.least(tickets.c.calls + 1, 9999)
        change = update(tickets).values(announced_at=now, calls=calls, by=window.by)
        async with reading(self._engine) as connection:
            return await _first(connection, change.where(_at(window)).returning(*_COLUMNS))

    async def end(self, window: Window, state: TicketState, now: datetime) -> Ticket | None:
        """Whom this window called is done, or absent."""
        async with reading(self._engine) as connection:
            return await _first(connection, _ended(window, state, now).returning(*_COLUMNS))

    async def present(self, office: str, day: date) -> list[Ticket]:
        """Those who wait or are called."""
        here = (_on(office, day), tickets.c.state.in_((_WAITING, _CALLED)))
        async with reading(self._engine) as connection:
            rows = await connection.execute(select(*_COLUMNS).where(*here).order_by(tickets.c.id))
            return [_read(row) for row in rows]

    async def of_day(self, office: str, day: date) -> list[Ticket]:
        """All of a day, whatever became of them."""
        own = select(*_COLUMNS).where(_on(office, day)).order_by(tickets.c.id)
        async with reading(self._engine) as connection:
            return [_read(row) for row in await connection.execute(own)]

    async def last_calls(self, office: str, day: date) -> list[LastCall]:
        """The last call of each window that has called."""
        window = tickets.c.window
        calls = (
            select(window, tickets.c.counter, tickets.c.announced_at, tickets.c.state)
            .where(_on(office, day), window.is_not(None))
            .order_by(window, tickets.c.called_at.desc(), tickets.c.id.desc())
            .distinct(window)
        )
        async with reading(self._engine) as connection:
            rows = await connection.execute(calls)
            return [LastCall(row.window, row.counter, row.announced_at.astimezone(VIETNAM),
                             row.state == _CALLED) for row in rows]  # fmt: skip

    async def paces(self, office: str, span: Span) -> dict[str, Pace]:
        """How long a service takes, by counter group."""
        minutes = func.extract("epoch", tickets.c.ended_at - tickets.c.called_at) / 60
        served = (
            select(tickets.c.counter, func.avg(minutes).label("minutes"),
                   func.count().label("served"))
            .where(tickets.c.office == office, tickets.c.day > span.after,
                   tickets.c.state == _DONE, minutes.between(span.shortest, span.longest))
            .group_by(tickets.c.counter)
        )  # fmt: skip
        async with reading(self._engine) as connection:
            rows = await connection.execute(served)
            return {row.counter: Pace(float(row.minutes), row.served) for row in rows}


async def _lock(connection: AsyncConnection, name: str) -> None:
    """Alone with this name until the transaction ends."""
    await connection.execute(_LOCK, {"name": name})


async def _first(connection: AsyncConnection, query: Any) -> Ticket | None:
    found = (await connection.execute(query)).first()
    return None if found is None else _read(found)


def _names(wanted: Wanted, day: date) -> list[str]:
    """What a repeat of the same wish waits for."""
    key = [f"number:{wanted.office}:{day}:{wanted.key}"] if wanted.key is not None else []
    visit = [f"number:{wanted.appointment}"] if wanted.appointment is not None else []
    return [*key, *visit]


def _on(office: str, day: date) -> ColumnElement[bool]:
    return and_(tickets.c.office == office, tickets.c.day == day)


def _at(window: Window) -> ColumnElement[bool]:
    """Whom this window serves."""
    here = (tickets.c.window == window.name, tickets.c.state == _CALLED)
    return and_(_on(window.office, window.day), *here)


def _same(wanted: Wanted, day: date) -> Iterator[ColumnElement[bool]]:
    """What was given to the same wish: by each of the marks that it has."""
    if wanted.key is not None:
        yield and_(_on(wanted.office, day), tickets.c.key == wanted.key)
    if wanted.appointment is not None:
        yield tickets.c.appointment_id == wanted.appointment


def _counted(wanted: Wanted, day: date) -> Any:
    """Counts one more. The row stays locked until the ticket stands: a number that comes to nothing
    is given to the next, so there is no gap.
    """
    first = upsert(queue_days).values(
        office=wanted.office, day=day, letter=wanted.letter, last=1
    )  # fmt: skip
    more = first.on_conflict_do_update(
        index_elements=["office", "day", "letter"], set_={"last": queue_days.c.last + 1}
    )
    return more.returning(queue_days.c.last)


def _next(window: Window, counter: str, now: datetime) -> Any:
    """In the order of assistant.queue.waiting.in_order; passes what others are just calling."""
    due = and_(tickets.c.due_at.is_not(None), tickets.c.due_at <= now)
    since = case((due, tickets.c.due_at), else_=tickets.c.taken_at)
    first = (
        select(tickets.c.id)
        .where(_on(window.office, window.day), tickets.c.counter == counter,
               tickets.c.state == _WAITING)
        .order_by(due.desc(), since, tickets.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .cte("first")
    )  # fmt: skip
    return _called(window, now).where(tickets.c.id == first.c.id).returning(*_COLUMNS)


def _called(window: Window, now: datetime) -> Update:
    """A call; of who was absent before, the service begins anew."""
    return update(tickets).values(
        state=_CALLED, window=window.name, called_at=now, announced_at=now,
        calls=tickets.c.calls + 1, ended_at=None, by=window.by,
    )  # fmt: skip


def _ended(window: Window, state: TicketState, now: datetime) -> Update:
    return update(tickets).where(_at(window)).values(state=state, ended_at=now, by=window.by)


def _read(row: Any) -> Ticket:
    due, called, announced = (
        None if moment is None else moment.astimezone(VIETNAM)
        for moment in (row.due_at, row.called_at, row.announced_at)
    )
    return Ticket(
        row.id, row.office, row.counter, row.day, row.letter, row.number, TicketState(row.state),
        row.taken_at.astimezone(VIETNAM), due, row.window, called, announced, row.calls,
        row.appointment_id,
    )  # fmt: skip
