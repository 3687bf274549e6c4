"""A question is answered from the record meant."""

from actions.action_answer import ActionAnswer
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State, Waiting
from tests.actions.conftest import Run


def test_a_question_that_names_its_procedure(run: Run) -> None:
    done = run(ActionAnswer, "đăng ký kết hôn mất bao lâu", "ask_time")
    assert done.spoken.outcome is Outcome.ANSWERED
    assert done.sources == ["1.000894"]
    assert "Trong ngày làm việc" in done.text
    assert done.state.procedure == "1.000894"
    assert (done.spoken.intent, done.spoken.confidence) == ("ask_time", 0.912)


def test_the_aspect_of_the_intent_counts_when_no_word_asks_for_it(run: Run) -> None:
    done = run(ActionAnswer, "đăng ký kết hôn", "ask_fee")
    assert "0 đồng" in done.text


def test_a_follow_up_stays_with_the_subject(run: Run) -> None:
    done = run(ActionAnswer, "mất bao lâu", "ask_time", State(procedure="1.001193"))
    assert done.spoken.outcome is Outcome.CONTINUED
    assert done.sources == ["1.001193"]


def test_a_button_names_its_procedure(run: Run) -> None:
    done = run(ActionAnswer, "", "ask_fee", procedure="1.000894")
    assert done.sources == ["1.000894"]
    assert "0 đồng" in done.text


def test_a_short_answer_to_what_was_asked_back_is_no_question(run: Run) -> None:
    waiting = State(procedure="1.000894", waiting=Waiting(kind="case", case="couple"))
    done = run(ActionAnswer, "cả hai người Việt", "name_procedure", waiting)
    assert done.state.answers == {"couple": "both_vietnamese"}


def test_an_aspect_asked_in_the_middle_of_the_cases_is_told_and_can_be_left(run: Run) -> None:
    waiting = State(procedure="1.000894", waiting=Waiting(kind="case", case="couple"))
    done = run(ActionAnswer, "có mất tiền không", "ask_fee", waiting)
    assert "0 đồng" in done.text
    assert done.state.waiting == waiting.waiting
    assert done.buttons[0] == "resume_checklist"


def test_nothing_known_fits(run: Run) -> None:
    done = run(ActionAnswer, "bay khinh khí cầu ngắm cảnh", "ask_papers")
    assert done.spoken.outcome is Outcome.UNKNOWN
    assert done.sources == []
    assert "talk_to_officer" in done.buttons
