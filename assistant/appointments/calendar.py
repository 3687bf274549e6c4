"""Which days are worked: the holidays of the law, the decisions of each year, the weekly rest."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from assistant.knowledge.special_days import CalendarContent, SpecialDays

if TYPE_CHECKING:
    from holidays import HolidayBase

_MOST_DAYS = 3660
_DAY = timedelta(days=1)


class WorkingDays:
    """The working days of the state's offices. The holidays are counted when first asked for."""

    def __init__(self, content: CalendarContent) -> None:
        self._weekend = content.weekend
        self._special: dict[date, SpecialDays] = {
            day: span for span in content.days for day in span.days
        }

    def is_working_day(self, day: date) -> bool:
        """Whether offices work; as far as known: see `unsure`."""
        return self.why_off(day) is None

    def is_holiday(self, day: date) -> bool:
        """Whether the day is off for another reason than the weekly rest."""
        special = self._special.get(day)
        if special and special.works is not None:
            return not special.works
        return day in _law()

    def why_off(self, day: date) -> str | None:
        """The name of the holiday, else of the weekly day of rest; None on a working day."""
        special = self._special.get(day)
        if special and special.works is not None:
            return None if special.works else special.name
        return _law().get(day) or self._weekend.get(day.isoweekday())

    def unsure(self, day: date) -> str | None:
        """What is not decided yet about this day, in words; None where all is."""
        special = self._special.get(day)
        return special.name if special and not special.confirmed else None

    def weekday(self, day: date) -> int:
        """Whose hours the day has, Monday is 1: a Saturday worked for a Monday has Monday's."""
        special = self._special.get(day)
        return (special.instead_of if special and special.instead_of else day).isoweekday()

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which is not counted itself; 0: `day`.

        A time limit begins on the working day after the file is complete.
        """
        if not 0 <= count <= _MOST_DAYS:
            raise ValueError("a count of working days from 0 to 3660")
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def next_working_day(self, day: date) -> date:
        """The first working day after this one."""
        return next(after for after in _after(day) if self.is_working_day(after))


@cache
def _law() -> "HolidayBase":
    """The holidays by rule, lunar ones too, each year counted when first asked for."""
    from holidays import country_holidays  # noqa: PLC0415 - takes a tenth of a second

    return country_holidays("VN", language="vi")


def _after(day: date) -> Iterator[date]:
    while True:
        day += _DAY
        yield day
