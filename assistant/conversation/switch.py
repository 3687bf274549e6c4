"""The switches that turn the assistant off, or one of its channels, with a reason and a line for
the audit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

_AT_A_KIOSK = "web:kiosk-"  # kiosks speak through the API of the web, under ids that begin so


class Part(StrEnum):
    """What can be turned off by itself: all of it, or one channel."""

    ASSISTANT = "assistant"
    WEB = "web"
    KIOSK = "kiosk"
    ZALO = "zalo"
    ZALO_BOT = "zalo_bot"
    TELEGRAM = "telegram"


def part_of(conversation: str) -> str:
    """The channel that a conversation belongs to, for switches and notices."""
    if conversation.startswith(_AT_A_KIOSK):
        return Part.KIOSK
    return conversation.partition(":")[0]


@dataclass(frozen=True)
class Turned:
    """One turn of a switch, kept for the audit."""

    is_on: bool
    reason: str
    by: str
    at: datetime
    name: str = Part.ASSISTANT.value


class Switch(Protocol):
    """Every method may raise StorageError."""

    async def off_because(self, part: str = Part.ASSISTANT) -> str | None:
        """Why nobody is answered there, None while all is on. A part is off with the assistant."""

    async def turn(
        self, *, on: bool, reason: str, by: str, name: str = Part.ASSISTANT
    ) -> None:  # fmt: skip
        """Turn it, and keep who did so and why."""

    async def history(self, limit: int, name: str | None = Part.ASSISTANT) -> list[Turned]:
        """The latest turns of a switch, or of all of them, newest first."""

    async def standing(self) -> Mapping[str, Turned]:
        """The last turn of each switch that was ever turned."""
