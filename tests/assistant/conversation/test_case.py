"""A case whose officer has gone is given back."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.conversation.case import Case

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
