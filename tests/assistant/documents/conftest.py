"""An empty store of documents on the real database, a small knowledge base in it, and a clock."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.clock import VIETNAM
from assistant.documents.checking import Checking
from assistant.documents.editing import Editing
from assistant.documents.exchange import Exchange
from assistant.documents.publishing import Publishing
from assistant.documents.version import Written
from assistant.knowledge.editions import EditionStore
from assistant.storage.database import open_engine
from assistant.storage.documents import PostgresDocuments
from tests.assistant.knowledge.conftest import whole_knowledge_base

RECORD = "procedures/cu_tru/9.000003.yml"
FAQ = "faq/tai_quay.yml"


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **span: float) -> None:
        """Let time go by."""
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    """The time of the test."""
    return Clock()


@pytest.fixture
def folder(real_folder: Path, small_folder: Path, tmp_path: Path) -> Path:
    """A whole knowledge base of a few records."""
    return whole_knowledge_base(tmp_path / "knowledge_base", real_folder, small_folder)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[PostgresDocuments]:
    """The store under test, empty."""
    engine = open_engine(database_url)
    async with engine.begin() as connection:
        await connection.execute(text("TRUNCATE documents CASCADE"))
    yield PostgresDocuments(engine)
    await engine.dispose()


@pytest.fixture
def editions(tmp_path: Path) -> EditionStore:
    """Where the test publishes to."""
    return EditionStore(tmp_path / "data" / "knowledge")


@pytest.fixture
def editing(store: PostgresDocuments, editions: EditionStore, clock: Clock) -> Editing:
    """What staff do."""
    return Editing(store, Checking(editions), clock)


@pytest.fixture
def publishing(store: PostgresDocuments, editions: EditionStore, clock: Clock) -> Publishing:
    """How it goes out."""
    return Publishing(store, editions, editions.folder / "published", clock)


@pytest.fixture
def exchange(store: PostgresDocuments, clock: Clock) -> Exchange:
    """The way of files."""
    return Exchange(store, clock)


@pytest.fixture
async def filled(exchange: Exchange, folder: Path) -> Path:
    """The folder whose files are the published first versions."""
    await exchange.take_over(folder, "quản trị")
    return folder


async def draft(editing: Editing, name: str, author: str = "lan") -> Written:
    """A new draft of the record, built on its newest version."""
    newest = await editing.store.newest(RECORD)
    assert newest is not None
    assert newest.text is not None
    saved = await editing.save(RECORD, renamed(newest.text, name), newest.number, author)
    assert isinstance(saved, Written)
    return saved


def renamed(text: str, name: str) -> str:
    """The record with another name, whatever its name was."""
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("name: "))
    return "\n".join([*lines[:at], f"name: {name}", *lines[at + 1 :]])


async def approved(editing: Editing, name: str) -> Written:
    """The same, reviewed."""
    made = await draft(editing, name)
    await editing.submit(made.path, made.number)
    await editing.approve(made.path, made.number, "minh")
    return made
