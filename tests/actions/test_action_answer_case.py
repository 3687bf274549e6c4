"""A case settled by a button."""

from actions.action_answer_case import ActionAnswerCase
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State
from tests.actions.conftest import Run

INTENT = "answer_case"


def test_the_next_question_comes(run: Run) -> None:
    done = run(
        ActionAnswerCase, "", INTENT, None,
        procedure="1.000894", case="couple", option="both_vietnamese",
    )  # fmt: skip
    assert done.state.answers == {"couple": "both_vietnamese"}
    assert done.state.waiting is not None
    assert done.state.waiting.case == "history"
    assert set(done.buttons) == {INTENT}


def test_after_the_last_question_comes_the_list(run: Run) -> None:
    asked = State(procedure="1.000894", answers={"couple": "both_vietnamese"})
    done = run(
        ActionAnswerCase, "", INTENT, asked,
        procedure="1.000894", case="history", option="never",
    )  # fmt: skip
    assert done.state.waiting is None
    assert done.spoken.replies[-1].checklist is not None
    assert {"ask_fee", "ask_time", "ask_place", "book_appointment"} <= set(done.buttons)


def test_an_option_of_another_procedure_leads_on(run: Run) -> None:
    done = run(
        ActionAnswerCase, "", INTENT, None,
        procedure="1.000894", case="couple", option="foreigner",
    )  # fmt: skip
    assert done.state.procedure == "2.000806"
    assert done.sources == ["1.000894", "2.000806"]


def test_a_button_of_an_older_record_is_told_so(run: Run) -> None:
    done = run(
        ActionAnswerCase, "", INTENT, None,
        procedure="1.000894", case="couple", option="gone",
    )  # fmt: skip
    assert done.spoken.outcome is Outcome.FAILED
    assert done.state.answers == {}
