"""Which channels a telephone may go on in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.settings import Settings
from connectors.web.onward.ways import Channel, inside, ways

OPEN = Settings(zalo_oa_id="2468", telegram_bot_name="MotCuaBot")


def _channels(*args: str, **more: str) -> list[str]:
    return [way.channel for way in ways(OPEN, *args, **more)]  # type: ignore[arg-type]


def test_only_channels_that_are_set_up_are_offered() -> None:
    bare = Settings(zalo_oa_id=None, telegram_bot_name=None)
    assert [way.channel for way in ways(bare, "1-001193", "1.001193")] == ["browser"]
    assert _channels("1-001193", "1.001193") == ["browser", "zalo", "telegram"]


def test_each_way_brings_the_word_along_or_says_what_to_type() -> None:
    browser, zalo, telegram = ways(OPEN, "1-001193_07210", "1.001193", "https://mc.vn/")
    assert browser.url == "https://mc.vn/?start=1-001193_07210"
    assert (zalo.url, zalo.say) == ("https://zalo.me/2468", "1.001193")
    assert telegram.url == "https://t.me/MotCuaBot?start=1-001193_07210"
    assert (browser.say, telegram.say) == (None, None)


@pytest.mark.parametrize(("agent", "channel"), [
    ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Zalo android/24100", "zalo"),
    ("Mozilla/5.0 (iPhone) Telegram-iOS/11.1", "telegram"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1", None),
    ("", None),
])  # fmt: skip
def test_the_application_that_opened_the_page_comes_first(
    agent: str, channel: Channel | None
) -> None:
    assert inside(agent) == channel
    assert ways(OPEN, "a", "b", first=channel)[0].channel == (channel or "browser")


@given(st.text())
def test_no_word_leaves_its_place_in_an_address(word: str) -> None:
    for way in ways(OPEN, word.encode("utf8", "ignore").decode(), "x"):
        assert re.fullmatch(r"[\w/:.?=%~-]*", way.url, re.ASCII)
