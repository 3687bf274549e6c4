"""Slots: never outside the openings, never more than seats, seat by seat, nothing in the past."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.appointments.appointment import Kind, Slot, Taken
from assistant.appointments.calendar import WorkingDays
from assistant.appointments.openings import Opening, openings_of
from assistant.appointments.slots import Bounds, bounds, free_slots, length_of, near
from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.policy import AppointmentPolicy, Policy

DAY = datetime(2026, 11, 25, tzinfo=VIETNAM)
STEP, LENGTH = timedelta(minutes=15), timedelta(minutes=20)
ANY = Bounds(datetime(2026, 1, 1, tzinfo=VIETNAM), date(2027, 12, 31), STEP)
_MINUTES = st.integers(0, 24 * 60 - 1)


@pytest.fixture(scope="module")
def rules(real_policy: Policy) -> AppointmentPolicy:
    """The rules that ship."""
    return real_policy.appointments


def at(clock: str, day: datetime = DAY) -> datetime:
    """A time of the day."""
    hour, minute = clock.split(":")
    return day.replace(hour=int(hour), minute=int(minute))


def opened(since: str, until: str) -> Opening:
    """An opening of the day."""
    return Opening(at(since), at(until))


def taken(seat: int, since: str, until: str) -> Taken:
    """A seat that somebody has."""
    return Taken.once("mot", seat, at(since), at(until))


def shown(slots: list[Slot]) -> list[str]:
    """Begin and free seats."""
    return [f"{slot.start:%H:%M} {slot.free}" for slot in slots]


def test_times_begin_on_the_grid_and_end_within_the_opening() -> None:
    found = free_slots([opened("08:10", "09:00")], LENGTH, 2, [], ANY)
    assert shown(found) == ["08:10 2", "08:25 2", "08:40 2"]
    assert found[-1].end == at("09:00")


def test_an_opening_shorter_than_the_visit_has_no_time() -> None:
    assert free_slots([opened("08:00", "08:15")], LENGTH, 2, [], ANY) == []


def test_a_seat_is_taken_for_every_slot_it_overlaps_and_no_other() -> None:
    found = free_slots([opened("08:00", "09:20")], LENGTH, 2, [taken(1, "08:20", "08:40")], ANY)
    assert shown(found) == ["08:00 2", "08:15 1", "08:30 1", "08:45 2", "09:00 2"]


def test_two_visits_of_one_seat_take_one_seat() -> None:
    """8:00 to 8:10 and 8:10 to 8:20 on the same seat leave the other one free."""
    both = [taken(1, "08:00", "08:10"), taken(1, "08:10", "08:20")]
    assert shown(free_slots([opened("08:00", "08:20")], LENGTH, 2, both, ANY)) == ["08:00 1"]
    apart = [taken(1, "08:00", "08:10"), taken(2, "08:10", "08:20")]
    assert free_slots([opened("08:00", "08:20")], LENGTH, 2, apart, ANY) == []


def test_a_closure_over_midnight_takes_both_days() -> None:
    closed = Taken.once("mot", 1, at("10:00"), at("09:00", DAY + timedelta(days=1)))
    next_day = DAY + timedelta(days=1)
    openings = [opened("09:30", "10:30"), Opening(at("08:30", next_day), at("09:30", next_day))]
    found = free_slots(openings, timedelta(minutes=30), 1, [closed], ANY)
    assert shown(found) == ["09:30 1", "09:00 1"]


def test_what_the_database_says_in_another_time_zone_is_the_same_moment() -> None:
    there = taken(1, "08:20", "08:40")
    utc = Taken.once("mot", 1, at("08:20").astimezone(UTC), at("08:40").astimezone(UTC))
    opening = [opened("08:00", "09:20")]
    assert free_slots(opening, LENGTH, 1, [utc], ANY) == free_slots(
        opening, LENGTH, 1, [there], ANY
    )


def test_a_seat_that_the_group_no_longer_has_takes_nothing_away() -> None:
    found = free_slots([opened("08:00", "08:20")], LENGTH, 1, [taken(2, "08:00", "08:20")], ANY)
    assert shown(found) == ["08:00 1"]


def test_nothing_is_offered_sooner_than_one_can_come(rules: AppointmentPolicy) -> None:
    now = at("09:00")
    first = free_slots([opened("08:00", "11:00")], LENGTH, 1, [], bounds(now, rules))[0]
    assert first.start == now + timedelta(minutes=rules.earliest_minutes)


def test_the_last_day_is_counted_in_vietnam(rules: AppointmentPolicy) -> None:
    """18:30 in London, or in UTC, is half past one of the next day here."""
    evening = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
    here = bounds(evening, rules)
    assert here.last_day == date(2026, 11, 25) + timedelta(days=rules.horizon_days)
    assert here.earliest == evening + timedelta(minutes=rules.earliest_minutes)


def test_nothing_is_offered_beyond_the_horizon(rules: AppointmentPolicy) -> None:
    limits = bounds(DAY, rules)
    openings = [
        Opening(at("08:00", DAY + timedelta(days=n)), at("09:00", DAY + timedelta(days=n)))
        for n in range(rules.horizon_days + 5)
    ]
    found = free_slots(openings, LENGTH, 1, [], limits)
    assert found[-1].start.date() == limits.last_day


@st.composite
def _spans(draw: st.DrawFn) -> tuple[datetime, datetime]:
    begin, length = draw(_MINUTES), draw(st.integers(1, 300))
    start = DAY + timedelta(minutes=begin)
    return start, start + timedelta(minutes=length)


@st.composite
def _openings(draw: st.DrawFn) -> list[Opening]:
    cuts = sorted(draw(st.sets(_MINUTES, min_size=2, max_size=8)))
    moments = [DAY + timedelta(minutes=cut) for cut in cuts]
    return [Opening(a, b) for a, b in zip(moments[::2], moments[1::2], strict=False)]


@given(
    openings=_openings(),
    lengths=st.tuples(st.integers(5, 120), st.sampled_from([5, 10, 15, 30])),
    seats=st.integers(1, 4),
    spans=st.lists(st.tuples(st.integers(1, 5), _spans()), max_size=25),
    earliest=_MINUTES.map(lambda minute: DAY + timedelta(minutes=minute)),
)
def test_slots_are_those_of_the_plainest_count(
    openings: list[Opening], lengths: tuple[int, int], seats: int,
    spans: list[tuple[int, tuple[datetime, datetime]]], earliest: datetime,
) -> None:  # fmt: skip
    """Against looking at every minute and every seat, for any openings and any visits."""
    length, step = lengths
    visits = [Taken.once("mot", seat, *span) for seat, span in spans]
    within = Bounds(earliest, DAY.date(), timedelta(minutes=step))
    visit = timedelta(minutes=length)

    def free(start: datetime) -> int:
        busy = {seat for seat, (since, until) in spans if since < start + visit and start < until}
        return seats - len(busy & set(range(1, seats + 1)))

    wanted = [
        Slot(start, start + visit, free(start))
        for opening in openings
        for minute in range(24 * 60)
        if (start := opening.start + timedelta(minutes=minute)) + visit <= opening.end
        and minute % step == 0 and start >= earliest and free(start) > 0
    ]  # fmt: skip
    found = free_slots(openings, visit, seats, visits, within)
    assert found == wanted
    assert all(any(o.start <= s.start and s.end <= o.end for o in openings) for s in found)
    assert all(0 < slot.free <= seats and slot.start >= earliest for slot in found)


@given(seats=st.integers(1, 3), choices=st.lists(st.integers(0, 1000), max_size=40))
def test_booking_one_offered_slot_after_another_never_sells_a_seat_twice(
    seats: int, choices: list[int]
) -> None:
    """Whoever takes what is offered finds a seat that is free the whole time."""
    sold: list[tuple[int, Slot]] = []
    for choice in choices:
        visits = [Taken.once("mot", seat, slot.start, slot.end) for seat, slot in sold]
        slots = free_slots([opened("08:00", "10:00")], LENGTH, seats, visits, ANY)
        if not slots:
            break
        slot = slots[choice % len(slots)]
        busy = {seat for seat, s in sold if s.start < slot.end and slot.start < s.end}
        free = sorted(set(range(1, seats + 1)) - busy)
        assert len(free) == slot.free
        sold.append((free[0], slot))


def test_no_slot_of_what_ships_lies_on_a_day_off(
    real_base: KnowledgeBase, rules: AppointmentPolicy
) -> None:
    """A whole year of the standard hours, as an office offers them."""
    calendar = WorkingDays(real_base.calendar)
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    hours = real_base.offices.standard
    openings = [o for day in year for o in openings_of(hours, Kind.SUBMIT, day, calendar)]
    found = {slot.start.date() for slot in free_slots(openings, LENGTH, 1, [], ANY)}
    assert found == {day for day in year if calendar.is_working_day(day)}


def test_the_length_of_handing_in_is_of_the_procedure_else_of_the_field_else_of_the_kind(
    small_base: KnowledgeBase, rules: AppointmentPolicy
) -> None:
    record = small_base.record("9.000001")
    lengths = rules.lengths.model_copy(update={"fields": {}, "procedures": {}})
    by_field = lengths.model_copy(update={"fields": {record.field: 35}})
    by_code = by_field.model_copy(update={"procedures": {record.code: 50}})
    minutes = [
        length_of(kind, record, rules.model_copy(update={"lengths": each})) // timedelta(minutes=1)
        for each in (lengths, by_field, by_code)
        for kind in (Kind.SUBMIT, Kind.AFTER_HOURS, Kind.COLLECT)
    ]
    kinds = lengths.kinds
    assert minutes[:3] == [kinds["submit"], kinds["after_hours"], kinds["collect"]]
    assert minutes[3:6] == [35, 35, kinds["collect"]]
    assert minutes[6:] == [50, 50, kinds["collect"]]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_length_without_a_procedure(kind: Kind, rules: AppointmentPolicy) -> None:
    assert length_of(kind, None, rules) >= timedelta(minutes=5)


def test_near_a_moment_means_before_it_too_and_in_the_order_of_the_clock() -> None:
    slots = free_slots([opened("08:00", "11:00")], LENGTH, 1, [], ANY)
    assert shown(near(slots, at("09:20"))) == ["09:00 1", "09:15 1", "09:30 1"]
    assert shown(near(slots, at("23:00"), 2)) == ["10:15 1", "10:30 1"]
    assert near([], at("09:20")) == []
