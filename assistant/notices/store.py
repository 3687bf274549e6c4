"""Where notices are kept. Every method may raise StorageError."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from assistant.notices.notice import Notice, Wording


class NoticeStore(Protocol):
    """Implemented by assistant.storage.notices."""

    async def ahead(self, at: datetime) -> list[Notice]:
        """Those that run at this moment or later, withdrawn ones left out."""

    async def latest(self, limit: int, before: int | None = None) -> list[Notice]:
        """Those that were ever made, newest first, of ids below `before`."""

    async def get(self, id_: int) -> Notice | None:
        """One of them."""

    async def add(self, wording: Wording, author: str, at: datetime) -> Notice:
        """Keep a new one."""

    async def change(self, id_: int, version: int, wording: Wording, at: datetime) -> Notice:
        """Other words for one that is not over; NoticeError when it was changed meanwhile."""

    async def withdraw(self, id_: int, by: str, at: datetime) -> bool:
        """Take it off every screen; False when it is over, or was taken off before."""

    async def told(
        self, conversation: str, channel: str, turn: str, notices: Sequence[int]
    ) -> set[int]:
        """Those of them that this conversation has not been told before this turn; from now on it
        has. The same turn, repeated, is given the same.
        """
