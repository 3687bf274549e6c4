"""The staff's pages as a browser meets them: a served gateway, accounts, cookies, forms."""

import asyncio
import itertools
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright

from assistant.settings import Settings
from assistant.staff.account import Account
from assistant.staff.directory import Directory
from assistant.staff.hashing import Hashing
from assistant.staff.role import Role
from assistant.stores import open_stores
from tests.connectors.conftest import Serve, Served

PASSWORD = "bốn con trâu gặm cỏ"
OFFICE = "tinh"
_NUMBERS = itertools.count(1)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Visitor:
    """One browser: keeps cookies, sends the tokens of the forms it was shown."""

    served: Served
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.served.base, timeout=20)

    def get(self, path: str, **more: Any) -> httpx.Response:
        """A page, wherever it leads."""
        return self.http.get(path, follow_redirects=True, **more)

    def post(self, path: str, shown_at: str | None = None, **form: Any) -> httpx.Response:
        """The form of a page, with its token; not followed."""
        token = _value(self.get(shown_at or path).text, "csrf")
        return self.http.post(path, data={"csrf": token, **form})

    def sign_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        """Fill the form in."""
        return self.post("/console/sign-in", name=name, password=password)


def _value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


form_value = _value
Member = Callable[..., str]
Visit = Callable[[], Visitor]


@pytest.fixture(scope="session")
def console(serve: Serve) -> Served:
    """A gateway with limits off."""
    return serve(secret_key="a key of tests")


def new_member(
    console: Served, *roles: Role, office: str | None = None, email: str | None = None
) -> str:
    """A new account with PASSWORD; its name."""
    name = f"can.bo.{next(_NUMBERS)}"
    account = Account(name, "Trần Thị Bích", frozenset(roles or {Role.EDITOR}), office, email)
    # In a thread of its own: a browser of the tests has a loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _add(console.app.state.settings, account)).result()
    return name


@pytest.fixture
def member(console: Served) -> Member:
    """Makes accounts with PASSWORD; gives their names."""
    return partial(new_member, console)


@pytest.fixture
def visit(console: Served) -> Iterator[Visit]:
    """New browsers."""
    visitors: list[Visitor] = []

    def new() -> Visitor:
        visitors.append(Visitor(console))
        return visitors[-1]

    yield new
    for visitor in visitors:
        visitor.http.close()


@pytest.fixture
def administrator(member: Member, visit: Visit) -> Visitor:
    """A browser in which an administrator is signed in."""
    visitor = visit()
    assert visitor.sign_in(member(Role.ADMINISTRATOR)).status_code == 303
    return visitor


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of this machine; nothing is downloaded."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: `make chromium` installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        yield browser
        browser.close()


async def _add(settings: Settings, account: Account) -> None:
    stores, hashing = open_stores(settings), Hashing()
    try:
        directory = Directory(stores.accounts, hashing, lambda _: True)
        await directory.add(account, "test", PASSWORD)
    finally:
        hashing.close()
        await stores.engine.dispose()
