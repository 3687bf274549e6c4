"""The staff's pages as a browser meets them: a served gateway, accounts, cookies, forms; and as a
person does, in Chromium at a desk and on a phone."""

import asyncio
import itertools
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

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


SIZES: dict[str, ViewportSize] = {
    "office": {"width": 1366, "height": 768},
    "phone": {"width": 360, "height": 740},
}


@dataclass
class Desk:
    """The page, and what it did behind the officer's back."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("console", self._hear)
        self.page.on("request", self._see)

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Fill the form in."""
        self.page.goto(f"{self.base}/console")
        self.page.get_by_label("Tên đăng nhập").fill(name)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.page.get_by_role("button", name="Đăng nhập").click()

    def looked_at(self) -> None:
        """Nothing that axe finds, and nothing beyond the edge of the screen."""
        results = Axe().run(self.page)
        assert results.violations_count == 0, results.generate_report()
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(width) <= 0

    def _hear(self, message: object) -> None:
        text = getattr(message, "text", "")
        if getattr(message, "type", "") in {"error", "warning"} and "status of 4" not in text:
            self.complaints.append(f"console: {text}")

    def _see(self, request: object) -> None:
        url = getattr(request, "url", "")
        if urlsplit(url).scheme != "data" and not url.startswith(self.base):
            self.complaints.append(f"request to {url}")


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


@pytest.fixture(params=SIZES)
def desk(request: pytest.FixtureRequest, browser: Browser, console: Served) -> Iterator[Desk]:
    """A fresh browser; nothing may go wrong unseen."""
    context = browser.new_context(viewport=SIZES[request.param], locale="vi-VN")
    desk = Desk(context.new_page(), console.base)
    yield desk
    context.close()
    assert desk.complaints == []


async def _add(settings: Settings, account: Account) -> None:
    stores, hashing = open_stores(settings), Hashing()
    try:
        directory = Directory(stores.accounts, hashing, lambda _: True)
        await directory.add(account, "test", PASSWORD)
    finally:
        hashing.close()
        await stores.engine.dispose()
