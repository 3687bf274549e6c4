"""Counts, put together."""

from datetime import date

from assistant.figures.counts import Count, every_day, every_hour, outcome_totals, rows
from assistant.figures.period import Period

COUNTS = [
    Count("a", "answered", 3), Count("a", "unknown", 1), Count("b", "answered", 9),
    Count("c", "answered", 1),
]  # fmt: skip


def test_the_most_frequent_comes_first_with_how_it_ended() -> None:
    found = rows(COUNTS)
    assert [(row.value, row.total) for row in found] == [("b", 9), ("a", 4), ("c", 1)]
    assert found[1].outcomes == {"answered": 3, "unknown": 1}


def test_values_of_one_name_are_one_row_and_others_have_none() -> None:
    found = rows(COUNTS, {"a": "Hộ tịch", "c": "Hộ tịch"})
    assert [(row.value, row.total) for row in found] == [("", 9), ("Hộ tịch", 5)]


def test_outcomes_keep_their_order_and_new_ones_are_not_lost() -> None:
    counts = [*COUNTS, Count("d", "something_new", 2)]
    assert list(outcome_totals(counts)) == ["answered", "unknown", "something_new"]


def test_days_and_hours_without_anything_are_there_too() -> None:
    period = Period(date(2026, 11, 1), date(2026, 11, 3))
    assert [n for _, n in every_day([Count("2026-11-02", "answered", 4)], period)] == [0, 4, 0]
    hours = every_hour([Count("09", "answered", 2), Count("09", "faq", 1)])
    assert len(hours) == 24
    assert hours[9] == (9, 3)
