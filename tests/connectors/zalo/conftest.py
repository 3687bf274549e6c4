"""The door with a real database behind it and the fake Zalo before it."""

import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from assistant import wiring
from assistant.clock import now
from assistant.conversation.attendance import Attendance
from assistant.conversation.carrying import Carrying
from assistant.conversation.contacts import Contacts
from assistant.conversation.delivery import Outgoing
from assistant.conversation.dialogue import Dialogue
from assistant.conversation.handover import Handover
from assistant.conversation.incoming import Incoming, Kind
from assistant.conversation.reception import Reception
from assistant.knowledge.live import Editions
from assistant.knowledge.reply import Button, Reply
from assistant.settings import Settings
from assistant.storage.database import with_driver
from assistant.stores import open_stores
from assistant.wiring import Conversing
from connectors.limits import BodyLimit
from connectors.problem import add_problem_handlers
from connectors.zalo.door import ZaloDoor, open_door
from connectors.zalo.signature import HEADER, mac_of
from tests.fakes.zalo.server import ZaloServer
from tests.system.running import free_ports

USER = "246845883529197922"
STAFF = "staff-secret"
Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def zalo() -> Iterator[ZaloServer]:
    """A small Zalo with one resident who has just written."""
    (port,) = free_ports(1)
    server = ZaloServer(port)
    server.account.heard(USER)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def settings(zalo: ZaloServer, database_url: str, tmp_path: Path) -> Settings:
    """An installation that speaks to it."""
    account = zalo.account
    return Settings(
        database_url=database_url, data=tmp_path, public_url="http://gateway.example",
        staff_token=SecretStr(STAFF), secret_key=SecretStr("a key of the tests"),
        zalo_oa_id=account.oa, zalo_app_id=account.app,
        zalo_app_secret=SecretStr(account.app_secret), zalo_oa_secret=SecretStr(account.oa_secret),
        zalo_access_token=SecretStr(account.access), zalo_refresh_token=SecretStr(account.refresh),
        zalo_api_url=zalo.address, zalo_oauth_url=zalo.address,
    )  # fmt: skip


def parts_of(settings: Settings, standing: Editions) -> Conversing:
    """What stands behind a door; Rasa is away, as no door needs it."""
    kept = open_stores(settings)
    dialogue = Dialogue("http://127.0.0.1:1", 0.1)
    attendance = Attendance(kept.cases, kept.switch)
    visits = wiring.booking(kept, standing)
    carrying = Carrying(
        kept.carried, kept.appointments, lambda: standing.current.base, Contacts(visits)
    )
    reception = Reception(standing, dialogue, kept.turns, attendance, carrying, wiring.domain())
    handover = Handover(standing, kept.cases)
    reminding = wiring.reminding(kept, standing, visits)
    return Conversing(
        kept,
        standing,
        dialogue,
        reception,
        handover,
        visits,
        reminding,  # type: ignore[arg-type]
        carrying,
    )


@pytest.fixture
async def parts(settings: Settings, standing: Editions, ask: Ask) -> AsyncIterator[Conversing]:
    """Everything behind the door, in an empty database."""
    ask("TRUNCATE conversations, channel_tokens, procrastinate_jobs CASCADE")
    made = parts_of(settings, standing)
    async with made.stores.jobs.app.open_async():
        yield made
    await made.dialogue.close()
    await made.stores.engine.dispose()


@pytest.fixture
async def door(settings: Settings, parts: Conversing) -> AsyncIterator[ZaloDoor]:
    """The door under test."""
    made = open_door(settings, parts)
    assert made is not None
    yield made
    await made.close()


@pytest.fixture
async def gateway(door: ZaloDoor) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application with this one door."""
    app = FastAPI()
    assert door.router is not None
    app.include_router(door.router)
    add_problem_handlers(app)
    app.add_middleware(BodyLimit)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway.example") as client:
        yield client


@pytest.fixture
def ask(database_url: str) -> Ask:
    """Run one statement: rows of a query, or nothing."""
    engine = create_engine(with_driver(database_url))

    def _ask(statement: str, **values: object) -> list[tuple[Any, ...]]:
        with engine.begin() as connection:
            result = connection.execute(text(statement), values)
            return [tuple(row) for row in result] if result.returns_rows else []

    return _ask


def event(zalo: ZaloServer, name: str = "user_send_text", **more: Any) -> dict[str, Any]:
    """An event of the test's resident, of now."""
    account = zalo.account
    return {
        "app_id": account.app, "event_name": name, "timestamp": str(int(time.time() * 1000)),
        "sender": {"id": USER}, "recipient": {"id": account.oa}, "user_id_by_app": "552177",
        "message": {"text": "đăng ký khai sinh", "msg_id": "m1"}, **more,
    }  # fmt: skip


@pytest.fixture
def post(zalo: ZaloServer, gateway: httpx.AsyncClient) -> Callable[..., Awaitable[httpx.Response]]:
    """Post an event, signed as Zalo signs."""

    async def _post(content: dict[str, Any], **headers: str) -> httpx.Response:
        body = json.dumps(content).encode()
        account = zalo.account
        stamp = str(content.get("timestamp"))
        mac = mac_of(str(content.get("app_id")), body, stamp, account.oa_secret)
        signed = {HEADER: f"mac={mac}", **headers}
        return await gateway.post("/webhooks/zalo", content=body, headers=signed)

    return _post


async def known(parts: Conversing, address: str = USER) -> None:
    """The resident has written once."""
    await parts.stores.inbox.keep(Incoming("zalo", f"k-{address}", address, Kind.TEXT, "x", now()))


def outgoing(words: str = "Lệ phí: 0 đồng.", *titles: str, **more: Any) -> Outgoing:
    """A reply to the test's resident, with buttons of these titles."""
    buttons = [Button(title=title, payload=f"/choose{{{title}}}") for title in titles]
    given: dict[str, Any] = {
        "id": 1, "conversation": f"zalo:{USER}", "channel": "zalo", "address": USER,
        "reply": Reply(text=words, buttons=buttons),
    }  # fmt: skip
    return Outgoing(**{**given, **more})
