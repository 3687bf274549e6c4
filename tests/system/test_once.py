"""A message kept in the inbox is answered once by the running system, whatever is repeated."""

import asyncio
import time
import uuid
from typing import Any

import httpx
import pytest

from assistant.clock import now
from assistant.conversation.inbox import Answered
from assistant.conversation.incoming import Incoming, Kind
from assistant.settings import Settings
from assistant.stores import Stores, open_stores
from tests.system.database import server_of
from tests.system.running import Running

pytestmark = pytest.mark.system
_SECONDS = 20


@pytest.fixture
async def stores(running: Running) -> Any:
    kept = open_stores(
        Settings(database_url=str(server_of(running.data).get_uri(database="assistant")))
    )
    yield kept
    await kept.engine.dispose()


async def _answer(stores: Stores, incoming: Incoming) -> Answered:
    assert await stores.inbox.receive(incoming)
    row = await stores.inbox.keep(incoming)
    end = time.monotonic() + _SECONDS
    while (answered := await stores.inbox.answered(row)) is None:
        assert time.monotonic() < end, "not answered"
        await asyncio.sleep(0.05)
    return answered


async def test_the_worker_answers_what_a_door_put_into_the_inbox(stores: Stores) -> None:
    address = uuid.uuid4().hex
    asked = Incoming("nowhere", address, address, Kind.TEXT, "đăng ký kết hôn lệ phí", now())
    answered = await _answer(stores, asked)
    assert "1.000894" in {s.code for reply in answered.replies for s in reply.sources}
    assert not await stores.inbox.receive(asked)


async def test_what_no_door_takes_is_parked_and_visible(stores: Stores) -> None:
    address = uuid.uuid4().hex
    await _answer(stores, Incoming("nowhere", address, address, Kind.WELCOME, "", now()))
    end = time.monotonic() + _SECONDS
    while not (parked := [p for p in await stores.outbox.parked(99) if p.channel == "nowhere"]):
        assert time.monotonic() < end, "not parked"
        await asyncio.sleep(0.05)
    assert parked[0].reason == "configuration: the door is closed"


def test_rasa_asked_again_under_one_id_gives_the_same_replies_and_goes_on_once(
    running: Running,
) -> None:
    address = f"http://127.0.0.1:{running.ports['RASA_PORT']}/webhooks/gateway/webhook"
    body = {"sender": f"test:{uuid.uuid4().hex}", "message": "đăng ký kết hôn cần giấy tờ gì",
            "message_id": "m1", "repeated": False}  # fmt: skip
    first = httpx.post(address, json=body, timeout=10).json()
    again = httpx.post(address, json={**body, "repeated": True}, timeout=10).json()
    assert [item["custom"]["replies"] for item in again if "custom" in item] == [
        item["custom"]["replies"] for item in first if "custom" in item
    ]
    # An answer to the first question is taken as such: the dialogue stands where it stood once.
    chosen = {**body, "message": "1", "message_id": "m2"}
    after = httpx.post(address, json=chosen, timeout=10).json()
    state = next(item["custom"]["state"] for item in after if "custom" in item)
    assert list(state["answers"].values()) == ["both_vietnamese"]


def test_rasa_tells_that_nothing_was_said(running: Running) -> None:
    address = f"http://127.0.0.1:{running.ports['RASA_PORT']}/webhooks/gateway/webhook"
    broken = httpx.post(address, json={"sender": "test:x"}, timeout=10)
    assert broken.status_code >= 400
