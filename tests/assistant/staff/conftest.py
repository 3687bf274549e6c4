"""Staff over the real database, at a time that tests turn on."""

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.clock import VIETNAM
from assistant.settings import Settings
from assistant.staff.account import Account
from assistant.staff.directory import Directory
from assistant.staff.hashing import Hashing
from assistant.staff.own_account import OwnAccount
from assistant.staff.role import Role
from assistant.staff.sign_in import SignIn
from assistant.stores import Stores, open_stores

PASSWORD = "bốn con trâu gặm cỏ"
_NUMBERS = itertools.count(1)


@dataclass
class Time:
    """The present, as a test has it."""

    now: datetime = datetime(2031, 3, 4, 8, 0, tzinfo=VIETNAM)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **more: float) -> None:
        """So much later."""
        self.now += timedelta(**more)


@dataclass
class Desk:
    """Everything about the staff, on one database."""

    stores: Stores
    directory: Directory
    sign_in: SignIn
    own: OwnAccount
    time: Time

    async def member(
        self, *roles: Role, office: str | None = None, email: str | None = None
    ) -> str:
        """A new account with PASSWORD; its name."""
        name = f"nguoi.{next(_NUMBERS)}"
        account = Account(name, "Trần Văn Ất", frozenset(roles or {Role.EDITOR}), office, email)
        await self.directory.add(account, "test", PASSWORD)
        return name

    async def acts(self, subject: str) -> list[str]:
        """What the log has of it, the oldest first."""
        entries = await self.stores.audit.latest(100, subject=subject)
        return [entry.action for entry in reversed(entries)]


@pytest.fixture
async def desk(database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk with the real stores."""
    # One key for all tests: the log's chain is one in the database of the session.
    stores = open_stores(
        Settings(database_url=database_url, data=tmp_path, secret_key="a key of tests")
    )
    hashing, time = Hashing(), Time()
    sign_in = SignIn(stores.accounts, stores.sessions, stores.tries, hashing, time)
    yield Desk(
        stores, Directory(stores.accounts, hashing, lambda office: office == "07777"), sign_in,
        OwnAccount(stores.accounts, sign_in, hashing, time), time,
    )  # fmt: skip
    hashing.close()
    await stores.engine.dispose()
