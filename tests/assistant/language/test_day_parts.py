"""Parts of the day, and the words that only look like them."""

from datetime import datetime

import pytest

from assistant.language.dates import find_moments

NOW = datetime(2026, 11, 21, 10, 0)


def parts(text: str) -> list[str | None]:
    """The part of the day of every moment."""
    return [moment.part for moment in find_moments(text, NOW)]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("buổi sáng", "morning"), ("đầu giờ chiều", "afternoon"), ("chiều nhé", "afternoon"),
        ("vào buổi trưa", "noon"), ("đêm qua", "evening"), ("sáng sớm mai", "morning"),
        ("thứ hai buổi chiều", "afternoon"), ("buoi toi", "evening"), ("chieu nay", "afternoon"),
        ("7h toi thu 6", "evening"), ("mai chieu", "afternoon"), ("8h sang duoc khong", "morning"),
    ],
)  # fmt: skip
def test_part(text: str, part: str) -> None:
    assert parts(text) == [part]


@pytest.mark.parametrize(
    "text",
    [
        "bằng sáng chế", "chiều dài", "tối đa", "đường hai chiều", "chiếu sáng", "doi sang thu 2",
        "chuyển sang thứ hai", "toi mai den", "8h sang ten xe", "toi thu 2 den",
    ],
)  # fmt: skip
def test_no_part(text: str) -> None:
    assert set(parts(text)) <= {None}


def test_coming_over_is_not_yesterday() -> None:
    (moment,) = find_moments("chiều qua nộp được không", NOW)
    assert (moment.start, moment.part) == (None, "afternoon")
