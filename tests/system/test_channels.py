"""Every channel on the running assistant: what a resident does there, and what arrives."""

import re
import secrets
from collections.abc import Iterator

import httpx
import pytest

from assistant.knowledge.base import KnowledgeBase
from evaluation.channels import bot_settings, register_telegram
from evaluation.residents import account_settings, control
from evaluation.running import fake
from tests.system.channels import STAFF, Channels, Desk, wait_until
from tests.system.database import everything_kept
from tests.system.running import launch, stop, wait_until_ready

pytestmark = pytest.mark.system
ALL = pytest.mark.parametrize("channel", ["zalo", "telegram", "zalo_bot"])
ASKED, FIRST = "đăng ký kết hôn cần giấy gì", "Đúng, cả hai là người Việt trong nước"
SECOND = "từng kết hôn trước đây không"
NAME, CARD, PHONE, MAIL = "Trịnh Xuyến Chi", "027199887766", "0987001122", "xuyenchi@example.vn"


@pytest.fixture(scope="module")
def channels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Channels]:
    """One system for this module: Zalo and Telegram push, the bot of Zalo is polled."""
    secret = secrets.token_urlsafe(24)
    with (
        fake("zalo") as zalo,
        fake("telegram", "--plain-http") as telegram,
        fake("zalo_bot") as zalo_bot,
    ):
        system = launch(
            tmp_path_factory.mktemp("channels") / "var", STAFF_TOKEN=STAFF, TELEGRAM_SECRET=secret,
            **account_settings(zalo), **bot_settings(telegram, zalo_bot),
        )  # fmt: skip
        wait_until_ready(system)
        hook = {"address": f"{system.base}/webhooks/zalo", "scale": 0.01}
        control(zalo, {"hook": hook})
        register_telegram(telegram, f"{system.base}/webhooks/telegram", secret)
        yield Channels(system, zalo, telegram, zalo_bot)
        assert stop(system) == 0


@ALL
def test_a_question_is_answered_and_a_choice_goes_on(channels: Channels, channel: str) -> None:
    chat = channels.chat(channel)
    chat.says(ASKED)
    chat.hears(FIRST)
    chat.presses(FIRST)
    chat.hears(SECOND)
    chat.presses("Cả hai chưa từng kết hôn")
    chat.hears("Tờ khai đăng ký kết hôn")


def test_buttons_are_buttons_where_there_are_any(channels: Channels) -> None:
    shown = {}
    for channel in ("zalo", "telegram", "zalo_bot"):
        chat = channels.chat(channel)
        chat.says(ASKED)
        chat.hears(FIRST)
        shown[channel] = any(FIRST in message.buttons for message in chat.resident.heard())
    assert shown == {"zalo": True, "telegram": True, "zalo_bot": False}


def test_a_button_belongs_to_its_resident_alone(
    channels: Channels, real_base: KnowledgeBase
) -> None:
    one, other = channels.chat("telegram"), channels.chat("telegram")
    one.says(ASKED)
    one.hears(FIRST)
    token = one.resident.heard()[-1].buttons[FIRST]
    other.says("xin chào")
    other.hears("Trợ lý")
    other.begins()
    press = {"do": "press", "chat": getattr(other.resident, "chat", None), "data": token}
    httpx.post(f"{channels.telegram}/_control", json=press, timeout=30).raise_for_status()
    other.hears(real_base.phrases["stale_button"])


def test_whoever_begins_is_welcomed(channels: Channels, real_base: KnowledgeBase) -> None:
    chat, resident = channels.zalo_chat()
    resident.follows()
    chat.hears(real_base.phrases["kind_welcome"])
    on_telegram = channels.chat("telegram")
    on_telegram.says("/start")
    on_telegram.hears(real_base.phrases["kind_welcome"])


@ALL
def test_a_picture_gets_its_sentence(
    channels: Channels, real_base: KnowledgeBase, channel: str
) -> None:
    chat = channels.chat(channel)
    chat.resident.sends_picture()
    chat.hears(real_base.phrases["kind_image"])


@ALL
def test_an_officer_answers_on_the_channel_and_the_assistant_is_silent_meanwhile(
    channels: Channels, real_base: KnowledgeBase, channel: str
) -> None:
    chat, desk = channels.chat(channel), Desk(channels.system, f"Officer of {channel}")
    chat.says("cho tôi gặp cán bộ")
    code = re.findall(r"mã yêu cầu ([A-Z0-9]{6})", chat.hears("mã yêu cầu"))[0]
    desk.claims(code)
    chat.hears(real_base.phrases["officer_joined"])
    chat.says(ASKED)
    desk.reads(code, ASKED)
    desk.writes(code, "Mời bạn đến bàn số 3.")
    assert chat.hears("Mời bạn đến bàn số 3.") == "Mời bạn đến bàn số 3."
    desk.releases(code)
    chat.hears(real_base.phrases["officer_left"])
    chat.says(ASKED)
    chat.hears(FIRST)


def test_an_officer_in_the_chat_tool_of_zalo_silences_the_assistant(channels: Channels) -> None:
    (chat, resident), admin = channels.zalo_chat(), str(secrets.randbelow(10**9))
    desk = Desk(channels.system, f"zalo:{admin}")
    chat.says(ASKED)
    chat.hears(FIRST)
    resident.is_written_to_by(admin, "Chào bạn, tôi trả lời giúp.")
    code = desk.code_held_by(f"zalo:{admin}")
    chat.says("mất bao lâu")
    desk.reads(code, "mất bao lâu")
    channels.rest()
    assert chat.new() == ""
    desk.releases(code)
    chat.says("đăng ký kết hôn mất bao lâu")
    chat.hears("Trong ngày làm việc")


def test_an_outage_of_zalo_delays_a_reply_and_doubles_none(channels: Channels) -> None:
    chat = channels.chat("zalo")
    control(channels.zalo, {"faults": {"outage": True}})
    before = channels.zalo_seen()["requests"]
    chat.says(ASKED)
    wait_until(lambda: channels.zalo_seen()["requests"] >= before + 3, "not tried thrice")
    assert chat.new() == ""
    control(channels.zalo, {"faults": {"outage": False}})
    chat.hears(FIRST)
    channels.rest()
    assert chat.new().count(FIRST) == 1


def test_a_reply_whose_answer_is_lost_is_not_sent_again(channels: Channels) -> None:
    chat = channels.chat("zalo")
    control(channels.zalo, {"faults": {"lose": 1}})
    chat.says(ASKED)
    chat.hears(FIRST)
    channels.rest()
    assert chat.new().count(FIRST) == 1


def test_an_access_token_that_has_ended_is_renewed_once(channels: Channels) -> None:
    before = channels.zalo_seen()
    control(channels.zalo, {"expire": True})
    chats = [channels.chat("zalo") for _ in range(3)]
    for chat in chats:
        chat.says(ASKED)
    for chat in chats:
        chat.hears(FIRST)
    after = channels.zalo_seen()
    assert after["access_token"] != before["access_token"]
    assert after["renewals"] == before["renewals"] + 1
    assert after["refused_renewals"] == 0


def test_a_message_that_comes_again_is_one_turn(channels: Channels) -> None:
    chat, resident = channels.zalo_chat()
    message = {"text": ASKED, "msg_id": secrets.token_hex(10)}
    for _ in range(3):
        resident.does("user_send_text", message=message)
    chat.hears(FIRST)
    channels.rest()
    assert chat.new().count(FIRST) == 1


def test_whoever_withdraws_is_forgotten_at_once(channels: Channels) -> None:
    chat, resident = channels.zalo_chat()
    chat.says("đăng ký kết hôn lệ phí bao nhiêu")
    chat.hears("kết hôn")
    chat.says("cho tôi gặp cán bộ")
    chat.hears("mã yêu cầu")
    channels.rest()
    holding = {"assistant.conversations", "assistant.turns", "assistant.inbox", "assistant.outbox",
               "assistant.handovers", "assistant.buttons", "rasa.events"}  # fmt: skip
    assert holding <= _tables_with(channels, resident.user)
    resident.withdraws()
    wait_until(
        lambda: _tables_with(channels, resident.user) == set(),
        lambda: f"still in {_tables_with(channels, resident.user)}",
    )
    chat.says("mất bao lâu")  # of what? it is not known any more
    assert "Trong ngày làm việc" not in chat.hears("thủ tục nào")


@pytest.mark.parametrize("told", [
    f"Tôi là {NAME}, CCCD {CARD}, sđt {PHONE}, đăng ký tạm trú cần giấy tờ gì?",
    f"ten toi la {NAME} so cccd 027 199 887 766 dt 098.700.1122 mail {MAIL}",
    CARD,
])  # fmt: skip
def test_what_a_resident_should_not_have_sent_is_kept_nowhere(
    channels: Channels, real_base: KnowledgeBase, told: str
) -> None:
    chat = channels.chat("zalo")
    chat.says(told)
    chat.hears(real_base.phrases["personal_number"])
    channels.rest()
    for secret in (CARD, PHONE, MAIL, "027 199 887 766", "098.700.1122"):
        assert _tables_with(channels, secret) == set()
        assert _logs_with(channels, secret) == []
    assert _logs_with(channels, NAME) == []


def test_no_log_knows_who_wrote_and_no_log_or_table_an_access_token(channels: Channels) -> None:
    chat, resident = channels.zalo_chat()
    chat.says(ASKED)
    chat.hears(FIRST)
    channels.rest()
    assert _logs_with(channels, resident.user) == []
    seen = channels.zalo_seen()
    for token in (seen["access_token"], seen["refresh_token"], STAFF):
        assert _logs_with(channels, token) == []
        assert _tables_with(channels, token) == set()


def test_in_the_end_nothing_was_given_up(channels: Channels) -> None:
    channels.rest()
    assert channels.parked() == []
    assert channels.zalo_seen()["subscribed"]


def _tables_with(channels: Channels, secret: str) -> set[str]:
    kept = everything_kept(channels.system.data)
    return {table for table, rows in kept.items() if secret in rows}


def _logs_with(channels: Channels, secret: str) -> list[str]:
    data = channels.system.data
    logs = [*(data / "log").glob("*.log"), channels.system.output, data / "postgres" / "log"]
    assert len(logs) >= 6
    return [str(log) for log in logs if secret in log.read_text(errors="replace")]
