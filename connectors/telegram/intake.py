"""The way in: parse, look up the button, keep, show that an answer is coming."""

from dataclasses import replace

import structlog
from telegram import Update

from assistant.clock import now
from assistant.conversation.inbox import Inbox
from assistant.conversation.incoming import Incoming
from assistant.conversation.keyboard import Keyboard
from assistant.errors import AssistantError
from connectors.telegram.addressing import Me
from connectors.telegram.gestures import Gestures
from connectors.telegram.parsing import CHANNEL, Parsed, is_farewell, is_from_group, parse
from connectors.telegram.place import Place

log = structlog.get_logger()
# The others are never asked for, and ignored if they come.
TAKEN = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)


class NameNotKnown(AssistantError):
    """A group wrote before Telegram told the bot's name: who is meant is not known yet."""

    retryable = True


class Intake:
    """`me` is completed when Telegram has told the bot's name."""

    def __init__(self, me: Me, inbox: Inbox, keyboard: Keyboard, gestures: Gestures) -> None:
        self.me = me
        self._inbox = inbox
        self._keyboard = keyboard
        self._gestures = gestures

    async def take(self, update: Update) -> None:
        """Keep the message of an update, if it is one. StorageError, NameNotKnown: not kept."""
        if self.me.username is None and is_from_group(update):
            raise NameNotKnown("the bot's name is not known yet")
        if (farewell := is_farewell(update)) is not None:
            # Who it was is not kept: a reply to them is refused, and parked.
            log.info("blocked or left" if farewell else "taken in", channel=CHANNEL)
        parsed = parse(update, self.me, now())
        if parsed is None:
            return
        if parsed.pressed is not None:
            self._gestures.pressed(parsed.pressed)
        incoming = await self._looked_up(parsed)
        if await self._inbox.receive(incoming) and (place := Place.at(incoming.address)):
            self._gestures.typing(place)

    async def _looked_up(self, parsed: Parsed) -> Incoming:
        """With the payload for the token; with nothing for a token that is not ours, or no more."""
        incoming = parsed.incoming
        if parsed.pressed is None:
            return incoming
        found = await self._keyboard.payload(incoming.conversation, incoming.content)
        return replace(incoming, content=found or "")
