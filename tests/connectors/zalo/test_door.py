"""The door as a whole: open with its settings, closed without, and residents through both ways."""

import asyncio

import pytest

from assistant.conversation.delivery import Outgoing
from assistant.conversation.postman import Postman
from assistant.knowledge.reply import Reply
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.zalo.door import ZaloDoor, open_door
from tests.connectors.zalo.conftest import USER, Ask, known
from tests.fakes.zalo.server import ZaloServer


@pytest.mark.parametrize("missing", ["zalo_app_id", "zalo_oa_secret"])
def test_without_its_settings_it_is_closed(
    settings: Settings, parts: Conversing, missing: str
) -> None:
    assert open_door(settings.model_copy(update={missing: None}), parts) is None


async def test_while_it_listens_the_token_is_kept_fresh(
    settings: Settings, parts: Conversing, zalo: ZaloServer
) -> None:
    door = open_door(settings.model_copy(update={"zalo_access_token": None}), parts)
    assert door is not None
    async with door.listening():
        while not zalo.account.renewals:
            await asyncio.sleep(0.01)
    await door.close()
    assert zalo.account.renewals == 1


async def test_the_outbox_is_delivered_in_order_once_though_an_answer_gets_lost(
    door: ZaloDoor, zalo: ZaloServer, parts: Conversing, ask: Ask
) -> None:
    await known(parts)
    for number in range(3):
        await parts.stores.outbox.post(f"zalo:{USER}", Reply(text=f"Câu {number}"))
    ((first,),) = ask("SELECT min(id) FROM outbox")
    await _half_sent(door, parts, first)
    await Postman(parts.stores.outbox, {"zalo": door}).deliver(first)
    assert zalo.account.sent_to(USER) == ["Câu 0", "Câu 1", "Câu 2"]
    assert ask("SELECT DISTINCT state FROM outbox") == [("sent",)]


async def _half_sent(door: ZaloDoor, parts: Conversing, first: int) -> None:
    """A worker that died between sending and noting that it had."""
    outgoing = await parts.stores.outbox.next(first)
    assert isinstance(outgoing, Outgoing)
    await door.send(outgoing)
