"""Where a message stands on Telegram: a chat, and in chats with topics one of these."""

import re
from dataclasses import dataclass

from telegram import Message

_ADDRESS = re.compile(r"(-?[0-9]{1,19})(?:/([0-9]{1,19}))?")
_LARGEST = 2**63  # ids of Telegram are at most 64 bits wide


@dataclass(frozen=True)
class Place:
    """`chat`: a person (positive) or a group (negative)."""

    chat: int
    topic: int | None = None

    @property
    def address(self) -> str:
        """The form the conversation keeps: "248", "-1001234/45"."""
        return f"{self.chat}" if self.topic is None else f"{self.chat}/{self.topic}"

    @staticmethod
    def at(address: str) -> "Place | None":
        """The place of an address, None when it is not one."""
        found = _ADDRESS.fullmatch(address)
        if found is None:
            return None
        return Place(int(found[1]), int(found[2]) if found[2] else None)

    @staticmethod
    def of(message: Message) -> "Place | None":
        """Where a message was written; None when its ids are not numbers as Telegram has them."""
        topic = message.message_thread_id if message.is_topic_message is True else None
        if not is_id(message.chat.id) or not (topic is None or is_id(topic)):
            return None
        return Place(message.chat.id, topic)


def is_id(value: object) -> bool:
    """Whether it is an id: the library does not check what it reads."""
    return type(value) is int and abs(value) < _LARGEST
