"""Yes, no, a number, "không rõ"."""

import pytest

from actions.action_settle import ActionSettle
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State, Waiting
from tests.actions.conftest import Run

COUPLE = State(procedure="1.000894", waiting=Waiting(kind="case", case="couple"))
OFFERED = State(waiting=Waiting(kind="choice", candidates=["1.000894", "2.000806"], aspect="fee"))


@pytest.mark.parametrize(("text", "intent", "option"), [
    ("1", "choose_ordinal", "both_vietnamese"),
    ("cái đầu tiên", "choose_ordinal", "both_vietnamese"),
    ("không rõ", "unsure", "unsure"),
])  # fmt: skip
def test_an_answer_to_a_case(run: Run, text: str, intent: str, option: str) -> None:
    assert run(ActionSettle, text, intent, COUPLE).state.answers["couple"] == option


def test_an_answer_in_words_to_the_next_case(run: Run) -> None:
    waiting = Waiting(kind="case", case="history")
    half = State(procedure="1.000894", answers={"couple": "both_vietnamese"}, waiting=waiting)
    done = run(ActionSettle, "rồi, đã ly hôn", "affirm", half)
    assert done.state.answers["history"] == "ended_in_vietnam"


def test_an_answer_to_the_choice_of_procedures(run: Run) -> None:
    done = run(ActionSettle, "số 1", "choose_ordinal", OFFERED)
    assert done.sources == ["1.000894"]
    assert "0 đồng" in done.text


def test_no_to_all_procedures_offered(run: Run) -> None:
    done = run(ActionSettle, "không phải", "deny", OFFERED)
    assert done.state.waiting is None
    assert done.spoken.outcome is Outcome.CLARIFIED


def test_what_fits_no_option_is_asked_again(run: Run) -> None:
    done = run(ActionSettle, "số 9", "choose_ordinal", COUPLE)
    assert done.spoken.outcome is Outcome.CLARIFIED
    assert "chưa khớp" in done.text
    assert done.state == COUPLE


def test_yes_when_nothing_was_asked(run: Run) -> None:
    done = run(ActionSettle, "vâng", "affirm")
    assert done.spoken.outcome is Outcome.CLARIFIED
    assert "thủ tục nào" in done.text


def test_a_long_no_to_nobody_is_a_question(run: Run) -> None:
    done = run(ActionSettle, "không có giấy kết hôn thì con mang họ cha được không", "deny")
    assert done.state.waiting is not None
    assert "1.000689" in done.state.waiting.candidates
