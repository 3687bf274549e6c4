"""Stars by the stated criteria, from what a centre said and nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures.centre import CentreMonth, card
from assistant.figures.share import Share
from assistant.knowledge.figures_policy import SCORECARD_BEFORE

POLICY = SCORECARD_BEFORE
JUNE = date(2026, 6, 1)
GOOD = {
    "received": 1000, "online": 850, "resolved": 900, "on_time": 891, "rated": 200,
    "satisfied": 150, "source": "báo cáo",
}  # fmt: skip


def _said(**change: object) -> CentreMonth:
    return CentreMonth("tinh", JUNE, **{**GOOD, **change})  # type: ignore[arg-type]


def test_the_stars_are_the_weighted_mean_in_halves() -> None:
    found = card("tinh", _said(), POLICY)
    assert {name: one.stars for name, one in found.scored.items()} == {
        "on_time": 5, "online": 4, "satisfied": 2,
    }  # fmt: skip
    # 0.4 × 5 + 0.3 × 4 + 0.3 × 2 = 3.8
    assert found.stars == 4.0
    assert found.scored["on_time"].share == Share(891, 900)


def test_without_one_criterion_there_are_no_stars_at_all() -> None:
    found = card("tinh", _said(rated=None, satisfied=None), POLICY)
    assert found.stars is None
    assert found.scored["satisfied"].share is None
    assert found.scored["on_time"].stars == 5


def test_of_too_few_there_are_no_stars_but_the_share_is_told() -> None:
    found = card("tinh", _said(rated=29, satisfied=29), POLICY)
    assert found.stars is None
    assert found.scored["satisfied"].share == Share(29, 29)


def test_nothing_said_nothing_told() -> None:
    found = card("tinh", None, POLICY)
    assert found.stars is None
    assert all(one.share is None for one in found.scored.values())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"online": 1001}, "online_more"), ({"resolved": None}, "on_time_half"),
        ({"satisfied": 201}, "satisfied_more"), ({"received": -1}, "range"),
        ({"source": ""}, "source"), ({"rated": 10**9}, "range"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named(change: dict[str, object], problem: str) -> None:
    assert problem in _said(**change).problems()
    assert _said().problems() == []


def test_nothing_at_all_is_named() -> None:
    assert CentreMonth("tinh", JUNE, source="x").problems() == ["nothing"]


@given(st.integers(30, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_more_in_time_is_never_fewer_stars(pair: tuple[int, int]) -> None:
    part, whole = pair
    one = card("a", _said(on_time=part, resolved=whole), POLICY).scored["on_time"].stars
    more = card("a", _said(on_time=whole, resolved=whole), POLICY).scored["on_time"].stars
    assert one is not None
    assert more is not None
    assert 1 <= one <= more == 5
