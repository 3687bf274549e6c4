"""The time in Việt Nam."""

from datetime import UTC, datetime, timedelta

from assistant.clock import now


def test_now_is_aware_and_seven_hours_ahead_of_utc() -> None:
    moment = now()
    assert moment.utcoffset() == timedelta(hours=7)
    assert abs(moment - datetime.now(UTC)) < timedelta(seconds=5)
