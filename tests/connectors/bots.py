"""What the tests of doors with a secret webhook share: real stores, real HTTP, hostile bodies."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn
from fastapi import APIRouter, FastAPI
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from sqlalchemy import select
from starlette.types import ASGIApp

from assistant.conversation.incoming import Incoming
from assistant.errors import StorageError
from assistant.storage.conversations import heard
from assistant.storage.database import open_engine, transaction
from assistant.storage.inbox import PostgresInbox
from assistant.storage.jobs import Jobs
from assistant.storage.keyboard import PostgresKeyboard
from assistant.storage.tables import inbox
from connectors.limits import BodyLimit
from connectors.problem import add_problem_handlers
from tests.system.running import free_ports

SECRET = "a-secret_of-ours"
MANY = settings(
    max_examples=1000, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
WRONG_SECRETS = st.binary(max_size=40).filter(lambda s: s.strip() != SECRET.encode())

# Conversation, message, kind, content.
Row = tuple[str, str, str, str | None]


def hostile(spoiled: st.SearchStrategy[Any]) -> st.SearchStrategy[bytes]:
    """Bodies: any bytes, or what the platform sends with something of it spoiled."""
    return st.binary(max_size=400) | spoiled.map(lambda body: json.dumps(body).encode())


@asynccontextmanager
async def served(app: ASGIApp, port: int | None = None) -> AsyncIterator[str]:
    """The address of an application on a port of its own, while it lasts."""
    port = port or free_ports(1)[0]
    config = uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
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


def app_of(router: APIRouter | None) -> FastAPI:
    """The gateway with this route alone."""
    app = FastAPI()
    assert router is not None
    app.include_router(router)
    add_problem_handlers(app)
    app.add_middleware(BodyLimit)
    return app


def client_of(router: APIRouter | None) -> httpx.AsyncClient:
    """A client of the gateway with this route alone."""
    transport = httpx.ASGITransport(app=app_of(router))
    return httpx.AsyncClient(transport=transport, base_url="http://door")


@dataclass(frozen=True)
class Kept:
    """The stores of a door, and a look at what it put there."""

    inbox: PostgresInbox
    keyboard: PostgresKeyboard
    rows: Callable[[], Awaitable[list[Row]]]


@asynccontextmanager
async def stores(database_url: str, channel: str, *chats: str) -> AsyncIterator[Kept]:
    """The real stores of a channel, emptied; the residents of these chats have written before."""
    engine, jobs = open_engine(database_url), Jobs(database_url)
    columns = (inbox.c.conversation_id, inbox.c.message_id, inbox.c.kind, inbox.c.content)

    async def rows() -> list[Row]:
        async with transaction(engine) as connection:
            asked = select(*columns).where(inbox.c.channel == channel).order_by(inbox.c.id)
            return [tuple(row) for row in await connection.execute(asked)]  # type: ignore[misc]

    async with transaction(engine) as connection:
        await connection.execute(inbox.delete())
        for chat in chats:
            await heard(connection, f"{channel}:{chat}", channel, chat)
    yield Kept(PostgresInbox(engine, jobs), PostgresKeyboard(engine), rows)
    async with transaction(engine) as connection:
        await connection.execute(inbox.delete())
    await engine.dispose()


class Failing:
    """An inbox whose database is away for the first tries."""

    def __init__(self, inbox: PostgresInbox, times: int) -> None:
        self._inbox = inbox
        self._times = times
        self.tries = 0

    async def receive(self, incoming: Incoming) -> bool:
        """As the inbox, later."""
        self.tries += 1
        if self.tries <= self._times:
            raise StorageError("away")
        return await self._inbox.receive(incoming)
