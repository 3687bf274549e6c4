"""Messages that a clerk cannot write into a scenario: very long, decomposed, half-broken."""

import unicodedata

import pytest

from tests.system.running import Talk

pytestmark = pytest.mark.system


def test_a_very_long_message_is_answered_politely(talk: Talk) -> None:
    talk.say("giấy tờ " * 2500)
    assert "dài quá" in talk.heard()
    assert talk.say("đăng ký kết hôn cần gì")["outcome"] == "answered"


def test_decomposed_letters_are_read_like_any_other(talk: Talk) -> None:
    talk.say(unicodedata.normalize("NFD", "cấp lại sổ đỏ bị mất"))
    assert "1.012786" in talk.sources()


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x01\x02",
        "\u202eđảo ngược",
        "\ufeff",
        "a" * 2000,
        "?" * 500,
        "1",
        "{{7*7}} {% raw %}",
        "'; DROP TABLE turns; --",
        "${ACTIONS_URL}",
        "/",
        "//////",
        "{}",
        '{"text": "x"}',
        "@" * 300 + "đăng ký",
        "đ" * 1999,
        "🇻🇳 đăng ký kết hôn 💍",
    ],
)
def test_nothing_a_resident_types_breaks_the_conversation(talk: Talk, text: str) -> None:
    answer = talk.say(text)
    assert answer["replies"]
    assert all(reply["text"] for reply in answer["replies"])
    assert "tra cứu đơn giản" not in talk.heard()
    talk.say("đăng ký kết hôn mất bao lâu")
    assert "1.000894" in talk.sources()
