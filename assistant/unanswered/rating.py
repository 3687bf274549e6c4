"""Whether an answer helped, as the resident says: one touch, no words."""

from datetime import datetime
from typing import Protocol


class Ratings(Protocol):
    """Keeps what residents thought. Every method may raise StorageError."""

    async def rate(self, conversation: str, now: datetime, *, helpful: bool) -> bool:
        """Of the latest answer; the last word counts. False when there is none to rate."""
