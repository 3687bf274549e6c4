"""Working days against what was decided for 2026 and what is known of 2027, written by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.appointments.calendar import WorkingDays
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.special_days import CalendarContent

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 1))


def days(first: str, last: str | None = None) -> list[date]:
    """From the first to the last."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]


# Every weekday off in 2026, and every weekend day worked.
OFF_2026 = [
    *days("2026-01-01", "2026-01-02"),
    *days("2026-02-16", "2026-02-20"),
    *days("2026-04-27"),
    *days("2026-04-30", "2026-05-01"),
    *days("2026-08-31", "2026-09-02"),
    *days("2026-11-24"),
]
WORKED_WEEKENDS_2026 = [*days("2026-01-10"), *days("2026-08-22")]
# Of 2027 what the law says itself, without the days that are yet to be decided.
OFF_2027 = [
    *days("2027-01-01"),
    *days("2027-02-08", "2027-02-10"),
    *days("2027-04-16"),
    *days("2027-04-30"),
    *days("2027-05-03"),
    *days("2027-09-02"),
    *days("2027-11-24"),
]
UNDECIDED_2027 = [*days("2027-02-01", "2027-02-12"), *days("2027-09-01"), *days("2027-09-03")]


@pytest.fixture(scope="module")
def calendar(real_base: KnowledgeBase) -> WorkingDays:
    """The calendar that ships."""
    return WorkingDays(real_base.calendar)


def test_every_day_of_2026_is_as_decided(calendar: WorkingDays) -> None:
    for day in days("2026-01-01", "2026-12-31"):
        worked = day in WORKED_WEEKENDS_2026 or (day.isoweekday() < 6 and day not in OFF_2026)
        assert calendar.is_working_day(day) is worked, day
        assert (calendar.why_off(day) is None) is worked, day


def test_every_day_of_2027_that_the_law_settles_is_so(calendar: WorkingDays) -> None:
    for day in days("2027-01-01", "2027-12-31"):
        if day not in UNDECIDED_2027:
            worked = day.isoweekday() < 6 and day not in OFF_2027
            assert calendar.is_working_day(day) is worked, day


@pytest.mark.parametrize("day", ["2027-02-05", "2027-02-06", "2027-02-08", "2027-02-09"])
def test_the_lunar_new_year_of_2027_is_off_whatever_is_decided(
    calendar: WorkingDays, day: str
) -> None:
    assert calendar.is_holiday(date.fromisoformat(day))


def test_what_nobody_has_decided_is_unsure_and_nothing_else(calendar: WorkingDays) -> None:
    unsure = [day for day in days("2026-01-01", "2027-12-31") if calendar.unsure(day)]
    assert unsure == [*days("2026-11-23"), *UNDECIDED_2027]


def test_the_monday_before_culture_day_is_worked_until_decided_otherwise(
    calendar: WorkingDays,
) -> None:
    assert calendar.is_working_day(date(2026, 11, 23))
    assert "chưa thấy quyết định" in (calendar.unsure(date(2026, 11, 23)) or "")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-11-22", "Chủ nhật"),
        ("2026-11-28", "thứ Bảy"),
        ("2026-11-24", "Ngày Văn hóa Việt Nam"),
        ("2026-02-17", "Tết Nguyên Đán"),
        ("2026-04-27", "Giỗ Tổ"),
        ("2026-08-31", "làm bù thứ Bảy 22/8/2026"),
        ("2026-11-25", None),
    ],
)
def test_a_day_off_has_a_vietnamese_name(calendar: WorkingDays, day: str, name: str | None) -> None:
    why = calendar.why_off(date.fromisoformat(day))
    assert why is name is None or (why is not None and name is not None and name in why)


def test_a_holiday_on_a_weekend_is_named_as_holiday(calendar: WorkingDays) -> None:
    assert calendar.is_holiday(date(2026, 4, 26))
    assert "Giỗ Tổ" in (calendar.why_off(date(2026, 4, 26)) or "")
    assert not calendar.is_holiday(date(2026, 11, 22))


def test_a_saturday_that_is_made_up_has_the_hours_of_the_day_it_stands_for(
    calendar: WorkingDays,
) -> None:
    assert calendar.weekday(date(2026, 8, 22)) == 1
    assert calendar.weekday(date(2026, 1, 10)) == 5
    assert calendar.weekday(date(2026, 11, 28)) == 6


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-20", 2, "2026-11-25"),  # over the weekend and 24/11
        ("2026-02-13", 1, "2026-02-23"),  # over Tết
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-08-21", 1, "2026-08-22"),  # a Saturday that is worked
        ("2026-08-28", 1, "2026-09-03"),
        ("2026-04-24", 3, "2026-05-04"),
        ("2025-12-31", 1, "2026-01-05"),
        ("2026-01-09", 1, "2026-01-10"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2027-04-29", 1, "2027-05-04"),
        ("2026-11-22", 0, "2026-11-22"),
    ],
)
def test_working_days_are_counted_from_the_next_one(
    calendar: WorkingDays, day: str, count: int, end: str
) -> None:
    assert calendar.add_working_days(date.fromisoformat(day), count) == date.fromisoformat(end)


@given(day=DAYS, count=st.integers(0, 20), more=st.integers(0, 20))
def test_counting_in_two_goes_is_counting_in_one(
    calendar: WorkingDays, day: date, count: int, more: int
) -> None:
    once = calendar.add_working_days(day, count + more)
    assert calendar.add_working_days(calendar.add_working_days(day, count), more) == once


@given(day=DAYS)
def test_the_next_working_day_is_worked_and_none_lies_between(
    calendar: WorkingDays, day: date
) -> None:
    after = calendar.next_working_day(day)
    assert after > day
    assert calendar.is_working_day(after)
    assert not any(calendar.is_working_day(d) for d in days(str(day), str(after))[1:-1])


@pytest.mark.parametrize("count", [-1, 100_000])
def test_a_count_that_no_time_limit_has_is_refused(calendar: WorkingDays, count: int) -> None:
    with pytest.raises(ValueError, match="working days"):
        calendar.add_working_days(date(2026, 1, 1), count)


def test_without_a_file_the_holidays_of_the_law_are_known() -> None:
    bare = WorkingDays(CalendarContent())
    assert bare.is_holiday(date(2026, 2, 17))
    assert bare.is_holiday(date(2026, 11, 24))
    assert not bare.is_holiday(date(2025, 11, 24))  # the day was made in 2026
