"""The words around a notice."""

from assistant.notices.notice import Severity
from assistant.notices.words import words
from tests.assistant.notices.test_notice import wording


def test_a_message_begins_with_how_grave_it_is() -> None:
    assert words().message(wording(severity=Severity.URGENT)) == "Khẩn: Trung tâm nghỉ chiều nay"


def test_every_severity_has_its_word() -> None:
    assert words().labels.keys() == {*Severity}
