"""Calendar arithmetic: weeks, months and years as spans of days, and the next of a kind.

A span is (first day, last day), both included. Whatever the calendar does not have is None.
"""

import calendar
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta

Span = tuple[date, date]

# A date said without its year and this recently past is the past one, not next year's.
RECENT = 31
# 29 February comes back within eight years, even around a century that skips it.
YEARS_AHEAD = 8
# First and last day or month of what people call the beginning, the middle and the end.
PARTS_OF_WEEK = {"dau": (0, 1), "giua": (2, 3), "cuoi": (5, 6)}
PARTS_OF_MONTH = {"dau": (1, 10), "giua": (11, 20), "cuoi": (21, 31)}
PARTS_OF_YEAR = {"dau": (1, 3), "giua": (5, 8), "cuoi": (10, 12)}


def day_span(year: int, month: int, day: int) -> Span | None:
    """One day, when the calendar has it."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def week_span(today: date, weeks: int, part: str | None = None) -> Span | None:
    """The week (Monday to Sunday) that many weeks away, or its beginning, middle or end."""
    first, last = PARTS_OF_WEEK[part] if part else (0, 6)
    monday = shift(today, weeks * 7 - today.weekday(), "ngay")
    end = monday and shift(monday, last, "ngay")
    return (monday + timedelta(first), end) if monday and end else None


def month_span(year: int, month: int, part: str | None = None) -> Span | None:
    """A month, or the ten days that are its beginning, middle or end."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    first, last = PARTS_OF_MONTH[part] if part else (1, 31)
    days = calendar.monthrange(year, month)[1]
    return date(year, month, first), date(year, month, min(last, days))


def year_span(year: int, part: str | None = None) -> Span | None:
    """A year, or the months that people call its beginning, middle or end."""
    first, last = PARTS_OF_YEAR[part] if part else (1, 12)
    start, end = month_span(year, first), month_span(year, last)
    return (start[0], end[1]) if start and end else None


def shift(day: date, count: int, unit: str) -> date | None:
    """The day that many days ("ngay"), weeks, months or years away; the last one of a short month.

    Units are the folded words: ngay, hom, bua, tuan, thang, nam.
    """
    if unit in ("thang", "nam"):
        return _shift_months(day, count * (12 if unit == "nam" else 1))
    try:
        return day + timedelta(count * (7 if unit == "tuan" else 1))
    except OverflowError:
        return None


def month_away(today: date, months: int) -> tuple[int, int]:
    """Year and month that many months away."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return year, month + 1


def without_year(span_in: Callable[[int], Span | None], today: date) -> Span | None:
    """The span of the year that a person means who names none: recent, running, or the next."""
    for year in range(today.year, today.year + YEARS_AHEAD + 1):
        span = span_in(year)
        if span and (span[1] >= today or _just_passed(span[1], today)):
            return span
    return None


def not_over(spans: list[Span | None], today: date) -> Span | None:
    """The first span that has not ended yet."""
    return next((span for span in spans if span and span[1] >= today), None)


def _just_passed(day: date, today: date) -> bool:
    return day.year == today.year and (today - day).days <= RECENT


def _shift_months(day: date, months: int) -> date | None:
    year, month = month_away(day, months)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
