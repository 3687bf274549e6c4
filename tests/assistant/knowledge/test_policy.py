"""Thresholds and weights: read strictly, so that a slip of the pen does not steer the assistant."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.knowledge.loading import load_yaml
from assistant.knowledge.policy import Policy


@pytest.fixture
def raw(real_folder: Path) -> dict[str, Any]:
    """The policy that ships, to be spoiled."""
    return deepcopy(load_yaml(real_folder / "policy.yml"))


def test_the_policy_that_ships_is_accepted(raw: dict[str, Any]) -> None:
    assert Policy.model_validate(raw)


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("search", "title_weight", 1.2),
        ("search", "dense_weight", -0.1),
        ("search", "dense_candidates", 0),
        ("decision", "answer_from", "half"),
        ("decision", "offer_at_most", 1),
        ("decision", "offer_at_most", 9),
        ("conversation", "longest_question", 0),
        ("decision", "anser_from", 0.5),
        ("confidence", "bias", "low"),
        ("appointments", "grid_minutes", 1),
        ("appointments", "hold_minutes", 0),
        ("appointments", "horizon_days", 1000),
        ("appointments", "most_coming", 0),
        ("appointments", "lengths", {"kinds": {"submit": 20}, "fields": {}, "procedures": {}}),
    ],
)
def test_a_share_is_a_share_and_a_count_a_count(
    raw: dict[str, Any], part: str, name: str, value: object
) -> None:
    """Out of bounds, of another kind, or misspelt: the complaint names it."""
    raw[part][name] = value
    with pytest.raises(ValidationError, match=name):
        Policy.model_validate(raw)


def test_nothing_is_left_to_a_default(raw: dict[str, Any]) -> None:
    """Every number stands in the file, beside its reason."""
    for part, names in raw.items():
        for name in names:
            less = deepcopy(raw)
            del less[part][name]
            with pytest.raises(ValidationError, match=name):
                Policy.model_validate(less)


def test_what_is_answered_is_also_known(raw: dict[str, Any]) -> None:
    """Else a question could be answered and unknown at once."""
    decision = Policy.model_validate(raw).decision
    assert decision.unknown_below < decision.answer_from
