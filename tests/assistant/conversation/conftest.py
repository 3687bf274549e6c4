"""A small real server that stands where our channel in Rasa stands, and says what a test wants."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant import wiring
from assistant.conversation.attendance import Attendance
from assistant.conversation.carrying import Carrying
from assistant.conversation.contacts import Contacts
from assistant.conversation.dialogue import Dialogue
from assistant.conversation.reception import Reception
from assistant.knowledge.live import Editions
from assistant.settings import Settings
from assistant.stores import Stores, open_stores
from tests.system.running import free_ports


class FakeRasa:
    """Answers every message with `answer`; keeps what it was sent."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.sent: list[dict[str, Any]] = []
        self.answer: Response = JSONResponse([])
        self.seconds = 0.0
        routes = [
            Route("/webhooks/gateway/webhook", self._message, methods=["POST"]),
            Route("/webhooks/gateway/", self._health),
        ]
        config = uvicorn.Config(Starlette(routes=routes), port=port, log_level="error")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def says(self, *items: dict[str, Any]) -> None:
        """The items of the next answers."""
        self.answer = JSONResponse(list(items))

    def start(self) -> None:
        """Until it listens."""
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        """Gone, as a dead Rasa is."""
        self._server.should_exit = True
        self._thread.join(10)

    async def _message(self, request: Request) -> Response:
        self.sent.append(await request.json())
        await asyncio.sleep(self.seconds)
        return self.answer

    async def _health(self, _: Request) -> Response:
        return JSONResponse({"status": "ok"})


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    """A server in Rasa's place."""
    (port,) = free_ports(1)
    server = FakeRasa(port)
    server.start()
    yield server
    server.stop()


@pytest.fixture
async def dialogue(rasa: FakeRasa) -> AsyncIterator[Dialogue]:
    """The client of that server, with little patience."""
    client = Dialogue(rasa.address, timeout=0.5)
    yield client
    await client.close()


@pytest.fixture
async def stores(database_url: str) -> AsyncIterator[Stores]:
    """Everything that is kept, in the real database."""
    kept = open_stores(Settings(database_url=database_url))
    yield kept
    await kept.engine.dispose()


@pytest.fixture
def reception(standing: Editions, dialogue: Dialogue, stores: Stores) -> Reception:
    """A reception over the invented records."""
    return reception_of(standing, dialogue, stores)


def reception_of(standing: Editions, dialogue: Dialogue, stores: Stores) -> Reception:
    """A reception on these stores."""
    attendance = Attendance(stores.cases, stores.switch)
    contacts = Contacts(wiring.booking(stores, standing))
    carrying = Carrying(
        stores.carried, stores.appointments, lambda: standing.current.base, contacts
    )
    return Reception(standing, dialogue, stores.turns, attendance, carrying, wiring.domain())
