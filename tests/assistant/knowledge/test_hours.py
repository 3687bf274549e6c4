"""The hours of offices as staff write them: what is refused, and what stays as in the standard."""

from datetime import time
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.knowledge.hours import OfficeHours, OwnHours, WeeklyOpening

REST = {"id": "tong-hop", "name": "Khác", "seats": 1}
STANDARD = OfficeHours.model_validate(
    {
        "openings": [{"days": [1], "from": "08:00", "to": "11:00"}],
        "after_hours": [{"days": [2], "from": "17:00", "to": "18:00"}],
        "counters": [REST],
        "closed": [{"from": "2026-12-01", "to": "2026-12-01", "reason": "nghỉ"}],
    }
)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"days": []}, "days"),
        ({"days": [0]}, "days"),
        ({"days": [8]}, "days"),
        ({"from": 480}, "in quotes"),
        ({"from": "8 giờ"}, "from"),
        ({"from": "25:00"}, "from"),
        ({"to": "08:00"}, "later than"),
        ({"to": "07:00"}, "later than"),
        ({"till": "12:00"}, "till"),
    ],
)
def test_a_slip_in_an_opening_is_told(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        WeeklyOpening.model_validate({"days": [1], "from": "08:00", "to": "11:00", **change})


@pytest.mark.parametrize("hours", [OfficeHours, OwnHours])
@pytest.mark.parametrize(
    ("counters", "told"),
    [
        ([REST, REST], "'tong-hop' stands twice"),
        ([{**REST, "fields": ["ho_tich"]}], "takes what no other names"),
        ([{**REST, "kinds": ["collect"]}], "takes what no other names"),
        ([REST, {**REST, "id": "hai"}], "'the rest' stands twice"),
        (
            [REST, *({**REST, "id": id_, "fields": ["ho_tich"]} for id_ in ("hai", "ba"))],
            "'ho_tich' stands twice",
        ),
        ([{**REST, "seats": 0}], "seats"),
        ([{**REST, "id": "Tổng hợp"}], "id"),
        ([{**REST, "kinds": ["visit"]}], "kinds"),
    ],
)
def test_a_slip_in_the_counters_is_told(
    hours: type[OfficeHours | OwnHours], counters: list[dict[str, Any]], told: str
) -> None:
    with pytest.raises(ValidationError, match=told):
        hours.model_validate({"counters": counters})


def test_closed_days_end_after_they_begin() -> None:
    closed = [{"from": "2026-12-02", "to": "2026-12-01", "reason": "nghỉ"}]
    with pytest.raises(ValidationError, match="before"):
        OfficeHours.model_validate({"closed": closed})


def test_what_an_office_does_not_say_is_as_in_the_standard() -> None:
    assert OwnHours().beside(STANDARD) == STANDARD


def test_what_an_office_says_stands_before_the_standard() -> None:
    own = OwnHours.model_validate(
        {
            "confirmed": True,
            "openings": [{"days": [3], "from": "07:30", "to": "11:30"}],
            "after_hours": [],
            "closed": [{"from": "2026-12-05", "to": "2026-12-06", "reason": "hội nghị"}],
        }
    )
    hours = own.beside(STANDARD)
    assert hours.confirmed
    assert [opening.since for opening in hours.openings] == [time(7, 30)]
    assert hours.after_hours == ()
    assert hours.counters == STANDARD.counters
    assert [str(closed.since) for closed in hours.closed] == ["2026-12-01", "2026-12-05"]


def test_the_standard_openings_are_not_confirmed_by_an_office_that_gives_none() -> None:
    own = OwnHours.model_validate({"confirmed": True, "after_hours": []})
    assert not own.beside(STANDARD).confirmed


def test_hours_survive_publishing() -> None:
    """An edition leaves out what is as by default: no session must not become the standard's."""
    own = OwnHours.model_validate(
        {"after_hours": [], "openings": [{"days": [1], "from": "08:00", "to": "11:00"}]}
    )
    kept = own.model_dump_json(exclude_defaults=True)
    assert OwnHours.model_validate_json(kept) == own
