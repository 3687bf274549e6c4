"""A case whose officer has gone is given back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.conversation.case import Case

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PATIENCE = timedelta(minutes=30)


def _case(claimed: int | None = None, wrote: int | None = None) -> Case:
    def at(minutes: int | None) -> datetime | None:
        return None if minutes is None else START + timedelta(minutes=minutes)

    officer = None if claimed is None else "Lan"
    return Case("ABCDEF", "web:1", "web", START, officer, at(claimed), at(wrote))


@pytest.mark.parametrize(("case", "minute", "forgotten"), [
    (_case(), 10_000, False),  # nobody has it: it waits
    (_case(claimed=0), 30, False),
    (_case(claimed=0), 31, True),
    (_case(claimed=0, wrote=20), 50, False),  # what counts is the last word
    (_case(claimed=0, wrote=20), 51, True),
])  # fmt: skip
def test_an_officer_silent_for_longer_than_the_patience_has_gone(
    case: Case, minute: int, forgotten: bool
) -> None:
    assert case.is_forgotten(START + timedelta(minutes=minute), PATIENCE) is forgotten


def test_the_wait_ends_with_the_officer_and_begins_anew_when_passed_on() -> None:
    case = Case("ABCDEF", "web:x", "web", NOW - timedelta(minutes=50))
    assert case.waited(NOW) == timedelta(minutes=50)
    held = replace(case, officer="lan", claimed_at=NOW - timedelta(minutes=20))
    assert held.waited(NOW) == timedelta(minutes=30)
    passed_on = replace(case, waits_since=NOW - timedelta(minutes=5))
    assert passed_on.waited(NOW) == timedelta(minutes=5)


def test_what_nobody_has_placed_or_taken_is_open_to_every_office() -> None:
    free = Case("ABCDEF", "web:x", "web", NOW)
    assert free.is_open_to("tinh")
    assert not replace(free, officer="oa-admin").is_open_to("tinh")
    assert not replace(free, closed_at=NOW).is_open_to("tinh")
    placed = replace(free, office="07210", officer="an", closed_at=NOW)
    assert [placed.is_open_to(office) for office in ("07210", "tinh", "")] == [True, False, False]
