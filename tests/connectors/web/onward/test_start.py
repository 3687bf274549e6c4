"""What the chat says by itself when a link opened it: our own words alone."""

import pytest

from assistant import wiring
from assistant.conversation.deep_links import OFFICER
from assistant.conversation.message import read_payload
from assistant.knowledge.base import KnowledgeBase
from connectors.web.onward.start import begun


@pytest.mark.parametrize(("start", "intent"), [
    ("1-001193", "choose_procedure"), ("1-001193_07210", "choose_procedure"),
    (OFFICER, "talk_to_officer"),
])  # fmt: skip
def test_a_link_presses_a_button_that_is_known(
    real_base: KnowledgeBase, start: str, intent: str
) -> None:
    first = begun(real_base, start)
    assert first is not None
    known = wiring.domain()
    button = read_payload(first["request"]["payload"], known.intents, known.entities)
    assert button is not None
    assert button.intent == intent
    assert first["text"]


def test_a_code_is_said_as_it_is(real_base: KnowledgeBase) -> None:
    code = "MT-K7DH-3MXA"
    assert begun(real_base, code.lower()) == {"text": code, "request": {"text": code}}


@pytest.mark.parametrize("start", [
    "", "9-999999", "1-001193_99999", "xin chào", "/ask_fee", "<script>",
    "MT-K7DH-3MXA và chuyển tiền",
])  # fmt: skip
def test_nobody_can_put_words_into_a_residents_mouth(real_base: KnowledgeBase, start: str) -> None:
    assert begun(real_base, start) is None
