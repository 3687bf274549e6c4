"""Who comes next, and how long it may take."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant.queue.store import Pace
from assistant.queue.ticket import LastCall
from assistant.queue.waiting import (
    expected_minutes,
    in_order,
    minutes_of,
    said_minutes,
    windows_open,
)
from tests.assistant.queue.numbers import minute, ticket

PEOPLE = st.integers(0, 2000)
WINDOWS = st.integers(1, 60)
MINUTES = st.floats(0.1, 240, allow_nan=False)
MOMENTS = st.none() | st.integers(-200, 200)


def test_an_appointment_whose_time_has_come_goes_first_then_all_as_they_came() -> None:
    late = ticket(1, taken=0)
    second = ticket(2, taken=1, due=20)
    first = ticket(3, taken=2, due=10)
    not_yet = ticket(4, taken=3, due=40)
    last = ticket(5, taken=4)
    line = [last, not_yet, first, second, late]
    assert [t.id for t in in_order(line, minute(30))] == [3, 2, 1, 4, 5]
    assert [t.id for t in in_order(line, minute(50))] == [3, 2, 4, 1, 5]


@given(st.lists(st.tuples(st.integers(0, 200), MOMENTS), max_size=12), st.integers(0, 200))
def test_nobody_is_lost_and_an_appointment_never_waits_longer_for_having_one(
    people: list[tuple[int, int | None]], moment: int
) -> None:
    line = [ticket(n, taken, due) for n, (taken, due) in enumerate(people)]
    order = in_order(line, minute(moment))
    assert sorted(t.id for t in order) == [t.id for t in line]
    for one in line:
        if one.due_at is not None and one.due_at <= minute(moment):
            plain = [other if other is not one else ticket(one.id, people[one.id][0])
                     for other in line]  # fmt: skip
            without = [t.id for t in in_order(plain, minute(moment))]
            assert order.index(one) <= without.index(one.id)


@given(PEOPLE, WINDOWS, MINUTES)
def test_the_wait_is_never_negative_grows_with_those_ahead_and_falls_with_windows(
    ahead: int, windows: int, minutes: float
) -> None:
    now = expected_minutes(ahead, windows, minutes)
    one_more = expected_minutes(ahead + 1, windows, minutes)
    one_window_more = expected_minutes(ahead, windows + 1, minutes)
    assert now is not None
    assert one_more is not None
    assert one_window_more is not None
    assert 0 <= one_window_more < now < one_more


@given(PEOPLE, st.integers(-5, 60), st.none() | MINUTES)
def test_nothing_is_said_where_nothing_is_known(
    ahead: int, windows: int, minutes: float | None
) -> None:
    known = windows > 0 and minutes is not None
    assert (expected_minutes(ahead, windows, minutes) is not None) == known
    assert said_minutes(None, 5) is None


@given(st.floats(0, 5000), st.floats(0, 5000), st.integers(1, 30))
def test_what_is_said_is_round_never_less_than_expected_and_keeps_the_order(
    one: float, other: float, step: int
) -> None:
    said = [said_minutes(each, step) for each in sorted([one, other])]
    assert said[0] is not None
    assert said[1] is not None
    assert 1 <= step <= said[0] <= said[1]
    assert said[0] % step == 0
    assert min(one, other) <= said[0] <= min(one, other) + step


def test_a_measured_pace_counts_once_there_is_enough_of_it() -> None:
    assert minutes_of(Pace(7.5, 20), 20, None) == 7.5
    assert minutes_of(Pace(7.5, 19), 20, None) is None
    assert minutes_of(Pace(7.5, 19), 20, 12) == 12
    assert minutes_of(None, 20, None) is None


def test_a_window_is_open_while_it_serves_and_a_while_after_its_last_call() -> None:
    calls = [
        LastCall("1", "chung", minute(0), is_serving=True),
        LastCall("2", "chung", minute(31), is_serving=False),
        LastCall("3", "chung", minute(29), is_serving=False),
        LastCall("4", "ho-tich", minute(59), is_serving=True),
    ]
    assert windows_open(calls, "chung", minute(60), 30) == 2
    assert windows_open(calls, "dat-dai", minute(60), 30) == 0
    assert windows_open([], "chung", minute(60) + timedelta(days=1), 30) == 0
