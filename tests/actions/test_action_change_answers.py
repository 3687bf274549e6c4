"""The checklist once more."""

from actions.action_change_answers import ActionChangeAnswers
from assistant.knowledge.state import State
from tests.actions.conftest import Run


def test_the_answers_are_forgotten_and_the_first_question_asked(run: Run) -> None:
    full = State(procedure="1.000894", answers={"couple": "both_vietnamese", "history": "never"})
    done = run(ActionChangeAnswers, "", "change_answers", full, procedure="1.000894")
    assert done.state.answers == {}
    assert done.state.waiting is not None
    assert done.state.waiting.case == "couple"
