"""The way in, without HTTP of ours: every message of a body, in its order."""

from connectors.zalo_bot.client import Client
from connectors.zalo_bot.intake import Intake
from tests.connectors.zalo_bot.conftest import World


async def test_all_messages_of_a_body_are_kept_in_their_order(world: World) -> None:
    client = Client(world.fake.token, world.url)
    intake = Intake("1", world.kept.inbox, world.kept.keyboard, client)
    events = [world.fake.message("a1", text) for text in ("một", "hai", "ba")]
    await intake.take({"ok": True, "result": events})
    await intake.take({"ok": True, "result": {"event_name": "something.new"}})
    assert [row[3] for row in await world.kept.rows()] == ["một", "hai", "ba"]
    await intake.close()
    await client.close()


async def test_a_slow_platform_holds_no_message_up(world: World) -> None:
    client = Client(world.fake.token, world.url)
    intake = Intake("1", world.kept.inbox, world.kept.keyboard, client)
    world.fake.seconds = 30
    for number in range(100):
        await intake.take(world.fake.message("a1", str(number)))
    assert len(await world.kept.rows()) == 100
    await intake.close()
    await client.close()
