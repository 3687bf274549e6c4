"""What is answered before any model runs."""

import pytest

from assistant.conversation.doorstep import Doorstep
from assistant.conversation.incoming import Kind
from assistant.conversation.message import read_text
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.reply import Outcome

ASKED = {Kind.TEXT, Kind.BUTTON, Kind.WITHDRAWN}  # the others are answered before any model runs


@pytest.fixture
def doorstep(small_base: KnowledgeBase) -> Doorstep:
    return Doorstep(small_base)


def test_a_question_goes_on(doorstep: Doorstep) -> None:
    assert doorstep.typed(read_text("làm khai sinh cần gì", 2000)) is None


@pytest.mark.parametrize("raw", ["", "???", "x" * 2001])
def test_what_cannot_be_read_is_told_with_a_person_one_button_away(
    doorstep: Doorstep, raw: str
) -> None:
    spoken = doorstep.typed(read_text(raw, 2000))
    assert spoken is not None
    assert spoken.outcome is Outcome.OUT_OF_SCOPE
    assert spoken.replies[0].buttons[0].payload == "/talk_to_officer"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in ASKED])
def test_every_kind_without_text_has_its_sentence(doorstep: Doorstep, kind: Kind) -> None:
    spoken = doorstep.no_text(kind)
    assert spoken.replies[0].text
    assert (spoken.outcome is Outcome.ANSWERED) == (kind is Kind.WELCOME)


def test_a_stale_button_is_a_failure_told(doorstep: Doorstep) -> None:
    assert doorstep.stale_button().outcome is Outcome.FAILED
