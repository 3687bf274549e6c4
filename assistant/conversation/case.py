"""A case: a resident who wants a person, from the wish to the release."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True)
class Case:
    """`officer`: who took it on; None while it waits. `code`: what the resident reads out."""

    code: str
    conversation: str
    channel: str
    wished_at: datetime
    officer: str | None = None
    claimed_at: datetime | None = None
    officer_wrote_at: datetime | None = None

    def is_forgotten(self, now: datetime, patience: timedelta) -> bool:
        """Whether its officer has been silent for so long that the assistant goes on."""
        last = self.officer_wrote_at or self.claimed_at
        return last is not None and now - last > patience


class Cases(Protocol):
    """Keeps cases; one conversation has at most one open. Every method may raise StorageError."""

    async def open(self, conversation: str, channel: str) -> str:
        """The code of its open case, a new one if it has none."""

    async def of(self, conversation: str) -> Case | None:
        """Its open case."""

    async def find(self, code: str) -> Case | None:
        """The open case of this code."""

    async def all_open(self) -> list[Case]:
        """Every open case, the longest waiting first."""

    async def claim(self, code: str, officer: str) -> bool:
        """Take it on; False when anybody has it already, or it is closed. Never two officers."""

    async def officer_wrote(self, code: str) -> None:
        """The officer said something: the patience begins anew."""

    async def close(self, code: str, officer: str | None) -> bool:
        """End it, of this officer alone if one is named; False when it was not theirs or open."""
