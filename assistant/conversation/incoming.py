"""What a door hands in: one message or event of a resident, verified and parsed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.language.openers import is_opener

_PATIENCE = 1.5  # seconds; who writes in several lines sends the next within that


class Kind(StrEnum):
    """What it is. Only `text` and `button` are asked of the dialogue; the others have a phrase."""

    TEXT = "text"
    BUTTON = "button"
    WELCOME = "welcome"  # follows the account, opens the chat
    IMAGE = "image"
    STICKER = "sticker"
    LOCATION = "location"
    AUDIO = "audio"
    FILE = "file"
    CONTACT = "contact"  # a form with name and phone, sent back
    WITHDRAWN = "withdrawn"  # wants deleted what is kept


@dataclass(frozen=True)
class Incoming:
    """One message. `message_id`: the channel's own; the same id again is the same message.

    `address`: the resident on this channel, as its sending API wants it. `content`: the text, or
    the payload of a button; empty for what carries none. `sent_at`: by the channel's clock.
    """

    channel: str
    message_id: str
    address: str
    kind: Kind
    content: str
    sent_at: datetime

    @property
    def conversation(self) -> str:
        """The resident on the channel: one conversation."""
        return conversation_of(self.channel, self.address)

    @property
    def patience(self) -> float:
        """Seconds to wait before it is answered: "em chào anh chị" comes before the question."""
        return _PATIENCE if self.kind is Kind.TEXT and is_opener(self.content) else 0.0


def conversation_of(channel: str, address: str) -> str:
    """The name of a conversation, everywhere: "zalo:2468…"."""
    return f"{channel}:{address}"
