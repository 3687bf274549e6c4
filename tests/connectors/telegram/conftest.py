"""The real door on the real database, with a fake Telegram at the other end of real HTTP."""

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
from connectors.telegram.door import TelegramDoor
from tests.connectors.bots import SECRET, Kept, client_of, served, stores
from tests.fakes.telegram.server import FakeTelegram


@dataclass
class World:
    """A fake Telegram, and doors that speak to it."""

    fake: FakeTelegram
    url: str
    kept: Kept
    doors: list[TelegramDoor]

    def door(self, **settings: object) -> TelegramDoor:
        """A door with a token of its own: no two tests share ids of messages."""
        given = Settings(
            telegram_token=SecretStr(self.fake.token), telegram_api_url=self.url,
            **settings,  # type: ignore[arg-type]
        )  # fmt: skip
        door = TelegramDoor(self.fake.token, given, self.kept.inbox, self.kept.keyboard)
        self.doors.append(door)
        return door

    def webhook(self) -> httpx.AsyncClient:
        """A client of the webhook of a door with a secret."""
        return client_of(self.door(telegram_secret=SecretStr(SECRET)).router)


def outgoing(text: str, *buttons: str, chat: int | str = 7, number: int = 1) -> Outgoing:
    """A reply on its way to a chat."""
    reply = Reply(text=text, buttons=[Button(title=b, payload=f"/{b}") for b in buttons])
    return Outgoing(number, f"telegram:{chat}", "telegram", str(chat), reply)


def signed(update: object) -> dict[str, object]:
    """Arguments of a request that carries the secret."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "content-type": "application/json"}
    return {"content": json.dumps(update), "headers": headers}


@pytest.fixture
async def kept(database_url: str) -> AsyncIterator[Kept]:
    """The real stores; chats 7 and 8 have written before."""
    async with stores(database_url, "telegram", "7", "8") as made:
        yield made


@pytest.fixture
async def world(kept: Kept) -> AsyncIterator[World]:
    """A fake Telegram with a bot nobody has used before."""
    fake = FakeTelegram(f"{100_000 + secrets.randbelow(10**9)}:AAfake", https_only=False)
    async with served(fake.app) as url:
        made = World(fake, url, kept, [])
        yield made
        for door in made.doors:
            await door.close()
