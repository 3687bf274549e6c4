"""What staff are told to look at, and what they are not."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.documents.alarms import Reason, Times, due_alarms
from assistant.knowledge.base import Content, load_content

TODAY = date(2026, 11, 22)
TIMES = Times(check_again_after=180, told_before=30)


@pytest.fixture
def content(folder: Path) -> Content:
    """Checked yesterday, all of it, nothing uncertain."""
    loaded = load_content(folder)
    fresh = {"checked_on": TODAY - timedelta(1)}
    return loaded.model_copy(
        update={
            "versions": [record.model_copy(update=fresh) for record in loaded.versions],
            "faqs": [faq.model_copy(update=fresh) for faq in loaded.faqs],
            "offices": loaded.offices.model_copy(update=fresh),
            "calendar": loaded.calendar.model_copy(update={**fresh, "days": []}),
        }
    )


def _with(content: Content, *changes: dict[str, Any]) -> Content:
    """The record 9.000003 in as many versions."""
    record = next(r for r in content.versions if r.code == "9.000003")
    others = [r for r in content.versions if r is not record]
    made = [record.model_copy(update=change) for change in changes]
    return content.model_copy(update={"versions": [*others, *made]})


def _told(content: Content) -> list[tuple[str, Reason, date]]:
    return [(a.code, a.reason, a.due) for a in due_alarms(content, TODAY, TIMES)]


def test_fresh_content_is_quiet(content: Content) -> None:
    assert _told(content) == []


@pytest.mark.parametrize(("days", "told"), [(149, 0), (150, 1), (400, 1)])
def test_a_check_is_due_half_a_year_after_the_last(content: Content, days: int, told: int) -> None:
    checked = TODAY - timedelta(days)
    due = checked + timedelta(180)
    expected = [("9.000003", Reason.CHECK_DUE, due)] * told
    assert _told(_with(content, {"checked_on": checked})) == expected


@pytest.mark.parametrize(
    ("days", "reason"),
    [(-1, Reason.ENDED), (0, Reason.ENDS_SOON), (30, Reason.ENDS_SOON), (31, None)],
)
def test_an_end_without_a_successor_is_told(
    content: Content, days: int, reason: Reason | None
) -> None:
    last = TODAY + timedelta(days)
    expected = [("9.000003", reason, last)] if reason else []
    assert _told(_with(content, {"effective_to": last})) == expected


def test_who_is_followed_may_end(content: Content) -> None:
    """By the next version of the same record, or by a successor."""
    soon = TODAY + timedelta(5)
    later = {"effective_from": soon + timedelta(1)}
    assert _told(_with(content, {"effective_to": soon}, later)) == []
    assert _told(_with(content, {"effective_to": soon, "successor": "9.000001"})) == []


def test_what_is_not_read_any_more_needs_no_check(content: Content) -> None:
    old = {"effective_to": TODAY - timedelta(10), "checked_on": TODAY - timedelta(400)}
    assert _told(_with(content, old, {"effective_from": TODAY - timedelta(9)})) == []


def test_a_question_ends_and_is_checked_too(content: Content) -> None:
    (faq,) = content.faqs
    old = faq.model_copy(
        update={"effective_to": TODAY + timedelta(3), "checked_on": TODAY - timedelta(200)}
    )
    assert _told(content.model_copy(update={"faqs": [old]})) == [
        (faq.code, Reason.CHECK_DUE, TODAY - timedelta(20)),
        (faq.code, Reason.ENDS_SOON, TODAY + timedelta(3)),
    ]


def test_days_nobody_decided_on_are_told_before_they_come(
    content: Content, real_folder: Path
) -> None:
    """As the calendar that ships has one: the Monday before 24 November."""
    days = load_content(real_folder).calendar.days
    calendar = content.calendar.model_copy(update={"days": days})
    told = _told(content.model_copy(update={"calendar": calendar}))
    assert told == [("calendar", Reason.UNCERTAIN, date(2026, 11, 23))]
