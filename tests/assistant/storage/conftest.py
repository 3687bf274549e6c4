"""Turns in the real database, and a look at what is in it."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from assistant.clock import now
from assistant.conversation.incoming import Incoming, Kind
from assistant.settings import Settings
from assistant.storage.database import open_engine, with_driver
from assistant.storage.documents import PostgresDocuments
from assistant.storage.turns import PostgresTurns
from assistant.stores import Stores, open_stores

Ask = Callable[..., Any]


@pytest.fixture
async def turns(database_url: str) -> AsyncIterator[PostgresTurns]:
    """The store under test."""
    engine = open_engine(database_url)
    yield PostgresTurns(engine)
    await engine.dispose()


@pytest.fixture
async def stores(database_url: str) -> AsyncIterator[Stores]:
    """Everything that is kept, on one engine."""
    kept = open_stores(Settings(database_url=database_url))
    yield kept
    await kept.engine.dispose()


def incoming(
    conversation: str, channel: str, message_id: str, content: str = "lệ phí bao nhiêu"
) -> Incoming:
    """A text of a resident; `conversation` begins with the channel."""
    address = conversation.removeprefix(f"{channel}:")
    return Incoming(channel, message_id, address, Kind.TEXT, content, now())


@pytest.fixture
def ask(database_url: str) -> Ask:
    """Run one statement: rows of a query, or nothing."""

    def _ask(statement: str, **values: object) -> list[tuple[Any, ...]]:
        engine = create_engine(with_driver(database_url))
        try:
            with engine.begin() as connection:
                result = connection.execute(text(statement), values)
                return [tuple(row) for row in result] if result.returns_rows else []
        finally:
            engine.dispose()

    return _ask


@pytest.fixture
async def store(stores: Stores) -> PostgresDocuments:
    """The store of documents, empty."""
    async with stores.engine.begin() as connection:
        await connection.execute(text("TRUNCATE documents CASCADE"))
    return stores.documents
