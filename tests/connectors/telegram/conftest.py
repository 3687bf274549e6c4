"""The real door on the real database, with a fake Telegram at the other end of real HTTP."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import select
from starlette.types import ASGIApp

from assistant.conversation.delivery import Outgoing
from assistant.knowledge.reply import Button, Reply
from assistant.settings import Settings
from assistant.storage.conversations import heard
from assistant.storage.database import open_engine, transaction
from assistant.storage.inbox import PostgresInbox
from assistant.storage.jobs import Jobs
from assistant.storage.keyboard import PostgresKeyboard
from assistant.storage.tables import inbox
from connectors.limits import BodyLimit
from connectors.problem import add_problem_handlers
from connectors.telegram.door import TelegramDoor
from tests.fakes.telegram.server import FakeTelegram
from tests.system.running import free_ports

SECRET = "a-secret_of-ours"


@asynccontextmanager
async def served(app: ASGIApp, port: int | None = None) -> AsyncIterator[str]:
    """The address of an application on a port of its own, while it lasts."""
    port = port or free_ports(1)[0]
    server = uvicorn.Server(
        uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=1)
    )
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await running


async def until(met: Callable[[], object | Awaitable[object]], seconds: float = 5) -> None:
    """Wait for what happens elsewhere."""
    async with asyncio.timeout(seconds):
        while True:
            answer = met()
            if await answer if isinstance(answer, Awaitable) else answer:
                return
            await asyncio.sleep(0.02)


@dataclass(frozen=True)
class Kept:
    """The stores of the door, and a look at what it put there."""

    inbox: PostgresInbox
    keyboard: PostgresKeyboard
    rows: Callable[[], Awaitable[list[tuple[str, str, str, str | None]]]]


@dataclass
class World:
    """A fake Telegram, and doors that speak to it."""

    fake: FakeTelegram
    url: str
    kept: Kept
    doors: list[TelegramDoor]

    def door(self, **settings: object) -> TelegramDoor:
        """A door with a token of its own: no two tests share ids of messages."""
        given = Settings(
            telegram_token=SecretStr(self.fake.token), telegram_api_url=self.url,
            **settings,  # type: ignore[arg-type]
        )  # fmt: skip
        door = TelegramDoor(self.fake.token, given, self.kept.inbox, self.kept.keyboard)
        self.doors.append(door)
        return door

    def webhook(self) -> httpx.AsyncClient:
        """A client of the webhook of a door with a secret."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app_of(self.door(telegram_secret=SecretStr(SECRET)))),
            base_url="http://door",
        )


def app_of(door: TelegramDoor) -> FastAPI:
    """The gateway with this door alone."""
    app = FastAPI()
    assert door.router is not None
    app.include_router(door.router)
    add_problem_handlers(app)
    app.add_middleware(BodyLimit)
    return app


def outgoing(text: str, *buttons: str, chat: int | str = 7, number: int = 1) -> Outgoing:
    """A reply on its way to a chat."""
    reply = Reply(text=text, buttons=[Button(title=b, payload=f"/{b}") for b in buttons])
    return Outgoing(number, f"telegram:{chat}", "telegram", str(chat), reply)


def signed(update: object) -> dict[str, object]:
    """Arguments of a request that carries the secret."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "content-type": "application/json"}
    return {"content": json.dumps(update), "headers": headers}


@pytest.fixture
async def kept(database_url: str) -> AsyncIterator[Kept]:
    """The real stores."""
    engine, jobs = open_engine(database_url), Jobs(database_url)
    columns = (inbox.c.conversation_id, inbox.c.message_id, inbox.c.kind, inbox.c.content)

    async def rows() -> list[tuple[str, str, str, str | None]]:
        async with transaction(engine) as connection:
            asked = select(*columns).where(inbox.c.channel == "telegram").order_by(inbox.c.id)
            return [tuple(row) for row in await connection.execute(asked)]  # type: ignore[misc]

    async with transaction(engine) as connection:  # residents who wrote before
        await connection.execute(inbox.delete())
        for chat in ("7", "8"):
            await heard(connection, f"telegram:{chat}", "telegram", chat)
    yield Kept(PostgresInbox(engine, jobs), PostgresKeyboard(engine), rows)
    async with transaction(engine) as connection:
        await connection.execute(inbox.delete())
    await engine.dispose()


@pytest.fixture
async def world(kept: Kept) -> AsyncIterator[World]:
    """A fake Telegram with a bot nobody has used before."""
    fake = FakeTelegram(f"{100_000 + secrets.randbelow(10**9)}:AAfake", https_only=False)
    async with served(fake.app) as url:
        made = World(fake, url, kept, [])
        yield made
        for door in made.doors:
            await door.close()
