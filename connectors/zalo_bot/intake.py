"""The way in: parse, read a number as the button it stands for, keep, show "typing"."""

import asyncio
from dataclasses import replace

import structlog

from assistant.clock import now
from assistant.conversation.delivery import DeliveryError
from assistant.conversation.inbox import Inbox
from assistant.conversation.incoming import Incoming, Kind
from assistant.conversation.keyboard import Keyboard
from connectors.zalo_bot.client import Client
from connectors.zalo_bot.parsing import CHANNEL, events_in, parse

log = structlog.get_logger()
_MOST = 64  # signs under way at once; beyond it one is left out, never a message


class Intake:
    """`bot`: its id; ids of messages are known to be single only within one bot."""

    def __init__(self, bot: str, inbox: Inbox, keyboard: Keyboard, client: Client) -> None:
        self._bot = bot
        self._inbox = inbox
        self._keyboard = keyboard
        self._client = client
        self._signs: set[asyncio.Task[None]] = set()

    async def take(self, body: object) -> None:
        """Keep the messages of a body. StorageError: not kept."""
        for event in events_in(body):
            incoming = parse(event, self._bot, now())
            if incoming is None:
                continue
            if await self._inbox.receive(await self._chosen(incoming)):
                self._show_typing(incoming.address)

    async def close(self) -> None:
        """Leave out what is still under way."""
        for sign in self._signs:
            sign.cancel()
        await asyncio.gather(*self._signs, return_exceptions=True)

    async def _chosen(self, incoming: Incoming) -> Incoming:
        """A number of the last list is a button; any other text, "2" without a list, is a text."""
        if incoming.kind is not Kind.TEXT:
            return incoming
        payload = await self._keyboard.payload(incoming.conversation, incoming.content)
        return incoming if payload is None else replace(
            incoming, kind=Kind.BUTTON, content=payload
        )  # fmt: skip

    def _show_typing(self, chat: str) -> None:
        if len(self._signs) < _MOST:
            sign = asyncio.create_task(self._typing(chat))
            self._signs.add(sign)
            sign.add_done_callback(self._signs.discard)

    async def _typing(self, chat: str) -> None:
        try:
            await self._client.call("sendChatAction", chat_id=chat, action="typing")
        except DeliveryError as error:
            log.info("gesture left out", channel=CHANNEL, reason=error.reason)
