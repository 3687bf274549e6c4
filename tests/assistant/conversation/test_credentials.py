"""A pair of tokens: when it is due, and that it never prints itself."""

from datetime import datetime, timedelta

import pytest

from assistant.clock import VIETNAM
from assistant.conversation.credentials import Pair, RenewalRefused

SINCE = datetime(2026, 11, 22, 8, tzinfo=VIETNAM)
PAIR = Pair("access", "renewing", SINCE, SINCE + timedelta(hours=25))


@pytest.mark.parametrize(("hours", "due", "ended"), [
    (0, False, False), (19.9, False, False), (20, True, False), (25, True, True),
])  # fmt: skip
def test_it_is_due_after_four_fifths_of_its_life(hours: float, due: bool, ended: bool) -> None:
    at = SINCE + timedelta(hours=hours)
    assert (PAIR.is_due(at), PAIR.has_ended(at)) == (due, ended)


def test_it_does_not_print_its_secrets() -> None:
    assert "renewing" not in repr(PAIR)
    assert "'access'" not in repr(PAIR)


def test_a_refusal_says_whether_a_person_is_needed() -> None:
    assert RenewalRefused("why", final=True).final
    assert str(RenewalRefused("why", final=False)) == "why"
