"""Small counts are hidden, and cannot be worked out from the others."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.figures.hiding import hide_small


def _hidden(counts: list[int], least: int = 5) -> list[int | None]:
    rows = [{"month": "2026-01", "n": count} for count in counts]
    return [row["n"] for row in hide_small(rows, ["n"], lambda row: row["month"], least)]


def test_a_small_count_takes_the_next_smallest_with_it() -> None:
    assert _hidden([3, 100, 7, 50]) == [None, 100, None, 50]


def test_two_small_ones_that_are_not_small_together_are_enough() -> None:
    assert _hidden([3, 4, 9]) == [None, None, 9]
    assert _hidden([1, 2, 9, 11]) == [None, None, None, 11]


def test_nothing_small_nothing_hidden_and_zeros_stay() -> None:
    assert _hidden([0, 5, 6]) == [0, 5, 6]


@given(st.lists(st.integers(0, 40), max_size=12), st.integers(2, 8))
def test_no_hidden_count_follows_from_the_total(counts: list[int], least: int) -> None:
    shown = _hidden(counts, least)
    assert all(count is None or count == 0 or count >= least for count in shown)
    hidden = [count for count, seen in zip(counts, shown, strict=True) if seen is None]
    others = [count for count, seen in zip(counts, shown, strict=True) if seen]
    if hidden and others:  # what could be worked out is their sum alone
        assert sum(hidden) >= least
        assert len(hidden) >= 2


def test_groups_do_not_touch_one_another() -> None:
    rows = [{"g": 1, "n": 2}, {"g": 1, "n": 9}, {"g": 2, "n": 6}]
    found = hide_small(rows, ["n"], lambda row: row["g"], 5)
    assert [row["n"] for row in found] == [None, None, 6]
    assert rows[0]["n"] == 2
