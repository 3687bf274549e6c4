"""The wish for a person."""

from actions.action_hand_over import ActionHandOver
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State
from tests.actions.conftest import Run


def test_only_the_outcome_counts_and_nothing_is_forgotten(run: Run) -> None:
    subject = State(procedure="1.000894", answers={"couple": "both_vietnamese"})
    done = run(ActionHandOver, "cho tôi gặp cán bộ", "talk_to_officer", subject)
    assert done.spoken.outcome is Outcome.HANDED_OVER
    assert done.state == subject
