"""The pages of content over the documents of the knowledge base that ships, fresh for a module."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from assistant import wiring
from assistant.clock import now
from assistant.documents.exchange import draft_of
from assistant.documents.folder import read_folder
from assistant.documents.version import Draft, Version, Written
from assistant.documents.workshop import Workshop, open_workshop
from assistant.staff.role import Role
from assistant.stores import Stores, open_stores
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import OFFICE, Member, Visit, Visitor

ResultT = TypeVar("ResultT")
RECORD = "procedures/cu_tru/1.004194.yml"
FAQ = "faq/vneid.yml"


class Shelf:
    """The documents behind the pages, for what a test sets up and looks at."""

    def __init__(self, served: Served) -> None:
        self._settings = served.app.state.settings

    def run(self, work: Callable[[Workshop], Awaitable[ResultT]]) -> ResultT:
        """In a thread of its own: a browser of the tests has a loop in this one."""
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, self._work(work)).result()

    async def _work(self, work: Callable[[Workshop], Awaitable[ResultT]]) -> ResultT:
        stores: Stores = open_stores(self._settings)
        try:
            shop = open_workshop(stores.documents, wiring.editions(self._settings), now)
            return await work(shop)
        finally:
            await stores.engine.dispose()

    def newest(self, path: str) -> Written:
        """The newest version on the line."""
        found = self.run(lambda shop: shop.store.newest(path))
        assert found is not None
        return found

    def history(self, path: str) -> list[Version]:
        """Every version, newest first."""
        return self.run(lambda shop: shop.store.history(path))

    def draft(self, path: str, author: str, old: str, new: str, base: int | None = None) -> Version:
        """A new draft with some words changed; on `base` if given, else on the newest."""

        async def save(shop: Workshop) -> Version:
            start = await (
                shop.store.version(path, base) if base else shop.store.newest(path)
            )  # fmt: skip
            assert start is not None
            assert start.text is not None
            assert old in start.text
            text = start.text.replace(old, new, 1)
            saved = await shop.editing.save(path, text, start.number, author, "sửa thử")
            return saved if isinstance(saved, Written) else saved.mine

        return self.run(save)


@pytest.fixture(scope="session")
def shipped(real_folder: Path) -> list[Draft]:
    """The documents of the knowledge base that ships."""
    return [draft_of(path, text, None, "test") for path, text in read_folder(real_folder).items()]


@pytest.fixture(scope="module")
def shelf(console: Served, shipped: list[Draft]) -> Iterator[Shelf]:
    """Every document published as it ships; nothing else."""
    shelf = Shelf(console)
    console.ask("TRUNCATE documents CASCADE")
    shelf.run(lambda shop: shop.store.begin(shipped, now()))
    yield shelf
    console.ask("TRUNCATE documents CASCADE")


As = Callable[..., Visitor]


@pytest.fixture
def signed_in(shelf: Shelf, member: Member, visit: Visit) -> As:
    """Browsers of new members with these roles; `name` says who they are."""

    def new(*roles: Role) -> Visitor:
        visitor = visit()
        visitor.name = member(*roles, office=OFFICE)  # type: ignore[attr-defined]
        assert visitor.sign_in(visitor.name).status_code == 303  # type: ignore[attr-defined]
        return visitor

    return new


@pytest.fixture
def editor(signed_in: As) -> Visitor:
    """Who writes."""
    return signed_in(Role.EDITOR)


@pytest.fixture
def reviewer(signed_in: As) -> Visitor:
    """Who reviews."""
    return signed_in(Role.REVIEWER)
