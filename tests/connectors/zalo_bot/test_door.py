"""The door of the Bot Platform through its real HTTP: webhook, polling, numbers, errors."""

import json

import pytest
from pydantic import SecretStr

from assistant.conversation.delivery import DeliveryError, Refusal
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.zalo_bot.door import PATH, open_door
from tests.connectors.bots import SECRET, app_of, served, until
from tests.connectors.zalo_bot.conftest import World, outgoing, signed
from tests.system.running import free_ports

_SECRET = SecretStr(SECRET)


def test_without_a_token_the_door_stays_closed() -> None:
    parts: Conversing = None  # type: ignore[assignment] - never looked at
    assert open_door(Settings(_env_file=None), parts) is None


@pytest.mark.parametrize("wrapped", [True, False])
async def test_a_webhook_is_kept_once_wrapped_or_not(world: World, wrapped: bool) -> None:
    event = world.fake.message("a1", "xin chào")
    body = {"ok": True, "result": event} if wrapped else event
    async with world.webhook() as http:
        answers = [await http.post(PATH, **signed(body)) for _ in range(2)]  # type: ignore[arg-type]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert [row[2:] for row in await world.kept.rows()] == [("text", "xin chào")]


@pytest.mark.parametrize("given", [None, "", "wrong", SECRET + "x", "bí mật".encode()])
async def test_without_the_secret_nothing_is_kept(world: World, given: str | bytes | None) -> None:
    headers = {} if given is None else {"X-Bot-Api-Secret-Token": given}
    async with world.webhook() as http:
        answer = await http.post(PATH, json=world.fake.message("a1", "x"), headers=headers)
    assert answer.status_code == 403
    assert await world.kept.rows() == []


async def test_buttons_are_a_numbered_list_and_a_number_chooses(world: World) -> None:
    async with world.webhook() as http:
        await world.doors[0].send(outgoing("Chọn giúp", "phí", "giờ"))
        assert world.fake.said[0]["text"].startswith("Chọn giúp\n\n1. phí\n2. giờ\n")
        for text in ("2", "3", "hai"):
            await http.post(PATH, **signed(world.fake.message("a1", text)))  # type: ignore[arg-type]
    chosen = [row[2:] for row in await world.kept.rows()]
    assert chosen == [("button", "/giờ"), ("text", "3"), ("text", "hai")]


async def test_the_webhook_registers_itself_and_takes_what_is_pushed(world: World) -> None:
    (port,) = free_ports(1)
    address = f"http://127.0.0.1:{port}"
    door = world.door(zalo_bot_secret=_SECRET, public_url=address)
    async with served(app_of(door.router), port), door.listening():
        await until(lambda: world.fake.webhook == address + PATH)
        for number in range(5):
            world.fake.message("a1", f"câu {number}")
        await until(lambda: _count(world, 5))
    assert [row[3] for row in await world.kept.rows()] == [f"câu {n}" for n in range(5)]


async def test_without_a_secret_the_bot_is_polled(world: World) -> None:
    door = world.door()
    assert door.router is None
    world.fake.outage = True  # away at start
    async with door.listening():
        await until(lambda: world.fake.calls)
        world.fake.outage = False
        for number in range(5):
            world.fake.message("a1", f"câu {number}")
        await until(lambda: _count(world, 5))
    assert [row[3] for row in await world.kept.rows()] == [f"câu {n}" for n in range(5)]


async def test_a_message_shows_that_an_answer_is_coming(world: World) -> None:
    async with world.webhook() as http:
        await http.post(PATH, **signed(world.fake.message("a1", "xin chào")))  # type: ignore[arg-type]
        await until(lambda: "sendChatAction" in world.fake.calls)


async def test_a_long_reply_goes_out_in_parts_none_twice(world: World) -> None:
    text = "Giấy tờ cần mang. " * 300
    door = world.door()
    world.fake.failures.append({"method": "sendMessage", "error_code": 429, "skip": 1})
    with pytest.raises(DeliveryError):
        await door.send(outgoing(text))
    assert len(world.fake.said) == 1
    await door.send(outgoing(text))
    assert " ".join(said["text"] for said in world.fake.said) == text.strip()
    assert all(len(said["text"]) <= 2000 for said in world.fake.said)


@pytest.mark.parametrize(
    ("code", "refusal", "maybe_sent"),
    [
        (400, Refusal.REFUSED, False),
        (401, Refusal.CONFIGURATION, False),
        (403, Refusal.RETRY, True),
        (408, Refusal.RETRY, True),
        (429, Refusal.RETRY, False),
    ],
)
async def test_an_error_that_comes_with_status_200_is_an_error(
    world: World, code: int, refusal: Refusal, maybe_sent: bool
) -> None:
    world.fake.failures.append({"method": "sendMessage", "error_code": code})
    with pytest.raises(DeliveryError) as raised:
        await world.door().send(outgoing("Xin chào"))
    assert (raised.value.refusal, raised.value.maybe_sent) == (refusal, maybe_sent)


async def test_an_outage_is_outlived_and_nothing_is_said_twice(world: World) -> None:
    door = world.door()
    world.fake.outage = True
    with pytest.raises(DeliveryError) as raised:
        await door.send(outgoing("Xin chào"))
    assert raised.value.is_worth_retrying
    world.fake.outage = False
    await door.send(outgoing("Xin chào"))
    assert [said["text"] for said in world.fake.said] == ["Xin chào"]


async def test_a_reply_without_words_is_not_tried(world: World) -> None:
    with pytest.raises(DeliveryError):
        await world.door().send(outgoing(""))
    assert world.fake.calls == []


async def test_what_is_not_json_is_refused_and_what_is_too_large_is_not_read(world: World) -> None:
    headers = {"X-Bot-Api-Secret-Token": SECRET}
    async with world.webhook() as http:
        assert (await http.post(PATH, content=b"{", headers=headers)).status_code == 400
        large = json.dumps({"x": "y" * 300_000})
        assert (await http.post(PATH, content=large, headers=headers)).status_code == 413


async def _count(world: World, number: int) -> bool:
    return len(await world.kept.rows()) >= number
