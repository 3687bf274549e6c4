"""A preview is answered by the code that answers residents, and follows only what it offered."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.knowledge.base import KnowledgeBase
from connectors.console.content.forms.talk import leads_on, talk

CASE = '/answer_case{"procedure": "1.001193", "case": "child", "option": "abandoned"}'


def test_buttons_lead_to_the_list(real_base: KnowledgeBase) -> None:
    first, second = talk(real_base, "1.001193", [CASE], None)
    assert first.words == "Đăng ký khai sinh"
    assert second.words.startswith("Bị bỏ rơi")
    assert second.replies[0].checklist is not None


def test_a_button_that_was_not_offered_ends_it(real_base: KnowledgeBase) -> None:
    for payload in ("/talk_to_officer", "/answer_case{}", '/ask_fee{"procedure": "x"}', "{", ""):
        assert len(talk(real_base, "1.001193", [payload, CASE], None)) == 1


def test_nothing_is_booked_and_nobody_called() -> None:
    assert leads_on("/ask_fee")
    assert not any(map(leads_on, ("/talk_to_officer", "/book_appointment{}", "/ask_x", "x")))


def test_it_begins_where_one_wants(real_base: KnowledgeBase) -> None:
    (turn,) = talk(real_base, "1.001193", [], None, "place")
    assert real_base.records["1.001193"].place.text in turn.replies[0].text


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(pressed=st.lists(st.text(max_size=30) | st.just(CASE), max_size=3))
def test_whatever_is_pressed(real_base: KnowledgeBase, pressed: list[str]) -> None:
    assert talk(real_base, "1.001193", pressed, None)
