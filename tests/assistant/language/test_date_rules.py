"""The table of date patterns as a whole; what each one reads is in moments.txt."""

from datetime import date

import pytest

from assistant.language.date_rules import RULES, find_days
from assistant.language.date_words import compiled, read

TODAY = date(2026, 11, 21)


def days(text: str) -> list[date | None]:
    """First days of every reading."""
    return [piece.days.start for piece in find_days(read(text), TODAY) if piece.days]


def test_every_pattern_compiles_both_ways() -> None:
    for rule in RULES:
        compiled(rule.pattern, plain=False)
        compiled(rule.plain or rule.pattern, plain=True)


@pytest.mark.parametrize("text", ["số 20/5/2024", "ngõ 12/3", "chị mai", "24/2025/NĐ-CP", "H-20/5"])
def test_words_before_forbid_a_day(text: str) -> None:
    assert days(text) == []


def test_overlapping_readings_are_all_given() -> None:
    assert date(2026, 11, 22) in days("ngày mai")
    assert len(days("ngày mai")) == 2
