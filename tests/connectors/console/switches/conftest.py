"""Switches and notices are of everybody: each test finds them untouched."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant import wiring
from assistant.clock import now
from assistant.documents.workshop import Workshop, open_workshop
from assistant.settings import ROOT, Settings
from assistant.stores import open_stores
from tests.connectors.conftest import Served


def cleared(console: Served) -> None:
    """As on the first day; what the gateway remembers of it too."""
    console.ask("TRUNCATE switches, notices, told_notices")
    stores = console.app.state.parts.stores
    stores.notices.forget()
    stores.switch._asked_at = float("-inf")


@pytest.fixture(autouse=True)
def untouched(console: Served) -> Iterator[None]:
    """Before and after."""
    cleared(console)
    yield
    cleared(console)


def with_shop(console: Served, work: Callable[[Workshop], Awaitable[object]]) -> None:
    """Do something with the documents, in a thread: a browser of the tests has a loop in ours."""

    async def run() -> None:
        settings: Settings = console.app.state.settings
        stores = open_stores(settings)
        try:
            await work(open_workshop(stores.documents, wiring.editions(settings), now))
        finally:
            await stores.engine.dispose()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, run()).result()


def take_over(console: Served) -> None:
    """The files that ship become the documents."""
    console.ask("TRUNCATE documents CASCADE")
    with_shop(console, lambda shop: shop.exchange.take_over(ROOT / "knowledge_base", "cli:test"))


@pytest.fixture
def documents(console: Served) -> Iterator[None]:
    """What staff wrote is in the database, as it ships."""
    take_over(console)
    yield
    console.ask("TRUNCATE documents CASCADE")
