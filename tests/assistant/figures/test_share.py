"""Shares with their interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures.share import Share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # As in published tables of Wilson's interval.
    [(0, 10, 0.0, 0.2775), (8, 10, 0.4902, 0.9433), (10, 10, 0.7225, 1.0),
     (50, 100, 0.4038, 0.5962)],
)  # fmt: skip
def test_the_interval_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    share = Share(part, whole)
    assert share.low == pytest.approx(low, abs=1e-4)
    assert share.high == pytest.approx(high, abs=1e-4)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_in_its_interval(pair: tuple[int, int]) -> None:
    share = Share(*pair)
    assert 0 <= share.low <= share.value <= share.high <= 1


def test_of_nothing_there_is_no_share() -> None:
    assert Share.of(0, 0) is None
