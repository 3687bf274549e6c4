"""Signs are made beside the way of the message: none may break or hold it."""

import asyncio

from connectors.telegram.gestures import Gestures
from connectors.telegram.library import bot_of, close
from connectors.telegram.place import Place
from tests.connectors.bots import until
from tests.connectors.telegram.conftest import World


async def test_a_sign_is_made_and_one_that_fails_is_forgotten(world: World) -> None:
    bot = bot_of(world.fake.token, world.url)
    gestures = Gestures(bot)
    world.fake.telegram.chat(7)
    gestures.pressed("nobody pressed this")
    gestures.typing(Place(8))  # unknown to Telegram
    gestures.typing(Place(7))
    await until(lambda: world.fake.telegram.chats[7].actions == 1)
    await gestures.close()
    await close(bot)


async def test_signs_do_not_pile_up_while_telegram_is_slow(world: World) -> None:
    bot = bot_of(world.fake.token, world.url)
    gestures = Gestures(bot)
    world.fake.telegram.chat(7)
    world.fake.seconds = 30
    for _ in range(500):
        gestures.typing(Place(7))
    await asyncio.sleep(0.5)
    assert world.fake.telegram.chats[7].actions <= 64
    async with asyncio.timeout(2):
        await gestures.close()
    await close(bot)
