"""Hours on the clock, beside the part of the day."""

from datetime import datetime, time

import pytest

from assistant.language.date_words import Clock, read
from assistant.language.times import find_times, on_clock

NOW = datetime(2026, 11, 21, 23, 45)


def minutes(text: str) -> list[int]:
    """Minutes after midnight of every reading."""
    return [piece.clock.minutes for piece in find_times(read(text), NOW) if piece.clock]


@pytest.mark.parametrize(
    ("hour", "part", "expected"),
    [
        (8, None, time(8)), (6, None, time(6)), (3, None, time(15)), (8, "morning", time(8)),
        (12, "noon", time(12)), (11, "noon", time(11)), (1, "noon", time(13)),
        (2, "afternoon", time(14)), (5, "afternoon", time(17)), (14, "afternoon", time(14)),
        (7, "evening", time(19)), (11, "evening", time(23)), (12, "evening", time(0)),
        (2, "evening", time(2)),
    ],
)  # fmt: skip
def test_on_clock(hour: int, part: str | None, expected: time) -> None:
    assert on_clock(Clock(hour * 60, half_open=True), part)[0] == expected


def test_only_a_small_bare_hour_is_doubtful() -> None:
    assert on_clock(Clock(180, half_open=True), None) == (time(15), "half_day")
    assert on_clock(Clock(180, half_open=False), None) == (time(3), None)
    assert on_clock(Clock(180, half_open=True), "afternoon") == (time(15), None)


@pytest.mark.parametrize(
    "text",
    [
        "mất 2 giờ", "trong vòng 8h", "8 giờ làm việc", "tỷ lệ 1:50", "10:20:30", "một tháng rưỡi",
        "8,5h", "24h", "9 giờ kém 40", "giờ hành chính", "bay gio", "sau gio hanh chinh",
    ],
)  # fmt: skip
def test_no_time(text: str) -> None:
    assert minutes(text) == []


def test_half_an_hour_on_may_be_tomorrow() -> None:
    (piece,) = find_times(read("nửa tiếng nữa"), NOW)
    assert piece.clock == Clock(15, half_open=False)
    assert piece.days is not None
    assert str(piece.days.start) == "2026-11-22"
