"""The real door on the real database, with a fake Bot Platform at the other end of real HTTP."""

import json
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from pydantic import SecretStr

from assistant.conversation.delivery import Outgoing
from assistant.knowledge.reply import Button, Reply
from assistant.settings import Settings
from connectors.zalo_bot.door import ZaloBotDoor
from tests.conftest import Standing
from tests.connectors.bots import SECRET, Kept, client_of, served, stores
from tests.fakes.zalo_bot.server import FakeZaloBot


@dataclass
class World:
    """A fake Bot Platform, and doors that speak to it."""

    fake: FakeZaloBot
    url: str
    kept: Kept
    standing: Standing
    doors: list[ZaloBotDoor]

    def door(self, **settings: object) -> ZaloBotDoor:
        """A door of the fake's bot."""
        given = Settings(zalo_bot_api_url=self.url, _env_file=None, **settings)  # type: ignore[arg-type]
        kept = self.kept
        door = ZaloBotDoor(self.fake.token, given, kept.inbox, kept.keyboard, self.standing)
        self.doors.append(door)
        return door

    def webhook(self) -> httpx.AsyncClient:
        """A client of the webhook of a door with a secret."""
        return client_of(self.door(zalo_bot_secret=SecretStr(SECRET)).router)


def outgoing(text: str, *buttons: str, number: int = 1) -> Outgoing:
    """A reply on its way to the resident "a1"."""
    reply = Reply(text=text, buttons=[Button(title=b, payload=f"/{b}") for b in buttons])
    return Outgoing(number, "zalo_bot:a1", "zalo_bot", "a1", reply)


def signed(body: object) -> dict[str, object]:
    """Arguments of a request that carries the secret."""
    return {"content": json.dumps(body), "headers": {"X-Bot-Api-Secret-Token": SECRET}}


@pytest.fixture
async def kept(database_url: str) -> AsyncIterator[Kept]:
    """The real stores; the resident "a1" has written before."""
    async with stores(database_url, "zalo_bot", "a1") as made:
        yield made


@pytest.fixture
async def world(kept: Kept, standing: Standing) -> AsyncIterator[World]:
    """A fake Bot Platform with a bot nobody has used before."""
    fake = FakeZaloBot(f"{100_000 + secrets.randbelow(10**9)}:fake", https_only=False)
    async with served(fake.app) as url:
        made = World(fake, url, kept, standing, [])
        yield made
        for door in made.doors:
            await door.close()
