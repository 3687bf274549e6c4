"""The calendar as staff write it: what is refused."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.special_days import CalendarContent, SpecialDays


def day(**change: Any) -> dict[str, Any]:
    """A Monday off, with a change."""
    plain = {
        "from": "2026-08-31", "name": "Nghỉ", "works": False, "confirmed": True, "source": "một",
    }  # fmt: skip
    return {**plain, **change}


def written(*days: dict[str, Any]) -> dict[str, Any]:
    """A calendar of these days."""
    return {"checked_on": "2026-11-21", "sources": [{"name": "một"}], "days": list(days)}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"to": "2026-08-30"}, "to"),
        ({"to": "2026-08-31"}, "to"),
        ({"to": "2027-08-30"}, "to"),
        ({"works": None}, "says whether"),
        ({"from": "2026-08-22", "works": True}, "instead_of"),
        ({"source": ""}, "source"),
        ({"name": ""}, "name"),
        ({"of": 1}, "of"),
    ],
)
def test_a_slip_of_the_clerk_is_told(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        CalendarContent.model_validate(written(day(**change)))


def test_a_day_stands_once() -> None:
    span = day(**{"from": "2026-08-30", "to": "2026-09-02"})
    with pytest.raises(ValidationError, match="'2026-08-31' stands twice"):
        CalendarContent.model_validate(written(day(), span))


def test_days_without_a_source_are_refused() -> None:
    with pytest.raises(ValidationError, match="sources"):
        CalendarContent.model_validate({"days": [day()]})


def test_a_span_holds_its_first_and_its_last_day() -> None:
    span = SpecialDays.model_validate(day(**{"from": "2026-12-31", "to": "2027-01-02"}))
    assert span.days == [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)]


def test_the_calendar_that_ships_survives_publishing(real_base: KnowledgeBase) -> None:
    kept = real_base.calendar.model_dump_json(exclude_defaults=True)
    assert CalendarContent.model_validate_json(kept) == real_base.calendar
    assert real_base.calendar.weekend.keys() == {6, 7}
