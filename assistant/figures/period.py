"""A period of local days, as somebody chooses it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from assistant.clock import VIETNAM

USUAL_DAYS = 30
LONGEST_DAYS = 366
_EARLIEST = date(2020, 1, 1)


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both in it."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def since(self) -> datetime:
        """The moment it begins."""
        return midnight(self.first)

    @property
    def until(self) -> datetime:
        """The moment after it."""
        return midnight(self.last + timedelta(days=1))

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(self.days))


def midnight(day: date) -> datetime:
    """When a local day begins."""
    return datetime.combine(day, time(), VIETNAM)


def chosen(first: str, last: str, today: date) -> tuple[Period, bool]:
    """The period of two typed days (2026-11-22), and whether it is the one that was typed: what is
    no day, lies in the future or is too long is put right.
    """
    end = _read(last) or today
    end = min(max(end, _EARLIEST), today)
    begin = _read(first) or end - timedelta(days=USUAL_DAYS - 1)
    begin = max(min(begin, end), end - timedelta(days=LONGEST_DAYS - 1), _EARLIEST)
    as_typed = (not first or _read(first) == begin) and (not last or _read(last) == end)
    return Period(begin, end), as_typed


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def _read(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None


def month_of(typed: str) -> date | None:
    """The first day of a month typed as 2026-11; None when it is none."""
    year, _, month = typed.strip().partition("-")
    if not (len(year) == 4 and 1 <= len(month) <= 2 and (year + month).isascii()):
        return None
    try:
        return max(date(int(year), int(month), 1), _EARLIEST)
    except ValueError:
        return None


def month_end(month: date) -> date:
    """The last day of the month that begins so."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def last_months(today: date, many: int) -> list[date]:
    """The first days of the last months that are over, the oldest first."""
    months: list[date] = []
    first = today.replace(day=1)
    for _ in range(many):
        first = (first - timedelta(days=1)).replace(day=1)
        months.insert(0, first)
    return months
