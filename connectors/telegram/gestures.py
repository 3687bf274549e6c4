"""Small signs to the resident: "is typing", a button that stops waiting. Nobody waits for them."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from telegram import Bot
from telegram.constants import ChatAction

from connectors.telegram.parsing import UNREADABLE
from connectors.telegram.place import Place

log = structlog.get_logger()
_MOST = 64  # at once; beyond it a sign is left out, never a message


class Gestures:
    """Made beside the way of the message; one that fails is forgotten."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._under_way: set[asyncio.Task[None]] = set()

    def typing(self, place: Place) -> None:
        """The resident sees for some seconds that an answer is coming."""
        chat, topic = place.chat, place.topic
        self._make(
            lambda: self._bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=topic)
        )

    def pressed(self, press: str) -> None:
        """The button shows no more that it waits."""
        self._make(lambda: self._bot.answer_callback_query(press))

    async def close(self) -> None:
        """Leave out what is still under way."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _make(self, call: Callable[[], Awaitable[bool]]) -> None:
        if len(self._under_way) < _MOST:
            task = asyncio.create_task(_quietly(call))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)


async def _quietly(call: Callable[[], Awaitable[bool]]) -> None:
    try:
        await call()
    except UNREADABLE as error:
        log.info("gesture left out", channel="telegram", kind=type(error).__name__)
