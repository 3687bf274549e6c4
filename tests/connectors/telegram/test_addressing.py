"""In a group the bot answers only when it is spoken to."""

import pytest
from telegram import Update

from connectors.telegram.addressing import Me, is_group, words_for
from tests.fakes.telegram.chats import Telegram

_BOT = {"id": 99, "is_bot": True, "first_name": "Trợ lý", "username": "MotCuaBot"}
_ME = Me(99, "MotCuaBot")


def _said(chat: int, text: str | None, **more: object) -> str | None:
    update = Update.de_json(Telegram(_BOT).message(chat, text, **more))
    assert update.message is not None
    return words_for(update.message, _ME)


@pytest.mark.parametrize("text", ["xin chào", "/help", "@ai_do xem này", "/help@MotCuaBot"])
def test_in_private_every_word_is_for_us(text: str) -> None:
    assert _said(7, text) == text


def test_a_command_for_another_bot_is_not_for_us() -> None:
    assert _said(7, "/help@OtherBot") is None
    assert _said(-100, "/help@OtherBot") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@MotCuaBot làm khai sinh ở đâu", "làm khai sinh ở đâu"),
        ("@motcuabot làm khai sinh", "làm khai sinh"),
        ("😀 cho hỏi @MotCuaBot lệ phí", "😀 cho hỏi   lệ phí"),
        ("/help", "/help"),
        ("/help@MotCuaBot", "/help@MotCuaBot"),
        ("mai đi làm khai sinh nhé", None),
        ("@OtherBot làm khai sinh", None),
        ("@MotCuaBotX làm khai sinh", None),
    ],
)
def test_in_a_group_only_what_names_us(text: str, words: str | None) -> None:
    assert _said(-100, text) == words


def test_an_answer_to_our_message_is_for_us_also_without_words() -> None:
    ours = Telegram(_BOT).spoken(-100, {"text": "Bạn hỏi gì?"})
    other = {**ours, "from": {"id": 5, "is_bot": False, "first_name": "A"}}
    assert _said(-100, "khai sinh", reply_to_message=ours) == "khai sinh"
    assert _said(-100, None, dice={"emoji": "🎲", "value": 1}, reply_to_message=ours) == ""
    assert _said(-100, "khai sinh", reply_to_message=other) is None


def test_a_caption_may_name_us() -> None:
    entity = {"type": "mention", "offset": 0, "length": 10}
    said = _said(-100, None, caption="@MotCuaBot giấy này", caption_entities=[entity])
    assert said == "giấy này"


def test_a_bot_is_not_talked_to() -> None:
    assert _said(7, "xin chào", **{"from": {**_BOT, "id": 5}}) is None


def test_before_the_name_is_known_nobody_calls_us() -> None:
    assert not Me(99).is_called("@MotCuaBot")


@pytest.mark.parametrize(("kind", "group"), [("private", False), ("supergroup", True),
                                             ("group", True), ("channel", False)])  # fmt: skip
def test_a_group_is_known_by_its_kind(kind: str, group: bool) -> None:
    update = Telegram(_BOT).message(-100, "x")
    update["message"]["chat"]["type"] = kind
    message = Update.de_json(update).message
    assert message is not None
    assert is_group(message) is group
