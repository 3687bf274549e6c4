"""Tasks that are not built yet."""

import pytest

from actions.action_task import ActionTask
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State
from tests.actions.conftest import Run


@pytest.mark.parametrize(("intent", "fragment"), [
    ("track_dossier", "mã hồ sơ"),
    ("complain", "phản ánh"),
])  # fmt: skip
def test_an_honest_sentence_and_a_person(run: Run, intent: str, fragment: str) -> None:
    subject = State(procedure="1.000894")
    done = run(ActionTask, "", intent, subject)
    assert fragment in done.text
    assert done.buttons == ["talk_to_officer"]
    assert done.spoken.outcome is Outcome.ANSWERED
    assert done.state == subject


def test_the_hours_of_a_procedure_come_with_its_place(run: Run) -> None:
    done = run(ActionTask, "làm hộ chiếu phổ thông vào thứ mấy trong tuần", "ask_after_hours")
    assert "ngoài giờ" in done.text
    assert done.sources == ["1.001456"]
    assert done.spoken.outcome is Outcome.ANSWERED


def test_who_asks_for_other_hours_may_book_in_the_ordinary_ones(run: Run) -> None:
    done = run(ActionTask, "", "ask_after_hours", State())
    assert "ngoài giờ" in done.text
    assert done.buttons == ["book_appointment", "talk_to_officer"]
