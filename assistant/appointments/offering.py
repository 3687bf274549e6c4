"""Which of the free times are offered: three good ones near the wish. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from assistant.appointments.appointment import Slot
from assistant.appointments.plan import Plan

MOST = 3
_NOON = time(12)
_PARTS = {"morning": (time.min, _NOON), "noon": (time(10, 30), time(14)),
          "afternoon": (_NOON, time(18)), "evening": (time(17), time.max)}  # fmt: skip


@dataclass(frozen=True)
class Times:
    """`exact`: the very time wished for is free. `fits`: they are what was wished for; otherwise
    they are the nearest to it. `quiet`: those of them when the fewest come.
    """

    slots: tuple[Slot, ...]
    fits: bool
    exact: Slot | None = None
    quiet: tuple[Slot, ...] = ()


def good_times(free: Sequence[Slot], plan: Plan, most: int = MOST) -> Times:
    """Times to offer for a wish; none at all only when nothing is free."""
    fitting = [slot for slot in free if _fits(slot, plan)]
    if not fitting and plan.part and (plan.before or plan.after):
        return good_times(free, plan.with_(part=None), most)
    if not fitting:
        return Times(_nearest(_outside(free, plan), plan, most), fits=False)
    quiet = quietest(fitting)
    if plan.quiet and quiet:
        return Times(tuple(sorted(quiet[:most], key=_start)), fits=True, quiet=tuple(quiet[:most]))
    if plan.at is not None:
        return _around(fitting, plan.at, most)
    if plan.before is not None:
        return Times(tuple(fitting[-most:]), fits=True)
    chosen = _spread(fitting, most)
    return Times(tuple(chosen), fits=True, quiet=tuple(s for s in chosen if s in quiet))


def quietest(slots: Sequence[Slot]) -> list[Slot]:
    """Those with the most seats free, where that is more than elsewhere."""
    freest = max((slot.free for slot in slots), default=0)
    if freest <= min((slot.free for slot in slots), default=0):
        return []
    return [slot for slot in slots if slot.free == freest]


def in_part(moment: datetime, part: str | None) -> bool:
    """Whether a time lies in this part of the day."""
    if part not in _PARTS:
        return True
    begin, end = _PARTS[part]
    return begin <= moment.time() < end


def _fits(slot: Slot, plan: Plan) -> bool:
    day = slot.start.date()
    within = (plan.since or day) <= day <= (plan.until or day)
    asked = plan.before is None or slot.start < plan.before
    asked = asked and (plan.after is None or slot.start > plan.after)
    return within and asked and in_part(slot.start, None if plan.at else plan.part)


def _outside(free: Sequence[Slot], plan: Plan) -> list[Slot]:
    """What is left when the wish itself has nothing: the same part of the day, if there is any."""
    same_part = [slot for slot in free if in_part(slot.start, plan.part)]
    return same_part or list(free)


def _nearest(slots: Sequence[Slot], plan: Plan, most: int) -> tuple[Slot, ...]:
    if not slots:
        return ()
    wished = plan.before or plan.after
    if wished is None:
        day = plan.since or slots[0].start.date()
        clock = plan.at or _PARTS.get(plan.part or "", (time(8), _NOON))[0]
        wished = datetime.combine(day, clock, slots[0].start.tzinfo)
    near = sorted(slots, key=lambda slot: abs(slot.start - wished))
    chosen = _one_a_half_day(near, most)
    return tuple(sorted(chosen, key=_start))


def _around(slots: Sequence[Slot], at: time, most: int) -> Times:
    """The hour itself on the first day that has it, else the times nearest to it."""
    exact = next((slot for slot in slots if slot.start.time() == at), None)
    first = slots[0].start.date()
    same_day = [slot for slot in slots if slot.start.date() == first]
    near = sorted(same_day, key=lambda slot: abs(_minutes(slot.start.time()) - _minutes(at)))
    return Times(tuple(sorted(near[:most], key=_start)), fits=True, exact=exact)


def _spread(slots: Sequence[Slot], most: int) -> list[Slot]:
    """Of one half-day its beginning, middle and end; of more time the first of each half-day."""
    halves = _one_a_half_day(slots, most)
    if len(halves) >= most or len(slots) <= most:
        return halves if len(halves) >= most else list(slots[:most])
    step = (len(slots) - 1) / (most - 1)
    places = sorted({round(step * place) for place in range(most)})
    return [slots[place] for place in places]


def _one_a_half_day(slots: Sequence[Slot], most: int) -> list[Slot]:
    chosen: dict[tuple[date, bool], Slot] = {}
    for slot in slots:
        chosen.setdefault((slot.start.date(), slot.start.time() < _NOON), slot)
    return list(chosen.values())[:most]


def _start(slot: Slot) -> datetime:
    return slot.start


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
