"""The gateway's application: with nothing behind it, and served over a real database."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

from assistant.settings import Settings
from assistant.storage.database import with_driver
from connectors.gateway import Server, create_app
from tests.system.running import free_ports

STAFF = "a token of the staff"
NOBODY = "http://127.0.0.1:1"


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of it without Rasa, database and models: it answers by words alone."""
    settings = Settings(
        models=tmp_path_factory.mktemp("models"),
        encoder_model=None,
        rasa_url=NOBODY,
        database_url="postgresql://nobody@127.0.0.1:1/none",
        assistant_limits="off",
    )
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


@dataclass
class Served:
    """A gateway that listens, in a thread of the tests, and a look into its database."""

    app: FastAPI
    server: uvicorn.Server
    thread: threading.Thread
    base: str
    database_url: str

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.base, timeout=20)

    def ask(self, statement: str, **values: object) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        engine = create_engine(with_driver(self.database_url))
        try:
            with engine.begin() as connection:
                result = connection.execute(text(statement), values)
                return [tuple(row) for row in result] if result.returns_rows else []
        finally:
            engine.dispose()

    def desk(self, method: str, path: str, officer: str = "Lan", **more: Any) -> httpx.Response:
        """A call of the officers' API."""
        headers = {"Authorization": f"Bearer {STAFF}", "X-Officer": quote(officer)}
        return self.http.request(method, f"/api/v1/desk{path}", headers=headers, **more)

    def wish(self, conversation: str) -> str:
        """A resident of this conversation wants a person; the code of the case."""
        path = f"/api/v1/conversations/{conversation}/messages"
        answer = self.http.post(path, json={"payload": "/talk_to_officer"}).json()
        assert answer["outcome"] == "handed_over"
        query = "SELECT code FROM handovers WHERE conversation_id = :id AND closed_at IS NULL"
        ((code,),) = self.ask(query, id=f"web:{conversation}")
        assert code in answer["replies"][0]["text"]
        return str(code)

    def stop(self) -> float:
        """Ask it to end; the seconds that took."""
        started = time.monotonic()
        self.server.should_exit = True
        self.thread.join(20)
        return time.monotonic() - started


Serve = Callable[..., Served]


@pytest.fixture(scope="session")
def serve(
    database_url: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Serve]:
    """Starts gateways; what still runs at the end is stopped."""
    started: list[Served] = []
    data: Path = tmp_path_factory.mktemp("gateway")

    def start(**more: Any) -> Served:
        given = {"rasa_url": NOBODY, "assistant_limits": "off", **more}
        settings = Settings(
            data=data, models=data / "models", encoder_model=None, staff_token=STAFF,
            database_url=database_url, **given,
        )  # fmt: skip
        (port,) = free_ports(1)
        app = create_app(settings)
        server = Server(
            uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=5)
        )
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        started.append(Served(app, server, thread, f"http://127.0.0.1:{port}", database_url))
        return started[-1]

    yield start
    for served in started:
        served.http.close()
        served.stop()


@pytest.fixture(scope="session")
def gateway(serve: Serve) -> Served:
    """One gateway for the session, without limits."""
    return serve()
