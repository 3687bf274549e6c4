"""None of the procedures offered."""

from actions.action_choose_nothing import ActionChooseNothing
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State, Waiting
from tests.actions.conftest import Run


def test_the_need_is_asked_for_in_other_words(run: Run) -> None:
    offered = State(waiting=Waiting(kind="choice", candidates=["1.000894", "2.000806"]))
    done = run(ActionChooseNothing, "", "choose_nothing", offered)
    assert done.spoken.outcome is Outcome.CLARIFIED
    assert done.state.waiting is None
    assert done.buttons == ["talk_to_officer"]
