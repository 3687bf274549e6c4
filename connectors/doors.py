"""Every door, by the name of its channel: the only module that names them all."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Protocol

import structlog
from fastapi import APIRouter

from assistant.conversation.delivery import Outgoing
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.telegram import door as telegram
from connectors.zalo import door as zalo
from connectors.zalo import phone
from connectors.zalo_bot import door as zalo_bot

log = structlog.get_logger()


class Door(Protocol):
    """A channel: messages come in by its router or by asking for them, replies go out by `send`."""

    channel: str
    router: APIRouter | None

    def listening(self) -> AbstractAsyncContextManager[None]:
        """While it lasts the door takes messages in; only the gateway listens."""

    async def send(self, outgoing: Outgoing) -> str:
        """Send; the channel's id of what was sent. DeliveryError when it was not taken."""

    async def close(self) -> None:
        """Give connections back."""


_OPENERS: dict[str, Callable[[Settings, Conversing], Door | None]] = {
    "zalo": zalo.open_door,
    "phone": phone.open_door,
    "zalo_bot": zalo_bot.open_door,
    "telegram": telegram.open_door,
}


def open_doors(settings: Settings, parts: Conversing) -> dict[str, Door]:
    """The doors that have their settings. One that has not is closed, and the log says so."""
    doors: dict[str, Door] = {}
    for name, opened in _OPENERS.items():
        door = opened(settings, parts)
        if door is None:
            log.warning("door closed: its settings are not set", door=name)
        else:
            doors[name] = door
    return doors


@asynccontextmanager
async def listening(doors: Mapping[str, Door]) -> AsyncIterator[None]:
    """While it lasts all of them take messages in; afterwards their connections are given back."""
    async with AsyncExitStack() as stack:
        for door in doors.values():
            stack.push_async_callback(door.close)
            await stack.enter_async_context(door.listening())
        yield
