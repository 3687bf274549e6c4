"""Calls to the Bot Platform over real HTTP."""

import pytest

from assistant.conversation.delivery import DeliveryError, Refusal
from connectors.zalo_bot.client import Client, NothingYet
from tests.connectors.zalo_bot.conftest import World


async def test_a_result_is_given_and_a_wrong_token_is_a_matter_of_configuration(
    world: World,
) -> None:
    ours, other = Client(world.fake.token, world.url), Client("1:wrong", world.url)
    assert (await ours.call("getMe"))["account_name"] == "bot.thu"
    with pytest.raises(DeliveryError) as raised:
        await other.call("getMe")
    assert raised.value.refusal is Refusal.CONFIGURATION
    assert "wrong" not in raised.value.reason
    await ours.close()
    await other.close()


async def test_an_empty_poll_is_no_error_and_a_message_is_given(world: World) -> None:
    client = Client(world.fake.token, world.url)
    world.fake.failures.append({"method": "getUpdates", "error_code": 408})
    with pytest.raises(NothingYet):
        await client.poll()
    event = world.fake.message("a1", "xin chào")
    assert await client.poll() == event
    await client.close()


async def test_an_answer_nobody_can_read_may_have_been_a_yes(world: World) -> None:
    world.fake.outage = True
    client = Client(world.fake.token, world.url)
    with pytest.raises(DeliveryError) as raised:
        await client.call("getMe")
    assert (raised.value.refusal, raised.value.maybe_sent) == (Refusal.RETRY, True)
    await client.close()


async def test_nobody_at_the_other_end_is_known_not_to_have_taken_it() -> None:
    client = Client("1:x", "http://127.0.0.1:1")
    with pytest.raises(DeliveryError) as raised:
        await client.call("getMe")
    assert (raised.value.refusal, raised.value.maybe_sent) == (Refusal.RETRY, False)
    await client.close()
