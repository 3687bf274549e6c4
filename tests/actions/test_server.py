"""The action server's three doors, over its real executor."""

import asyncio
import json
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from actions import server
from actions.base import SLOT
from actions.desk import BookingDesk
from assistant.knowledge.live import LiveKnowledge


@pytest.fixture
def client(knowledge: LiveKnowledge, desk: BookingDesk) -> Iterator[TestClient]:
    app = Starlette(routes=[
        Route("/webhook", server._run, methods=["POST"]), Route("/health", server._health),
    ])  # fmt: skip
    app.state.executor = server.executor_of(knowledge, desk)
    with TestClient(app) as client:
        yield client


def _call(action: str, text: str = "đăng ký kết hôn mất bao lâu") -> dict[str, Any]:
    tracker = {
        "sender_id": "web:test", "slots": {SLOT: None}, "events": [], "paused": False,
        "latest_message": {"text": text, "intent": {"name": "ask_time", "confidence": 0.9}},
        "latest_action_name": "action_listen", "active_loop": {}, "followup_action": None,
    }  # fmt: skip
    return {"next_action": action, "sender_id": "web:test", "tracker": tracker, "domain": {}}


def test_an_action_is_run(client: TestClient) -> None:
    answer = client.post("/webhook", json=_call("action_answer"))
    assert answer.status_code == 200
    body = answer.json()
    assert body["events"][0]["name"] == SLOT
    assert body["responses"][0]["custom"]["state"]["procedure"] == "1.000894"


def test_a_compressed_call_is_read(client: TestClient) -> None:
    content = zlib.compress(json.dumps(_call("action_answer")).encode())
    answer = client.post("/webhook", content=content, headers={"content-encoding": "deflate"})
    assert answer.status_code == 200


def test_an_unknown_action_is_named(client: TestClient) -> None:
    answer = client.post("/webhook", json=_call("action_unknown"))
    assert answer.status_code == 404
    assert answer.json()["action_name"] == "action_unknown"


def test_a_failing_action_never_repeats_the_question(client: TestClient) -> None:
    answer = client.post("/webhook", json=_call("action_task", "zzzz qqqq"))
    assert answer.status_code == 500
    assert answer.json() == {"error": "action failed"}


def test_health(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}


def test_every_action_is_registered(knowledge: LiveKnowledge, desk: BookingDesk) -> None:
    executor: ActionExecutor = server.executor_of(knowledge, desk)
    names = {kind(knowledge).name() for kind in server.ACTIONS}
    names |= {kind(desk).name() for kind in server.BOOKING_ACTIONS}
    assert names <= set(executor.actions)


async def test_upkeep_that_ends_by_a_mistake_is_told_without_its_words() -> None:
    async def breaks() -> None:
        raise KeyError("câu hỏi của người dân")

    task = asyncio.create_task(breaks())
    await asyncio.wait([task])
    with capture_logs() as logs:
        server._ended(task)
    assert logs == [{"event": "upkeep ended", "error": "KeyError", "log_level": "error"}]


async def test_upkeep_that_is_stopped_is_no_mistake() -> None:
    task = asyncio.create_task(asyncio.sleep(60))
    task.cancel()
    await asyncio.wait([task])
    with capture_logs() as logs:
        server._ended(task)
    assert logs == []
