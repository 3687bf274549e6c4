"""A conversation as an officer reads it: what was written by whom, masked, the oldest first."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Writer(StrEnum):
    """Who wrote a line."""

    RESIDENT = "resident"
    ASSISTANT = "assistant"
    OFFICER = "officer"


@dataclass(frozen=True)
class Line:
    """`outcome`: how the turn of a resident's line ended. `sent`: whether a line of ours is out.

    Of ours alone: `reply`, its id in the outbox; `reason`, why it was not taken, "refusal: words";
    `is_parked`, whether it is not tried again by itself; `officer`, who wrote it.
    """

    at: datetime
    writer: Writer
    text: str
    outcome: str | None = None
    sent: bool | None = None
    reply: int | None = None
    reason: str = ""
    is_parked: bool = False
    officer: str | None = None


class Transcripts(Protocol):
    """Reads conversations. Every method may raise StorageError."""

    async def lines(self, conversation: str, limit: int) -> list[Line]:
        """The latest lines of it, the oldest first."""
