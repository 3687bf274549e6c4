"""The time in which an answer may be sent."""

from datetime import datetime, timedelta

import pytest

from assistant.clock import VIETNAM
from connectors.zalo.window import Window, window_at

NOW = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)


@pytest.mark.parametrize(("hours", "window"), [
    (0, "free"), (48, "free"), (48.1, "billed"), (168, "billed"), (168.1, "closed"),
])  # fmt: skip
def test_two_days_are_free_and_seven_are_open(hours: float, window: str) -> None:
    assert window_at(NOW, NOW - timedelta(hours=hours)) == Window(window)


def test_what_is_not_known_is_left_to_zalo() -> None:
    assert window_at(NOW, None) is Window.FREE
