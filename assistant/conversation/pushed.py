"""What was posted to a conversation whose resident comes for it, instead of a channel taking it."""

import asyncio
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from assistant.knowledge.reply import Reply


@dataclass(frozen=True)
class Posted:
    """A reply nobody asked for just now. `id` grows within a conversation."""

    id: int
    by_officer: bool
    reply: Reply


class Pushed(Protocol):
    """Reads what was posted. Every method but `bell` may raise StorageError."""

    async def after(self, conversation: str, last: int, limit: int) -> list[Posted]:
        """What was posted to it after reply `last`, the oldest first."""

    async def fetched(self, conversation: str, last: int) -> None:
        """The resident's side was handed everything up to reply `last`."""

    def bell(self, conversation: str) -> AbstractContextManager[asyncio.Event]:
        """Rings when something may have been posted to it; also for nothing, now and then."""
