"""The consultation when Rasa cannot be reached."""

import pytest

from assistant.conversation.message import Button
from assistant.conversation.without_rasa import WithoutRasa
from assistant.knowledge.advice import Advice
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State

HALF = State(procedure="9.000001", answers={"born": "here"})


@pytest.fixture
def alone(small_base: KnowledgeBase, consultation: Consultation) -> WithoutRasa:
    return WithoutRasa(small_base, consultation)


def _sources(advice: Advice) -> list[str]:
    return [source.code for reply in advice.replies for source in reply.sources]


def test_a_question_is_searched_and_marked(alone: WithoutRasa, small_base: KnowledgeBase) -> None:
    advice = alone.answer("đăng ký tạm trú hết bao nhiêu tiền", State())
    assert advice.replies[0].text == small_base.phrases["search_only"]
    assert _sources(advice) == ["9.000003"]
    assert "15.000" in advice.replies[1].text


@pytest.mark.parametrize(("intent", "fragment"), [
    ("ask_fee", "15.000"), ("ask_time", "3 ngày làm việc"), ("ask_place", "Công an xã"),
    ("ask_law", "68/2020/QH14"), ("ask_papers", "Tờ khai thay đổi"),
])  # fmt: skip
def test_a_follow_up_button(alone: WithoutRasa, intent: str, fragment: str) -> None:
    advice = alone.answer(Button(intent, {"procedure": "9.000003"}), State())
    assert fragment in advice.replies[1].text or fragment in str(advice.replies[1].checklist)


def test_the_procedure_spoken_of_serves_a_button_without_one(alone: WithoutRasa) -> None:
    advice = alone.answer(Button("ask_fee", {}), State(procedure="9.000003"))
    assert _sources(advice) == ["9.000003"]


def test_a_case_is_settled(alone: WithoutRasa) -> None:
    button = Button("answer_case", {"procedure": "9.000001", "case": "born", "option": "here"})
    advice = alone.answer(button, State())
    assert advice.state.answers == {"born": "here"}
    assert advice.state.waiting is not None


def test_the_other_buttons_of_a_checklist(alone: WithoutRasa) -> None:
    resumed = alone.answer(Button("resume_checklist", {"procedure": "9.000001"}), HALF)
    assert resumed.state.answers == HALF.answers
    anew = alone.answer(Button("change_answers", {"procedure": "9.000001"}), HALF)
    assert anew.state.answers == {}
    chosen = alone.answer(Button("choose_procedure", {"procedure": "9.000003"}), HALF)
    assert chosen.state.procedure == "9.000003"
    nothing = alone.answer(Button("choose_nothing", {}), HALF)
    assert nothing.outcome is Outcome.CLARIFIED


@pytest.mark.parametrize("button", [
    Button("ask_fee", {"procedure": "9.999999"}),
    Button("ask_fee", {}),
    Button("book_appointment", {"procedure": "9.000003"}),
    Button("greet", {}),
])  # fmt: skip
def test_what_cannot_be_done_alone_is_said(alone: WithoutRasa, button: Button) -> None:
    advice = alone.answer(button, State())
    assert advice.outcome is Outcome.FAILED
    assert advice.state == State()
