"""How likely the first hit is the right one: more that speaks for it never makes it less likely."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.confidence import Signals, confidence
from assistant.knowledge.policy import ConfidencePolicy, Policy

NAMES = [field.name for field in fields(Signals)]
shares = st.floats(0, 1)
all_signals = st.builds(Signals, *[shares] * len(NAMES))


def weights(bias: float, weight: float) -> ConfidencePolicy:
    """Every signal weighs the same."""
    equal: dict[str, Any] = dict.fromkeys(ConfidencePolicy.model_fields, weight)
    return ConfidencePolicy.model_validate({**equal, "bias": bias})


def test_it_is_a_logistic_of_the_weighed_signals() -> None:
    """As much for as against: even chances."""
    speaks = Signals(*[1.0] * len(NAMES))
    assert confidence(speaks, weights(-len(NAMES), 1)) == pytest.approx(0.5)
    assert confidence(speaks, weights(0, 1)) > 0.5 > confidence(speaks, weights(-9, 1))


@given(all_signals)
def test_it_is_a_likelihood(signals: Signals) -> None:
    assert 0 < confidence(signals, weights(-3, 2)) < 1


@given(all_signals, st.sampled_from(NAMES), shares)
def test_a_stronger_signal_never_lowers_it(signals: Signals, name: str, more: float) -> None:
    stronger = replace(signals, **{name: max(more, getattr(signals, name))})
    policy = weights(-3, 2)
    assert confidence(stronger, policy) >= confidence(signals, policy)


def test_the_weights_that_ship_hold_every_signal_in_favour(real_policy: Policy) -> None:
    """A negative weight would punish a question for fitting well."""
    shipped = real_policy.confidence.model_dump()
    assert all(shipped[name] >= 0 for name in NAMES)
