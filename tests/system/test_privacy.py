"""What a resident should not have sent is kept nowhere: no log, no table."""

import pytest

from tests.system.database import everything_kept
from tests.system.running import Running

pytestmark = pytest.mark.system
NAME, CARD, PHONE, MAIL = "Trịnh Xuyến Chi", "027199887766", "0987001122", "xuyenchi@example.vn"


@pytest.fixture(scope="module")
def told(running: Running) -> Running:
    """The system after a resident told too much, in several ways."""
    talk = running.new_talk()
    talk.say(f"Tôi là {NAME}, CCCD {CARD}, sđt {PHONE}, đăng ký tạm trú cần giấy tờ gì?")
    assert "1.004194" in [*talk.sources(), *talk.candidates()]
    talk.say(f"ten toi la {NAME} so cccd 027 199 887 766 dt 098.700.1122 mail {MAIL}")
    talk.say(f"{CARD}")
    talk.say(f"nhà {NAME} đang cháy, gọi {PHONE}")
    talk.send(f'/choose_procedure{{"procedure": "{CARD}"}}')
    return running


@pytest.mark.parametrize("secret", [NAME, CARD, PHONE, MAIL, "027 199 887 766", "098.700.1122"])
def test_no_log_holds_it(told: Running, secret: str) -> None:
    logs = [*(told.data / "log").glob("*.log"), told.output, told.data / "postgres" / "log"]
    assert len(logs) >= 5
    for log in logs:
        assert secret not in log.read_text(errors="replace"), f"in {log}"


@pytest.mark.parametrize("secret", [CARD, PHONE, MAIL, "027 199 887 766", "098.700.1122"])
def test_no_table_holds_it(told: Running, secret: str) -> None:
    kept = everything_kept(told.data)
    assert {"assistant.turns", "rasa.events"} <= set(kept)
    assert [table for table, rows in kept.items() if secret in rows] == []


def test_the_rest_of_the_question_is_kept_for_staff(told: Running) -> None:
    kept = everything_kept(told.data)
    assert "[id_number]" in kept["assistant.turns"]
    assert "[phone_number]" in kept["assistant.turns"]
