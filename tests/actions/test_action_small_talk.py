"""Small talk is Rasa's own response, unless a procedure is named."""

import pytest

from actions.action_small_talk import ActionSmallTalk
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State
from tests.actions.conftest import Run


@pytest.mark.parametrize(("text", "intent"), [
    ("xin chào", "greet"), ("cảm ơn nhiều", "thanks"), ("chào nhé, em về đây", "goodbye"),
    ("bạn giúp được gì", "help"), ("bạn bao nhiêu tuổi", "chitchat"), ("đồ ngu", "insult"),
])  # fmt: skip
def test_the_response_of_the_intent(run: Run, text: str, intent: str) -> None:
    subject = State(procedure="1.000894")
    done = run(ActionSmallTalk, text, intent, subject)
    assert done.response == f"utter_{intent}"
    assert done.spoken.outcome is Outcome.ANSWERED
    assert done.state == subject


def test_a_procedure_named_in_passing_wins(run: Run) -> None:
    done = run(ActionSmallTalk, "chào bạn, đăng ký tạm trú", "greet")
    assert done.response is None
    assert done.sources == ["1.004194"]
