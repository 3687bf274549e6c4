"""What a consultation gives back for one turn."""

import dataclasses

import pytest

from assistant.knowledge.advice import Advice
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.state import State


def test_an_advice_stays_as_it_was_given() -> None:
    """It is handed to the door, the store and the statistics alike."""
    advice = Advice((Reply(text="Xin chào"),), State(), Outcome.ANSWERED)
    with pytest.raises(dataclasses.FrozenInstanceError):
        advice.outcome = Outcome.FAILED  # type: ignore[misc]
