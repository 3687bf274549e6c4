"""Many messages at once: each is answered, and a conversation keeps its order."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.system.running import Running, Talk

pytestmark = pytest.mark.system
_MANY = 20


def test_twenty_messages_of_one_conversation_at_once(running: Running) -> None:
    first = running.new_talk()
    first.say("đăng ký kết hôn cần giấy gì")

    def fee(_: int) -> Talk:
        talk = Talk(running.http, id=first.id)
        talk.say("mất bao nhiêu tiền")
        return talk

    with ThreadPoolExecutor(_MANY) as pool:
        talks = list(pool.map(fee, range(_MANY)))
    assert {tuple(talk.sources()) for talk in talks} == {("1.000894",)}
    assert not any("tra cứu đơn giản" in talk.heard() for talk in talks)


def test_twenty_conversations_at_once_do_not_mix(running: Running) -> None:
    asked = {"đăng ký kết hôn cần giấy gì": "1.000894", "đăng ký tạm trú cần giấy gì": "1.004194"}

    def follow(number: int) -> tuple[str, list[str]]:
        question, code = list(asked.items())[number % 2]
        talk = running.new_talk()
        talk.say(question)
        talk.say("mất bao lâu")
        return code, talk.sources()

    with ThreadPoolExecutor(_MANY) as pool:
        for code, sources in pool.map(follow, range(_MANY)):
            assert sources == [code]
