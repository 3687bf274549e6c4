"""Polling: what was given is kept before anything else is asked for."""

import asyncio

from assistant.conversation.incoming import Incoming
from assistant.errors import StorageError
from connectors.zalo_bot.client import Client
from connectors.zalo_bot.intake import Intake
from connectors.zalo_bot.polling import poll, until_taken
from tests.connectors.zalo_bot.conftest import Kept, World, until


class Failing:
    """An inbox whose database is away for the first try."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self.tries = 0

    async def receive(self, incoming: Incoming) -> bool:
        """As the inbox, later."""
        self.tries += 1
        if self.tries == 1:
            raise StorageError("away")
        return await self._kept.inbox.receive(incoming)


async def test_a_database_away_for_a_moment_loses_nothing(world: World) -> None:
    client, inbox = Client(world.fake.token, world.url), Failing(world.kept)
    intake = Intake("1", inbox, world.kept.keyboard, client)  # type: ignore[arg-type]
    world.fake.message("a1", "một")
    world.fake.message("a1", "hai")
    task = asyncio.create_task(poll(client, intake))
    await until(lambda: inbox.tries == 3)
    await asyncio.sleep(0.1)
    task.cancel()
    assert [row[2] for row in await world.kept.rows()] == ["một", "hai"]
    await intake.close()
    await client.close()


async def test_an_outage_in_between_is_outlived(world: World) -> None:
    client = Client(world.fake.token, world.url)
    world.fake.failures.append({"method": "setWebhook", "error_code": 403})
    await until_taken(client, "setWebhook", url="http://x", secret_token="12345678")
    assert world.fake.webhook == "http://x"
    await client.close()
