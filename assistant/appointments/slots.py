"""Which times can be booked now: openings, less what is taken, counted seat by seat. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from assistant.appointments.appointment import Kind, Slot, Taken
from assistant.appointments.openings import Opening
from assistant.clock import VIETNAM
from assistant.knowledge.policy import AppointmentPolicy
from assistant.knowledge.record import Record

_HANDED_IN = (Kind.SUBMIT, Kind.AFTER_HOURS)


@dataclass(frozen=True)
class Bounds:
    """Between which a time can be booked now, and how far apart times begin."""

    earliest: datetime
    last_day: date
    step: timedelta


def bounds(now: datetime, rules: AppointmentPolicy) -> Bounds:
    """Those that the rules set at a moment, in Vietnamese time."""
    here = now.astimezone(VIETNAM)
    return Bounds(
        earliest=here + timedelta(minutes=rules.earliest_minutes),
        last_day=here.date() + timedelta(days=rules.horizon_days),
        step=timedelta(minutes=rules.grid_minutes),
    )


def free_slots(
    openings: Iterable[Opening], length: timedelta, seats: int, taken: Iterable[Taken],
    within: Bounds,
) -> list[Slot]:  # fmt: skip
    """The times of one group of counters that somebody can still book, in their order.

    `taken`: of this group alone. A seat is free for a slot when nothing on it overlaps the slot;
    what ends as the slot begins does not.
    """
    starts = sorted(_starts(openings, length, within))
    free = seats - _busy(starts, length, seats, taken)
    return [
        Slot(start, start + length, left)
        for start, left in zip(starts, free.tolist(), strict=True)
        if left
    ]


def _busy(
    starts: Sequence[datetime], length: timedelta, seats: int, taken: Iterable[Taken]
) -> NDArray[np.int64]:
    """How many of the seats are not free the whole time, for each start."""
    moments = np.array([start.timestamp() for start in starts])
    # Of each seat how many visits begin, less those that end to stand in the way of a start.
    steps = np.zeros((seats + 1, len(starts) + 1), dtype=np.int64)
    for visits in taken:
        if 1 <= visits.seat <= seats:
            begins = np.array(visits.starts) - length.total_seconds()
            first = np.searchsorted(moments, begins, side="right")
            after = np.searchsorted(moments, visits.ends, side="left")
            steps[visits.seat] += np.bincount(first, minlength=len(starts) + 1)
            steps[visits.seat] -= np.bincount(after, minlength=len(starts) + 1)
    busy: NDArray[np.int64] = (steps.cumsum(axis=1)[:, :-1] > 0).sum(axis=0)
    return busy


def length_of(kind: Kind, record: Record | None, rules: AppointmentPolicy) -> timedelta:
    """How long a visit is given. Handing in depends on the procedure, else on its field."""
    lengths = rules.lengths
    minutes = lengths.kinds[kind.value]
    if record is not None and kind in _HANDED_IN:
        minutes = lengths.fields.get(record.field, minutes)
        minutes = lengths.procedures.get(record.code, minutes)
    return timedelta(minutes=minutes)


def near(slots: Sequence[Slot], moment: datetime, count: int = 3) -> list[Slot]:
    """The slots nearest to a moment, at most `count`, in the order of the clock."""
    by_distance = sorted(slots, key=lambda slot: (abs(slot.start - moment), slot.start))
    return sorted(by_distance[:count], key=lambda slot: slot.start)


def _starts(openings: Iterable[Opening], length: timedelta, within: Bounds) -> Iterator[datetime]:
    """Where a slot of this length may begin."""
    for opening in openings:
        start = opening.start
        while start + length <= opening.end:
            if start >= within.earliest and start.date() <= within.last_day:
                yield start
            start += within.step
