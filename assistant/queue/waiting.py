"""Who comes next, and how long it may take. Pure."""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from assistant.queue.store import Pace
from assistant.queue.ticket import LastCall, Ticket


def in_order(waiting: Iterable[Ticket], now: datetime) -> list[Ticket]:
    """As they are called: appointments whose time has come, by time; then all others as they came.

    An appointment whose time has not come waits its turn like anybody: never longer.
    """
    return sorted(waiting, key=lambda ticket: _rank(ticket, now))


def windows_open(calls: Iterable[LastCall], counter: str, now: datetime, minutes: int) -> int:
    """How many windows serve a group: those that have somebody of it, or had within the minutes."""
    since = now - timedelta(minutes=minutes)
    return sum(
        call.counter == counter and (call.is_serving or call.at >= since) for call in calls
    )  # fmt: skip


def minutes_of(pace: Pace | None, at_least: int, told: int | None) -> float | None:
    """How long a service takes: as measured over enough of them, else as the office told; None
    when nobody knows.
    """
    return pace.minutes if pace is not None and pace.served >= at_least else told


def expected_minutes(ahead: int, windows: int, minutes: float | None) -> float | None:
    """How long until it is the turn of who has `ahead` before them; None where nothing is known.

    Each window is taken to be busy: one service ends every `minutes / windows`.
    """
    if minutes is None or windows <= 0:
        return None
    return (ahead + 1) * minutes / windows


def said_minutes(expected: float | None, step: int) -> int | None:
    """As it is told: up to the next `step`, so that nobody waits longer than they were told."""
    return None if expected is None else max(1, math.ceil(expected / step)) * step


def _rank(ticket: Ticket, now: datetime) -> tuple[bool, datetime, int]:
    due = ticket.due_at
    if due is not None and due <= now:
        return False, due, ticket.id
    return True, ticket.taken_at, ticket.id
