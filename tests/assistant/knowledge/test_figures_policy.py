"""What figures are worked out with."""

import pytest
from pydantic import ValidationError

from assistant.knowledge.figures_policy import (
    CRITERIA,
    FIGURES_BEFORE,
    SCORECARD_BEFORE,
    CriterionPolicy,
    VisitsSavedPolicy,
)
from assistant.knowledge.policy import Policy


def test_what_nobody_measured_or_decided_is_not_set(real_policy: Policy) -> None:
    assert real_policy.figures.visits_saved.would_have_come is None
    assert real_policy.figures.open_data.licence is None
    assert real_policy.scorecard.approved_by is None


def test_the_weights_make_a_whole(real_policy: Policy) -> None:
    weights = [real_policy.scorecard.criterion(name).weight for name in CRITERIA]
    assert sum(weights) == pytest.approx(1)


def test_a_share_without_a_source_is_refused() -> None:
    with pytest.raises(ValidationError):
        VisitsSavedPolicy(would_have_come=0.4)


def test_bounds_rise() -> None:
    with pytest.raises(ValidationError):
        CriterionPolicy(weight=1, stars_from=(0.8, 0.8, 0.9, 0.95))


def test_an_edition_from_before_has_what_ships_today(real_policy: Policy) -> None:
    assert real_policy.figures == FIGURES_BEFORE
    assert real_policy.scorecard == SCORECARD_BEFORE
