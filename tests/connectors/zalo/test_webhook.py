"""What Zalo posts: kept once, answered with 200, and nothing forged among it."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from assistant.clock import now
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.limits import LARGEST_BODY
from connectors.zalo.door import ZaloDoor, open_door
from connectors.zalo.signature import HEADER
from tests.connectors.zalo.conftest import USER, Ask, event, known, parts_of
from tests.fakes.zalo.server import ZaloServer
from tests.system.running import free_ports

Post = Callable[..., Awaitable[httpx.Response]]
KEPT = (
    "SELECT conversation_id, kind, content FROM inbox WHERE message_id NOT LIKE 'k-%' ORDER BY id"
)


async def test_a_text_is_kept_with_its_job_and_acknowledged(
    zalo: ZaloServer, post: Post, ask: Ask
) -> None:
    assert (await post(event(zalo))).status_code == 200
    assert ask(KEPT) == [(f"zalo:{USER}", "text", "đăng ký khai sinh")]
    assert ask("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'answer'") == [(1,)]


async def test_the_same_message_again_is_acknowledged_and_not_kept_again(
    zalo: ZaloServer, post: Post, ask: Ask
) -> None:
    first = event(zalo)
    for number in range(4):
        assert (await post(first, num_retry=str(number))).status_code == 200
    assert len(ask(KEPT)) == 1
    assert ask("SELECT count(*) FROM procrastinate_jobs") == [(1,)]


async def test_many_at_once_are_one(zalo: ZaloServer, post: Post, ask: Ask) -> None:
    first = event(zalo)
    answers = await asyncio.gather(*(post(first) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(ask(KEPT)) == 1


@pytest.mark.parametrize("signature", ["", "mac=", "mac=" + "0" * 64, "sha256=x", "mac=ä"])
async def test_a_forged_one_is_dropped_with_200(
    zalo: ZaloServer, gateway: httpx.AsyncClient, ask: Ask, signature: str
) -> None:
    body = json.dumps(event(zalo)).encode()
    headers = {HEADER: signature.encode("latin-1")}
    assert (await gateway.post("/webhooks/zalo", content=body, headers=headers)).status_code == 200
    assert ask(KEPT) == []


async def test_a_signature_of_another_body_or_another_app_is_dropped(
    zalo: ZaloServer, post: Post, gateway: httpx.AsyncClient, ask: Ask
) -> None:
    answer = await post({**event(zalo), "app_id": "1"})
    signed = answer.request.headers[HEADER]
    body = json.dumps(event(zalo, message={"text": "x", "msg_id": "m9"})).encode()
    await gateway.post("/webhooks/zalo", content=body, headers={HEADER: signed})
    assert ask(KEPT) == []


@pytest.mark.parametrize(("hours", "is_kept"), [(0, True), (1.9, True), (3.1, False), (48, False)])
async def test_a_retry_of_zalo_is_taken_and_an_old_post_is_not(
    zalo: ZaloServer, post: Post, ask: Ask, hours: float, is_kept: bool
) -> None:
    then = int((time.time() - hours * 3600) * 1000)
    assert (await post(event(zalo, timestamp=str(then)))).status_code == 200
    assert bool(ask(KEPT)) == is_kept


async def test_a_time_may_be_a_number(zalo: ZaloServer, post: Post, ask: Ask) -> None:
    await post(event(zalo, timestamp=int(time.time() * 1000)))
    assert len(ask(KEPT)) == 1


async def test_one_too_large_is_refused_before_it_is_read(gateway: httpx.AsyncClient) -> None:
    answer = await gateway.post("/webhooks/zalo", content=b"x" * (LARGEST_BODY + 1))
    assert answer.status_code == 413


async def test_a_click_comes_back_as_the_payload_of_its_token(
    zalo: ZaloServer, post: Post, parts: Conversing, ask: Ask
) -> None:
    await known(parts)
    (token,) = await parts.stores.keyboard.tokens(f"zalo:{USER}", ["/ask_fee"])
    await post(event(zalo, message={"text": token, "msg_id": "c1"}))
    assert ask(KEPT) == [(f"zalo:{USER}", "button", "/ask_fee")]


async def test_a_number_of_the_list_is_a_button_and_any_other_is_a_text(
    zalo: ZaloServer, post: Post, parts: Conversing, ask: Ask
) -> None:
    await known(parts)
    await parts.stores.keyboard.number(f"zalo:{USER}", ["/a", "/b"])
    for number, typed in enumerate(["2", "7", "/ask_fee"]):
        await post(event(zalo, message={"text": typed, "msg_id": f"n{number}"}))
    assert [row[1:] for row in ask(KEPT)] == [
        ("button", "/b"), ("text", "7"), ("text", "/ask_fee"),
    ]  # fmt: skip


async def test_a_token_of_somebody_else_is_only_a_text(
    zalo: ZaloServer, post: Post, parts: Conversing, ask: Ask
) -> None:
    await known(parts, "777")
    (token,) = await parts.stores.keyboard.tokens("zalo:777", ["/ask_fee"])
    await post(event(zalo, message={"text": token, "msg_id": "c2"}))
    assert ask(KEPT) == [(f"zalo:{USER}", "text", token)]


async def test_an_officer_on_zalos_own_desk_takes_the_conversation(
    zalo: ZaloServer, post: Post, parts: Conversing
) -> None:
    await known(parts)
    oa = {"id": zalo.account.oa}
    echo = {"sender": oa, "recipient": {"id": USER}}
    await post(event(zalo, "oa_send_text", **echo))
    assert await parts.stores.cases.of(f"zalo:{USER}") is None
    await post(event(zalo, "oa_send_text", **{**echo, "sender": {**oa, "admin_id": "42"}}))
    case = await parts.stores.cases.of(f"zalo:{USER}")
    assert case is not None
    assert case.officer == "zalo:42"


async def test_a_late_echo_of_an_officer_does_not_silence_the_assistant(
    zalo: ZaloServer, post: Post, parts: Conversing
) -> None:
    echo = {"sender": {"id": zalo.account.oa, "admin_id": "42"}, "recipient": {"id": USER}}
    then = now() - timedelta(hours=2)
    await post(event(zalo, "oa_send_text", **echo, timestamp=str(int(then.timestamp() * 1000))))
    assert await parts.stores.cases.of(f"zalo:{USER}") is None


async def test_a_withdrawal_waits_for_its_turn_behind_what_was_written(
    zalo: ZaloServer, post: Post, ask: Ask
) -> None:
    await post(event(zalo))
    await post(event(zalo, "user_withdraw"))
    assert [kind for _, kind, _ in ask(KEPT)] == ["text", "withdrawn"]


async def test_a_follow_and_the_first_click_are_one_welcome(
    zalo: ZaloServer, post: Post, ask: Ask
) -> None:
    oa = zalo.account.oa
    stamp = str(int(time.time()) // 600 * 600_000)
    await post(event(zalo, "follow", oa_id=oa, follower={"id": USER}, sender=None, timestamp=stamp))
    await post(event(zalo, "user_click_chatnow", oa_id=oa, user_id=USER, timestamp=stamp))
    assert ask(KEPT) == [(f"zalo:{USER}", "welcome", None)]


async def test_without_a_database_zalo_is_asked_to_come_again(
    zalo: ZaloServer, settings: Settings, standing: object
) -> None:
    away = settings.model_copy(update={"database_url": "postgresql://nobody@127.0.0.1:1/none"})
    door = open_door(away, parts_of(away, standing))  # type: ignore[arg-type]
    assert door is not None
    app = FastAPI()
    app.include_router(door.router)  # type: ignore[arg-type]
    (port,) = free_ports(1)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    zalo.hooks.address, zalo.hooks.scale = f"http://127.0.0.1:{port}/webhooks/zalo", 1e-5
    delivery = await zalo.hooks.says(USER, "xin chào")
    server.should_exit = True
    await serving
    assert delivery.statuses == [503] * 6
    assert max(delivery.seconds) < 2
    assert not zalo.hooks.subscribed


async def test_the_real_poster_of_the_fake_is_understood(
    zalo: ZaloServer, door: ZaloDoor, ask: Ask
) -> None:
    app = FastAPI()
    app.include_router(door.router)  # type: ignore[arg-type]
    (port,) = free_ports(1)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    zalo.hooks.address = f"http://127.0.0.1:{port}/webhooks/zalo"
    delivery = await zalo.hooks.says(USER, "làm khai sinh")
    server.should_exit = True
    await serving
    assert delivery.statuses == [200]
    assert ask(KEPT) == [(f"zalo:{USER}", "text", "làm khai sinh")]
