"""Periods, as somebody types them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant.figures.period import (
    LONGEST_DAYS,
    Period,
    chosen,
    last_months,
    midnight,
    monday,
    month_end,
    month_of,
)

TODAY = date(2026, 11, 22)


def test_the_usual_period_is_the_last_thirty_days() -> None:
    period, as_typed = chosen("", "", TODAY)
    assert (period.first, period.last, period.days) == (date(2026, 10, 24), TODAY, 30)
    assert as_typed


def test_typed_days_are_taken_and_both_belong_to_it() -> None:
    period, as_typed = chosen("2026-11-01", "2026-11-03", TODAY)
    assert as_typed
    assert [day.day for day in period] == [1, 2, 3]
    assert period.until - period.since == timedelta(days=3)
    assert period.since == midnight(date(2026, 11, 1))


@given(first=st.text(max_size=12) | st.dates().map(str), last=st.text(max_size=12)
       | st.dates().map(str))  # fmt: skip
def test_whatever_is_typed_gives_a_period_that_is_not_too_long(first: str, last: str) -> None:
    period, as_typed = chosen(first, last, TODAY)
    assert date(2020, 1, 1) <= period.first <= period.last <= TODAY
    assert period.days <= LONGEST_DAYS
    if as_typed and first:
        assert period.first == date.fromisoformat(first.strip())


def test_turned_round_days_are_put_right_and_told() -> None:
    period, as_typed = chosen("2026-11-10", "2026-11-01", TODAY)
    assert period == Period(date(2026, 11, 1), date(2026, 11, 1))
    assert not as_typed


def test_weeks_and_months_begin_where_they_do() -> None:
    assert monday(TODAY) == date(2026, 11, 16)
    assert monday(date(2026, 11, 16)) == date(2026, 11, 16)
    assert month_of("2026-02") == date(2026, 2, 1)
    assert month_end(date(2026, 2, 1)) == date(2026, 2, 28)
    assert last_months(TODAY, 2) == [date(2026, 9, 1), date(2026, 10, 1)]


@given(st.text(max_size=10) | st.from_regex(r"\d{4}-\d{1,2}", fullmatch=True))
def test_a_month_is_one_or_none(typed: str) -> None:
    month = month_of(typed)
    assert month is None or month.day == 1
