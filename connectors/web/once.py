"""One message of the web is one turn, however often the page sends it under its key."""

import asyncio
import hashlib
from dataclasses import replace
from weakref import WeakValueDictionary

import structlog

from assistant.conversation.dialogue import Mark
from assistant.conversation.inbox import Answered, Inbox, Received, turn_of
from assistant.conversation.incoming import Incoming
from assistant.conversation.reception import Reception
from assistant.errors import StorageError

log = structlog.get_logger()


class Once:
    """Between the API and the reception. Without a database it answers all the same."""

    def __init__(self, inbox: Inbox, reception: Reception) -> None:
        self._inbox = inbox
        self._reception = reception
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def answer(self, asked: Incoming) -> Answered:
        """What is said to it; a second request waits for the first and hears the same."""
        lock = self._locks.setdefault(asked.message_id, asyncio.Lock())
        async with lock:
            try:
                known = await self._inbox.find(asked.channel, asked.message_id)
                if known is not None and (before := await self._inbox.answered(known)):
                    return before
                # Its words are not kept here: the page has them, and sends them again.
                message = known or await self._inbox.keep(replace(asked, content=""))
            except StorageError as error:  # better an answer twice than none
                log.warning("message not kept", error=str(error))
                return await self._said(asked, 0, Mark(digest(asked.message_id), repeated=True))
            # Another process may be at it: Rasa knows the mark, and the first answer stays.
            mark = Mark(turn_of(message), repeated=known is not None)
            return await self._kept(message, await self._said(asked, message, mark))

    async def _said(self, asked: Incoming, message: int, mark: Mark) -> Answered:
        received = Received(
            message, asked.conversation, asked.channel, asked.kind, asked.content
        )  # fmt: skip
        spoken = await self._reception.receive(received, mark)
        return Answered(spoken.outcome, tuple(spoken.replies))

    async def _kept(self, message: int, answered: Answered) -> Answered:
        try:
            await self._inbox.answer(message, answered, deliver=False)
            return await self._inbox.answered(message) or answered
        except StorageError as error:  # the resident has the answer; a repeat is asked again
            log.warning("answer not kept", message=message, error=str(error))
            return answered


def digest(key: str) -> str:
    """A key of any length and letters as 32 characters."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]
