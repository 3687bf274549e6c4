"""The library keeps its connections and our secrets to itself."""

import logging

import pytest
from telegram.error import TelegramError

from connectors.telegram.library import bot_of, close, quiet
from tests.connectors.telegram.conftest import World


async def test_nothing_of_a_refused_token_or_of_an_answer_is_logged(
    world: World, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    bot = bot_of("777:AA-quite-secret", world.url)
    with pytest.raises(TelegramError):
        await bot.initialize()
    logging.getLogger("telegram.Bot").error("chat of Nguyễn Văn A, 777:AA-quite-secret")
    logging.getLogger("httpx").info("POST /bot777:AA-quite-secret/getMe")
    said = "".join(capfd.readouterr()) + caplog.text
    assert "AA-quite-secret" not in said
    assert "Nguyễn" not in said
    assert "library complains" in said
    await close(bot)


async def test_a_bot_that_never_spoke_closes_as_well(world: World) -> None:
    await close(bot_of(world.fake.token, world.url))
    assert world.fake.calls == []


def test_being_quiet_twice_says_nothing_twice() -> None:
    quiet()
    quiet()
    assert len(logging.getLogger("telegram").handlers) == 1
