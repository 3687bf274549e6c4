"""Danger the fixed words missed."""

from actions.action_emergency import ActionEmergency
from assistant.knowledge.reply import Outcome
from tests.actions.conftest import Run


def test_the_numbers_to_call(run: Run) -> None:
    done = run(ActionEmergency, "có người ngã xuống giếng", "emergency")
    assert done.spoken.outcome is Outcome.ANSWERED
    assert all(number in done.text for number in ("113", "114", "115", "111"))
    assert done.buttons == ["talk_to_officer"]


def test_a_question_about_a_death_is_a_question(run: Run) -> None:
    done = run(ActionEmergency, "đăng ký khai tử", "emergency")
    assert done.sources == ["1.000656"]
