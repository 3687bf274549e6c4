"""Days in scenarios: a file cannot name a date that is still to come when the tests run.

{workday 3}: the third working day from today on, "26/11". {sunday}: the next one. {holiday}: the
next day off that is no weekend. {yesterday}. {today name}: "thứ sáu". {phone}: a number of nobody,
the same within one scenario.
"""

import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from assistant.appointments.calendar import WorkingDays
from assistant.clock import now
from assistant.knowledge.loading import load_model
from assistant.knowledge.special_days import CalendarContent
from assistant.settings import ROOT

_PLACE = re.compile(r"\{(workday (\d+)|sunday|holiday|yesterday|today name|phone)\}")
_NAMES = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_SUNDAY, _FRIDAY = 6, 4


class Days:
    """Of one scenario."""

    def __init__(self) -> None:
        self.phone = f"09{random.randrange(10**8):08}"
        self.today = now().date()

    def filled(self, text: str) -> str:
        """The text with its places filled."""
        return _PLACE.sub(lambda match: self._value(match[1], match[2]), text)

    def _value(self, name: str, count: str | None) -> str:
        if count is not None:
            return _said(_calendar().add_working_days(self.today, int(count)))
        return {
            "sunday": lambda: _said(_next(self.today, lambda day: day.weekday() == _SUNDAY)),
            "holiday": lambda: _said(_next(self.today, _is_holiday)),
            "yesterday": lambda: _said(self.today - timedelta(days=1)),
            "today name": lambda: _NAMES[self.today.weekday()],
            "phone": lambda: self.phone,
        }[name]()


def _next(day: date, fits: Callable[[date], bool]) -> date:
    while True:
        day += timedelta(days=1)
        if fits(day):
            return day


def _is_holiday(day: date) -> bool:
    return _calendar().is_holiday(day) and day.weekday() <= _FRIDAY


def _said(day: date) -> str:
    return f"{day.day}/{day.month}"


@cache
def _calendar() -> WorkingDays:
    return WorkingDays(load_model(ROOT / "knowledge_base" / "calendar.yml", CalendarContent))
