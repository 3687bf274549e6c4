"""Polling: what was given is kept before anything else is asked for."""

import asyncio

from connectors.zalo_bot.client import Client
from connectors.zalo_bot.intake import Intake
from connectors.zalo_bot.polling import poll, until_taken
from tests.connectors.bots import Failing, until
from tests.connectors.zalo_bot.conftest import World


async def test_a_database_away_for_a_moment_loses_nothing(world: World) -> None:
    client, inbox = Client(world.fake.token, world.url), Failing(world.kept.inbox, 1)
    intake = Intake("1", inbox, world.kept.keyboard, client)  # type: ignore[arg-type]
    world.fake.message("a1", "một")
    world.fake.message("a1", "hai")
    task = asyncio.create_task(poll(client, intake))
    await until(lambda: inbox.tries == 3)
    await asyncio.sleep(0.1)
    task.cancel()
    assert [row[3] for row in await world.kept.rows()] == ["một", "hai"]
    await intake.close()
    await client.close()


async def test_an_outage_in_between_is_outlived(world: World) -> None:
    client = Client(world.fake.token, world.url)
    world.fake.failures.append({"method": "setWebhook", "error_code": 403})
    await until_taken(client, "setWebhook", url="http://x", secret_token="12345678")
    assert world.fake.webhook == "http://x"
    await client.close()
