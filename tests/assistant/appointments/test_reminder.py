"""When reminders are due, and whether they are still right when their time comes."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.appointments.appointment import Appointment, Kind, State
from assistant.appointments.reminder import (
    Due,
    Fate,
    ReminderKind,
    after_the_visit,
    before_the_visit,
    fate,
    is_night,
    of_closing,
)
from assistant.clock import VIETNAM


@dataclass(frozen=True)
class _Rules:
    day_before_minutes: int = 1440
    hours_before_minutes: int = 120
    rating_after_minutes: int = 180
    latest_minutes: int = 30
    night_from: time = time(21)
    night_until: time = time(7)


RULES = _Rules()
LONG_AGO = datetime(2026, 11, 1, 9, tzinfo=VIETNAM)


def _at(day: int, clock: str) -> datetime:
    return datetime.combine(datetime(2026, 11, day), time.fromisoformat(clock), VIETNAM)


def _visit(start: datetime, **more: object) -> Appointment:
    made = Appointment(1, "K7DH-3MXA", "09169", "all", Kind.SUBMIT, None, start,
                       start + timedelta(minutes=15), State.BOOKED)  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def _due_times(start: datetime, since: datetime) -> list[datetime | None]:
    return [one.due_at for one in before_the_visit(_visit(start), since, RULES)]


def test_a_day_and_two_hours_before() -> None:
    assert _due_times(_at(26, "14:00"), LONG_AGO) == [_at(25, "14:00"), _at(26, "12:00")]


def test_a_booking_of_today_is_reminded_of_only_by_what_is_still_to_come() -> None:
    assert _due_times(_at(26, "14:00"), _at(25, "14:00")) == [None, _at(26, "12:00")]
    assert _due_times(_at(26, "14:00"), _at(26, "12:01")) == [None, None]


@pytest.mark.parametrize(("start", "leaves"), [
    ("08:00", _at(26, "07:00")),  # two hours before is at six
    ("07:30", _at(26, "07:00")),
    ("07:29", _at(25, "20:55")),  # seven is too late for it: the evening before
    ("09:00", _at(26, "07:00")),
    ("23:00", _at(26, "20:55")),
    ("22:59", _at(26, "20:59")),
])  # fmt: skip
def test_the_night_is_left_for_the_nearest_moment_that_helps(start: str, leaves: datetime) -> None:
    assert _due_times(_at(26, start), LONG_AGO)[1] == leaves


def test_booked_at_night_for_the_early_morning_there_is_no_other_moment() -> None:
    assert _due_times(_at(26, "07:10"), _at(25, "23:00"))[1] == _at(26, "05:10")


@given(st.integers(0, 60 * 24 * 20), st.integers(0, 60 * 24 * 20))
def test_a_reminder_leaves_after_the_booking_and_before_the_visit(since: int, until: int) -> None:
    booked = LONG_AGO + timedelta(minutes=since)
    start = booked + timedelta(minutes=until)
    for made in before_the_visit(_visit(start), booked, RULES):
        assert made.due_at is None or booked <= made.due_at < start
        if made.due_at and is_night(made.due_at, RULES):
            assert start - booked < timedelta(days=2), "there was a day before, and it was not used"


def test_a_closed_office_is_told_at_once_but_for_the_night() -> None:
    assert of_closing(_visit(_at(26, "08:00")), _at(24, "15:00"), RULES).due_at == _at(24, "15:00")
    assert of_closing(_visit(_at(26, "08:00")), _at(25, "23:00"), RULES).due_at == _at(26, "07:00")
    assert of_closing(_visit(_at(26, "07:15")), _at(26, "02:00"), RULES).due_at == _at(26, "02:00")


def test_the_visit_is_asked_about_once_hours_later_however_often_it_changed() -> None:
    asked = after_the_visit(_visit(_at(26, "14:00"), sequence=3), RULES)
    assert (asked.due_at, asked.sequence) == (_at(26, "17:15"), 0)
    assert after_the_visit(_visit(_at(26, "18:30")), RULES).due_at == _at(26, "20:55")


def _due(kind: ReminderKind, due_at: datetime, **more: object) -> Due:
    return Due(kind, 0, due_at, _visit(_at(26, "14:00"), **more))


@pytest.mark.parametrize("more", [
    {"state": State.CANCELLED}, {"state": State.ARRIVED}, {"state": State.MISSED}, {"sequence": 1},
])  # fmt: skip
def test_what_was_cancelled_or_moved_sends_no_old_reminder(more: dict[str, object]) -> None:
    due = _due(ReminderKind.HOURS, _at(26, "12:00"), **more)
    assert fate(due, _at(26, "12:00"), RULES) is Fate.DROP


def test_of_two_that_are_late_the_later_one_is_sent() -> None:
    now = _at(26, "12:30")
    assert fate(_due(ReminderKind.DAY, _at(25, "14:00")), now, RULES) is Fate.DROP
    assert fate(_due(ReminderKind.HOURS, _at(26, "12:00")), now, RULES) is Fate.SEND
    assert fate(_due(ReminderKind.DAY, _at(25, "14:00")), _at(25, "18:00"), RULES) is Fate.SEND
    assert fate(_due(ReminderKind.HOURS, _at(26, "12:00")), _at(26, "14:00"), RULES) is Fate.DROP


def test_a_late_one_waits_for_the_day_and_one_in_time_does_not() -> None:
    late = _due(ReminderKind.DAY, _at(25, "14:00"))
    assert fate(late, _at(25, "22:00"), RULES) is Fate.WAIT
    assert fate(late, _at(26, "07:00"), RULES) is Fate.SEND
    in_time = _due(ReminderKind.DAY, _at(25, "21:00") - timedelta(seconds=10))
    assert fate(in_time, _at(25, "21:00"), RULES) is Fate.SEND


def test_nobody_is_reminded_of_a_closed_day_and_nobody_told_of_one_that_is_open_again() -> None:
    now = _at(25, "14:00")
    day, closed = _due(ReminderKind.DAY, now), _due(ReminderKind.CLOSED, now)
    assert fate(replace(day, closed="Mất điện"), now, RULES) is Fate.DROP
    assert fate(replace(closed, closed="Mất điện"), now, RULES) is Fate.SEND
    assert fate(closed, now, RULES) is Fate.DROP


def test_only_who_came_is_asked_and_not_days_later() -> None:
    asked = _at(26, "17:15")
    came = _due(ReminderKind.RATING, asked, state=State.ARRIVED, sequence=2)
    assert fate(came, asked, RULES) is Fate.SEND
    assert fate(came, asked + timedelta(days=3), RULES) is Fate.DROP
    assert fate(_due(ReminderKind.RATING, asked), asked, RULES) is Fate.DROP
