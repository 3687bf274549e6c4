"""The Telegram door through its real HTTP: webhook in, messages out, polling, outages."""

import json

import pytest
from pydantic import SecretStr

from assistant.conversation.delivery import DeliveryError, Refusal
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.telegram.door import PATH, open_door
from tests.connectors.bots import SECRET, app_of, client_of, served, until
from tests.connectors.telegram.conftest import World, outgoing, signed
from tests.system.running import free_ports

_SECRET = SecretStr(SECRET)


def _settings(**given: object) -> Settings:
    return Settings(_env_file=None, **given)  # type: ignore[arg-type]


def test_without_a_token_the_door_stays_closed() -> None:
    parts: Conversing = None  # type: ignore[assignment] - never looked at
    assert open_door(_settings(), parts) is None


async def test_a_webhook_is_kept_once_however_often_it_comes(world: World) -> None:
    update = world.fake.telegram.message(7, "đăng ký khai sinh cần gì")
    async with world.webhook() as http:
        answers = [await http.post(PATH, **signed(update)) for _ in range(3)]  # type: ignore[arg-type]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    bot, number = world.fake.telegram.bot["id"], update["update_id"]
    assert await world.kept.rows() == [
        ("telegram:7", f"{bot}:{number}", "text", "đăng ký khai sinh cần gì")
    ]


@pytest.mark.parametrize("given", [None, "", "wrong", SECRET[:-1], SECRET + "x", "bí mật".encode()])
async def test_without_the_secret_nothing_is_kept(world: World, given: str | bytes | None) -> None:
    headers = {} if given is None else {"X-Telegram-Bot-Api-Secret-Token": given}
    async with world.webhook() as http:
        answer = await http.post(PATH, json=world.fake.telegram.message(7, "x"), headers=headers)
    assert answer.status_code == 403
    assert await world.kept.rows() == []


async def test_a_message_shows_that_an_answer_is_coming(world: World) -> None:
    async with world.webhook() as http:
        await http.post(PATH, **signed(world.fake.telegram.message(7, "xin chào")))  # type: ignore[arg-type]
        await until(lambda: world.fake.telegram.chats[7].actions == 1)


async def test_a_group_is_asked_to_write_again_until_the_bot_knows_its_name(world: World) -> None:
    update = world.fake.telegram.message(-100, "@MotCuaThuBot làm khai sinh ở đâu")
    door = world.door(telegram_secret=_SECRET)
    async with client_of(door.router) as http:
        assert (await http.post(PATH, **signed(update))).status_code == 503  # type: ignore[arg-type]
        async with door.listening():
            await until(lambda: door.is_open)
            assert (await http.post(PATH, **signed(update))).status_code == 200  # type: ignore[arg-type]
    assert [row[3] for row in await world.kept.rows()] == ["làm khai sinh ở đâu"]


async def test_the_webhook_registers_itself_and_takes_what_telegram_pushes(world: World) -> None:
    (port,) = free_ports(1)
    address = f"http://127.0.0.1:{port}"
    door = world.door(telegram_secret=_SECRET, public_url=f"{address}/")
    async with served(app_of(door.router), port), door.listening():
        await until(lambda: world.fake.methods.webhook["url"] == address + PATH)
        for number in range(20):
            world.fake.telegram.message(7, f"câu {number}")
        await until(lambda: _count(world, 20))
    assert [row[3] for row in await world.kept.rows()] == [f"câu {n}" for n in range(20)]


async def test_telegram_away_at_start_is_waited_for(world: World) -> None:
    world.fake.outage = True
    door = world.door(telegram_secret=_SECRET, public_url="https://mot-cua.example")
    async with door.listening():
        await until(lambda: world.fake.calls)
        world.fake.outage = False
        await until(lambda: world.fake.methods.webhook["url"].startswith("https://mot-cua"))


async def test_without_a_secret_the_bot_is_polled_and_confirms_only_what_is_kept(
    world: World,
) -> None:
    door = world.door()
    assert door.router is None
    for text in ("một", "hai", "ba"):
        world.fake.telegram.message(7, text)
    async with door.listening():
        await until(lambda: _count(world, 3))
        world.fake.telegram.message(7, "bốn")
        await until(lambda: _count(world, 4))
    assert [row[3] for row in await world.kept.rows()] == ["một", "hai", "ba", "bốn"]
    assert world.fake.telegram.waiting == []


async def test_a_button_goes_out_as_a_token_and_comes_back_as_its_payload(world: World) -> None:
    world.fake.telegram.chat(7)
    async with world.webhook() as http:
        sent = await world.doors[0].send(outgoing("Chọn giúp", "a", "b"))
        (said,) = world.fake.telegram.chats[7].said
        assert str(said["message_id"]) == sent
        rows = said["reply_markup"]["inline_keyboard"]
        assert [row[0]["text"] for row in rows] == ["a", "b"]
        pressed = world.fake.telegram.press(7, rows[1][0]["callback_data"])
        await http.post(PATH, **signed(pressed))  # type: ignore[arg-type]
        await until(lambda: all(world.fake.telegram.pressed.values()))
    assert [(row[2], row[3]) for row in await world.kept.rows()] == [("button", "/b")]


@pytest.mark.parametrize("data", ["deadbeef00000000", "/choose_procedure", "x" * 64])
async def test_a_button_that_is_not_ours_is_kept_as_nothing(world: World, data: str) -> None:
    async with world.webhook() as http:
        await http.post(PATH, **signed(world.fake.telegram.press(7, data)))  # type: ignore[arg-type]
    assert [(row[2], row[3]) for row in await world.kept.rows()] == [("button", None)]


async def test_a_button_of_another_conversation_is_not_taken(world: World) -> None:
    (token,) = await world.kept.keyboard.tokens("telegram:8", ["/b"])
    async with world.webhook() as http:
        await http.post(PATH, **signed(world.fake.telegram.press(7, token)))  # type: ignore[arg-type]
    assert [row[3] for row in await world.kept.rows()] == [None]


async def test_a_resident_who_blocked_the_bot_is_said_to_have_done_so(world: World) -> None:
    world.fake.telegram.chat(7).blocked = True
    with pytest.raises(DeliveryError) as raised:
        await world.door().send(outgoing("Xin chào"))
    assert raised.value.refusal is Refusal.BLOCKED


async def test_a_block_is_taken_note_of_and_not_answered(world: World) -> None:
    async with world.webhook() as http:
        answer = await http.post(PATH, **signed(world.fake.telegram.block(7, blocked=True)))  # type: ignore[arg-type]
    assert answer.status_code == 200
    assert await world.kept.rows() == []


async def test_what_is_not_json_is_refused_and_what_is_too_large_is_not_read(world: World) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with world.webhook() as http:
        assert (await http.post(PATH, content=b"{", headers=headers)).status_code == 400
        deep = b"[" * 100_000
        assert (await http.post(PATH, content=deep, headers=headers)).status_code == 400
        large = json.dumps({"update_id": 1, "x": "y" * 300_000}).encode()
        assert (await http.post(PATH, content=large, headers=headers)).status_code == 413


async def _count(world: World, number: int) -> bool:
    return len(await world.kept.rows()) >= number
