"""Tasks that are not built yet."""

import pytest

from actions.action_task import ActionTask
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State
from tests.actions.conftest import Run


@pytest.mark.parametrize(("intent", "fragment"), [
    ("book_appointment", "chưa đặt được lịch hẹn"),
    ("move_appointment", "lịch hẹn"),
    ("cancel_appointment", "lịch hẹn"),
    ("my_appointments", "lịch hẹn"),
    ("track_dossier", "mã hồ sơ"),
    ("request_home_visit", "tại nhà"),
    ("ask_after_hours", "ngoài giờ"),
    ("rate_service", "Cảm ơn"),
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

