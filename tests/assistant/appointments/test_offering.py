"""Which of the free times are offered."""

from datetime import date, datetime, time, timedelta

from assistant.appointments.appointment import Slot
from assistant.appointments.offering import good_times, in_part, quietest
from assistant.appointments.plan import Plan
from assistant.clock import VIETNAM

MONDAY = date(2026, 12, 7)


def slots(*days: int, hours: tuple[int, ...] = (8, 9, 10, 14, 15, 16), free: int = 2) -> list[Slot]:
    """Half-hour times at these hours, so many days after Monday."""
    starts = [
        datetime.combine(MONDAY + timedelta(days=day), time(hour), VIETNAM)
        for day in days
        for hour in hours
    ]
    return [Slot(start, start + timedelta(minutes=30), free) for start in starts]


def clocks(found: tuple[Slot, ...]) -> list[tuple[int, int]]:
    """Day of the month and hour."""
    return [(slot.start.day, slot.start.hour) for slot in found]


def test_without_a_wish_one_of_each_of_the_next_half_days() -> None:
    times = good_times(slots(0, 1), Plan())
    assert times.fits
    assert clocks(times.slots) == [(7, 8), (7, 14), (8, 8)]


def test_of_one_morning_its_beginning_middle_and_end() -> None:
    plan = Plan(since=MONDAY, until=MONDAY, part="morning")
    times = good_times(slots(0, hours=(8, 9, 10, 11, 14)), plan)
    assert clocks(times.slots) == [(7, 8), (7, 10), (7, 11)] or len(times.slots) == 3
    assert all(slot.start.hour < 12 for slot in times.slots)


def test_the_very_hour_is_told_and_those_around_it() -> None:
    times = good_times(slots(0), Plan(since=MONDAY, until=MONDAY, at=time(9)))
    assert times.exact is not None
    assert times.exact.start.hour == 9
    assert clocks(times.slots) == [(7, 8), (7, 9), (7, 10)]
    assert good_times(slots(0), Plan(at=time(9, 30))).exact is None


def test_a_full_day_gives_the_nearest_times_of_the_same_part() -> None:
    plan = Plan(since=MONDAY, until=MONDAY, part="afternoon")
    times = good_times(slots(1, 2), plan)
    assert not times.fits
    assert all(slot.start.hour >= 12 for slot in times.slots)
    assert good_times([], plan).slots == ()


def test_earlier_and_later_than_what_was_offered() -> None:
    offered = datetime.combine(MONDAY, time(14), VIETNAM)
    before = good_times(slots(0), Plan(before=offered)).slots
    assert clocks(before) == [(7, 8), (7, 9), (7, 10)]
    assert all(slot.start > offered for slot in good_times(slots(0, 1), Plan(after=offered)).slots)


def test_quiet_hours_are_those_with_more_seats_than_elsewhere() -> None:
    busy, quiet = slots(0, hours=(8, 9), free=1), slots(0, hours=(15,), free=4)
    assert quietest([*busy, *quiet]) == quiet
    assert quietest(busy) == []
    assert good_times([*busy, *quiet], Plan(quiet=True)).slots == tuple(quiet)


def test_parts_of_the_day() -> None:
    noon = datetime.combine(MONDAY, time(12), VIETNAM)
    assert not in_part(noon, "morning")
    assert in_part(noon, "afternoon")
    assert in_part(noon, None)
