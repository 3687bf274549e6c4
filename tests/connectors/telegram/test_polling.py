"""Polling confirms to Telegram what is kept, and nothing else."""

from telegram import Update

from connectors.telegram import polling
from connectors.telegram.addressing import Me
from connectors.telegram.gestures import Gestures
from connectors.telegram.intake import Intake
from connectors.telegram.library import bot_of, close
from tests.connectors.bots import Failing, until
from tests.connectors.telegram.conftest import World


def _intake(world: World, gestures: Gestures, times: int) -> Intake:
    inbox = Failing(world.kept.inbox, times)
    return Intake(Me(1, "b"), inbox, world.kept.keyboard, gestures)  # type: ignore[arg-type]


async def test_put_returns_when_the_update_is_kept(world: World) -> None:
    bot = bot_of(world.fake.token, world.url)
    gestures = Gestures(bot)
    queue = polling.Keeping(_intake(world, gestures, 1))
    await queue.put(Update.de_json(world.fake.telegram.message(7, "chào")))
    assert [row[3] for row in await world.kept.rows()] == ["chào"]
    await gestures.close()
    await close(bot)


async def test_what_was_not_kept_before_the_end_is_given_again(world: World) -> None:
    bot = bot_of(world.fake.token, world.url)
    gestures = Gestures(bot)
    world.fake.telegram.message(7, "chào")
    first = polling.updater(bot, _intake(world, gestures, 10_000))
    await polling.start(first)
    await until(lambda: world.fake.calls.count("getupdates") == 1)
    await polling.stop(first)
    assert len(world.fake.telegram.waiting) == 1
    second = polling.updater(bot, _intake(world, gestures, 0))
    await polling.start(second)
    await until(lambda: not world.fake.telegram.waiting)
    await polling.stop(second)
    assert [row[3] for row in await world.kept.rows()] == ["chào"]
    await gestures.close()
    await close(bot)
