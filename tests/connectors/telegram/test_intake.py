"""The way in, without HTTP: what is kept of an update, and when it is not known yet."""

import pytest
from telegram import Update

from connectors.telegram.addressing import Me
from connectors.telegram.gestures import Gestures
from connectors.telegram.intake import Intake, NameNotKnown
from connectors.telegram.library import bot_of, close
from tests.connectors.telegram.conftest import World


def _update(body: dict[str, object]) -> Update:
    return Update.de_json(body)


async def test_private_messages_need_no_name_and_groups_do(world: World) -> None:
    bot = bot_of(world.fake.token, world.url)
    gestures = Gestures(bot)
    intake = Intake(Me(1), world.kept.inbox, world.kept.keyboard, gestures)
    telegram = world.fake.telegram
    group = _update(telegram.message(-100, "@MotCuaThuBot chào"))
    with pytest.raises(NameNotKnown):
        await intake.take(group)
    await intake.take(_update(telegram.message(7, "chào")))
    intake.me = Me(1, "MotCuaThuBot")
    await intake.take(group)
    assert [row[0] for row in await world.kept.rows()] == ["telegram:7", "telegram:-100"]
    await gestures.close()
    await close(bot)


async def test_messages_of_a_chat_are_kept_in_their_order(world: World) -> None:
    bot = bot_of(world.fake.token, world.url)
    gestures = Gestures(bot)
    intake = Intake(Me(1, "b"), world.kept.inbox, world.kept.keyboard, gestures)
    for number in range(30):
        await intake.take(_update(world.fake.telegram.message(7, str(number))))
    assert [row[3] for row in await world.kept.rows()] == [str(n) for n in range(30)]
    await gestures.close()
    await close(bot)
