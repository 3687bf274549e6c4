"""The whole way of a first message, with understanding given."""

from pathlib import Path
from typing import Any

import pytest

from assistant.errors import StartError
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.entry import entries_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.live import Edition
from assistant.knowledge.reply import Outcome
from assistant.knowledge.search import SearchIndex
from assistant.settings import ROOT, Settings
from evaluation.dialogue import WholePath, in_rasa, rules


@pytest.fixture(scope="module")
def edition(real_base: KnowledgeBase) -> Edition:
    policy = real_base.policy
    index = SearchIndex(entries_of(real_base), FeatureCache(), policy.search, policy.confidence)
    return Edition(real_base, Consultation(real_base, index))


def _understood(text: str, intent: str) -> dict[str, Any]:
    return {text: {"intent": {"name": intent, "confidence": 0.9}, "entities": []}}


def test_a_question_is_answered_from_its_record(edition: Edition) -> None:
    text = "làm giấy khai sinh mất bao nhiêu tiền"
    answer = WholePath(edition, _understood(text, "ask_fee"))(text)
    assert (answer.outcome, answer.told) == (Outcome.ANSWERED, ("1.001193",))
    assert answer.reason.startswith("ask_fee")


def test_what_is_out_of_scope_is_refused(edition: Edition) -> None:
    text = "thời tiết hôm nay thế nào"
    answer = WholePath(edition, _understood(text, "out_of_scope"))(text)
    assert (answer.outcome, answer.told) == (Outcome.OUT_OF_SCOPE, ())


def test_a_booking_asks_back_and_states_no_record(edition: Edition) -> None:
    text = "cho tôi đặt lịch hẹn"
    answer = WholePath(edition, _understood(text, "book_appointment"))(text)
    assert (answer.outcome, answer.told) == (Outcome.CLARIFIED, ())


def test_danger_is_told_before_anything_is_understood(edition: Edition) -> None:
    answer = WholePath(edition, {})("cháy nhà rồi cứu với")
    assert answer.reason.startswith("alarm")


def test_every_intent_that_rasa_learns_has_an_action() -> None:
    learned = {path.stem for path in (ROOT / "nlu_data/intents").glob("*.yml")}
    assert learned - rules(ROOT / "nlu_data/rules").keys() == set()


def test_a_missing_environment_is_told(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="make setup"):
        in_rasa(Settings(rasa_python=tmp_path / "python"), "evaluation.understanding")


def test_a_failure_in_rasas_environment_is_told_with_its_last_words() -> None:
    rasa_python = Settings().rasa_python
    if not rasa_python.exists():
        pytest.skip("no Rasa environment here")
    with pytest.raises(StartError, match=r"(?s)evaluation\.nothing failed.*No module named"):
        in_rasa(Settings(), "evaluation.nothing")
