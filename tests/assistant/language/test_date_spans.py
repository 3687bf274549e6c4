"""Weeks, months and years as spans of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import date_spans as spans

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(("month", "day"), [(2, 29), (4, 31), (13, 1), (0, 1), (1, 0)])
def test_the_calendar_does_not_have_it(month: int, day: int) -> None:
    assert spans.day_span(2026, month, day) is None


def test_week_runs_from_monday_to_sunday() -> None:
    assert spans.week_span(SATURDAY, 0) == (date(2026, 11, 16), date(2026, 11, 22))
    assert spans.week_span(SATURDAY, 1, "cuoi") == (date(2026, 11, 28), date(2026, 11, 29))


def test_month_parts_cover_the_month() -> None:
    parts = [spans.month_span(2027, 2, part) for part in ("dau", "giua", "cuoi")]
    assert [span and span[1].day for span in parts] == [10, 20, 28]


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        (3, "thang", date(2027, 2, 21)),
        (-1, "nam", date(2025, 11, 21)),
        (2, "tuan", date(2026, 12, 5)),
        (-1, "hom", date(2026, 11, 20)),
        (9000, "nam", None),
        (-999999, "ngay", None),
    ],
)
def test_shift(count: int, unit: str, expected: date | None) -> None:
    assert spans.shift(SATURDAY, count, unit) == expected


def test_shift_ends_with_a_short_month() -> None:
    assert spans.shift(date(2027, 1, 31), 1, "thang") == date(2027, 2, 28)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 12), st.integers(1, 28))
def test_without_year_is_at_most_a_month_back(today: date, month: int, day: int) -> None:
    span = spans.without_year(lambda year: spans.day_span(year, month, day), today)
    assert span is not None
    assert -spans.RECENT <= (span[0] - today).days <= 366
    assert span[0] >= today or span[0].year == today.year


def test_without_year_gives_up_on_what_never_comes() -> None:
    assert spans.without_year(lambda year: spans.day_span(year, 2, 30), SATURDAY) is None
