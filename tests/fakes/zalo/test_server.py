"""The fake behaves as Zalo is documented to."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.fakes.zalo.server import ZaloServer
from tests.system.running import free_ports

USER = "2468"


@pytest.fixture
def zalo() -> Iterator[ZaloServer]:
    """A fake with one resident."""
    (port,) = free_ports(1)
    server = ZaloServer(port)
    server.account.heard(USER)
    server.start()
    yield server
    server.stop()


@pytest.fixture
async def http(zalo: ZaloServer) -> AsyncIterator[httpx.AsyncClient]:
    """A client with the right token."""
    headers = {"access_token": zalo.account.access}
    async with httpx.AsyncClient(base_url=zalo.address, headers=headers) as client:
        yield client


async def _send(http: httpx.AsyncClient, user: str = USER, **message: object) -> int:
    body = {"recipient": {"user_id": user}, "message": message or {"text": "xin chào"}}
    answer = await http.post("/v3.0/oa/message/cs", json=body)
    assert answer.status_code == 200
    assert "x-ratelimit-remain" in answer.headers
    return int(answer.json()["error"])


async def test_a_message_is_taken(http: httpx.AsyncClient, zalo: ZaloServer) -> None:
    assert await _send(http) == 0
    assert zalo.account.sent_to(USER) == ["xin chào"]


async def test_the_errors_of_the_table(http: httpx.AsyncClient, zalo: ZaloServer) -> None:
    assert await _send(http, text="x" * 2001) == -210
    assert await _send(http, "stranger") == -232
    control = {"user": {"id": "old", "days_ago": 8}}
    await http.post("/_control", json=control)
    assert await _send(http, "old") == -230
    await http.post("/_control", json={"user": {"id": "b", "blocked": True}})
    assert await _send(http, "b") == -217
    await http.post("/_control", json={"faults": {"code": -224, "times": 1}})
    assert [await _send(http), await _send(http)] == [-224, 0]
    await http.post("/_control", json={"expire": True})
    assert await _send(http) == -220
    http.headers["access_token"] = "another"
    assert await _send(http) == -216


async def test_limits_and_outages(http: httpx.AsyncClient, zalo: ZaloServer) -> None:
    zalo.account.faults.per_minute = 1
    assert [await _send(http), await _send(http)] == [0, -32]
    await http.post("/_control", json={"faults": {"per_minute": 9, "outage": True}})
    assert (await http.get("/v2.0/oa/getoa")).status_code == 503
    await http.post("/_control", json={"faults": {"outage": False, "slow": 0.2}})
    start = time.perf_counter()
    await _send(http)
    assert time.perf_counter() - start >= 0.2


async def test_an_answer_can_be_lost_though_the_message_arrives(
    http: httpx.AsyncClient, zalo: ZaloServer
) -> None:
    zalo.account.faults.lose = 1
    with pytest.raises(httpx.ReadTimeout):
        await http.post(
            "/v3.0/oa/message/cs", timeout=0.3,
            json={"recipient": {"user_id": USER}, "message": {"text": "a"}},
        )  # fmt: skip
    assert zalo.account.sent_to(USER) == ["a"]


async def test_a_conversation_is_listed_newest_first(
    http: httpx.AsyncClient, zalo: ZaloServer
) -> None:
    await _send(http, text="một")
    await _send(http, text="hai")
    data = json.dumps({"user_id": USER, "offset": 0, "count": 10})
    listed = (await http.get("/v2.0/oa/conversation", params={"data": data})).json()["data"]
    assert [(item["src"], item["message"]) for item in listed] == [(0, "hai"), (0, "một")]


async def test_an_event_is_tried_again_until_it_is_taken(zalo: ZaloServer) -> None:
    seen: list[dict[str, str]] = []

    async def hook(request: Request) -> Response:
        body = await request.body()
        event = json.loads(body)
        right = f"mac={zalo.hooks.mac(event, body)}" == request.headers["x-zevent-signature"]
        seen.append({"retry": request.headers.get("num_retry", ""), "right": str(right)})
        return Response(status_code=200 if len(seen) == 3 else 500)

    transport = httpx.ASGITransport(Starlette(routes=[Route("/hook", hook, methods=["POST"])]))
    zalo.hooks.address, zalo.hooks.scale = "http://gateway/hook", 1e-5
    zalo.hooks._http = httpx.AsyncClient(transport=transport)
    delivery = await zalo.hooks.says(USER, "làm khai sinh")
    assert delivery.statuses == [500, 500, 200]
    assert [s["retry"] for s in seen] == ["", "1", "2"]
    assert {s["right"] for s in seen} == {"True"}
    assert zalo.hooks.subscribed


async def test_whoever_never_answers_is_unsubscribed(zalo: ZaloServer) -> None:
    zalo.hooks.address, zalo.hooks.scale = "http://127.0.0.1:1/", 1e-5
    assert (await zalo.hooks.follows(USER)).statuses == [0] * 6
    assert (await zalo.hooks.says(USER, "x")).statuses == []
    await asyncio.sleep(0)
    assert not zalo.hooks.subscribed


async def test_it_can_be_told_by_hand(http: httpx.AsyncClient, zalo: ZaloServer) -> None:
    hook = {"hook": {"address": "http://127.0.0.1:1/", "scale": 1e-5}}
    await http.post("/_control", json=hook)
    answer = await http.post("/_control/say", json={"user": "7", "text": "chào"})
    assert answer.json()["event"]["message"]["text"] == "chào"
    await http.post("/_control", json=hook)
    answer = await http.post("/_control/event", json={"event_name": "unfollow"})
    assert answer.json()["event"]["app_id"] == zalo.account.app
    looked = (await http.get("/_control")).json()
    assert [m["message"] for m in looked["messages"]] == ["chào"]
