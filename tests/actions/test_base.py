"""How a turn is read from Rasa's tracker."""

from actions.base import Asked
from assistant.knowledge.state import State


def _asked(text: str, intent: str, **entities: str) -> Asked:
    return Asked(text, intent, 1.0, entities, State())


def test_a_payload_is_a_button() -> None:
    assert _asked("/ask_fee", "ask_fee").is_button
    assert not _asked("lệ phí", "ask_fee").is_button


def test_the_aspect_is_the_intents_own() -> None:
    assert _asked("bao lâu", "ask_time").aspect == ["time"]
    assert _asked("đăng ký kết hôn", "name_procedure").aspect == []


def test_a_button_may_name_another_aspect() -> None:
    assert _asked("/choose_procedure", "choose_procedure", aspect="fee").aspect == ["fee"]
