"""How likely the first hit is the right one: a logistic weighing of what the search saw. Pure."""

import math
from dataclasses import dataclass

from assistant.knowledge.policy import ConfidencePolicy


@dataclass(frozen=True)
class Signals:
    """What speaks for a first hit; all about 0 to 1.

    `margin`: its lead over the second. `evidence`: the share of the question its titles explain.
    `text_evidence`: the same for its whole text. `coverage`: the share of one of its titles that
    the question names.
    """

    margin: float
    evidence: float
    text_evidence: float
    coverage: float


def confidence(signals: Signals, weights: ConfidencePolicy) -> float:
    """A probability, fitted on questions with known answers; docs/decisions/0005 says which."""
    total = (
        weights.bias
        + weights.margin * signals.margin
        + weights.evidence * signals.evidence
        + weights.text_evidence * signals.text_evidence
        + weights.coverage * signals.coverage
    )
    return 1 / (1 + math.exp(-total))
