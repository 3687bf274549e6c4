"""A case: a resident who wants a person, from the wish to the release."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from assistant.knowledge.reply import Reply


class Ending(StrEnum):
    """How a case was closed."""

    RELEASED = "released"  # its officer gave the conversation back
    FORGOTTEN = "forgotten"  # its officer was silent for too long


@dataclass(frozen=True)
class Case:
    """`officer`: who took it on; None while it waits. `code`: what the resident reads out.

    `office`: whose officers may take it on; None: those of any. `meant_for`: the officer it was
    passed on to, if one was named. `waits_since`: when it was passed on; None: since the wish.
    """

    code: str
    conversation: str
    channel: str
    wished_at: datetime
    officer: str | None = None
    claimed_at: datetime | None = None
    officer_wrote_at: datetime | None = None
    office: str | None = None
    meant_for: str | None = None
    waits_since: datetime | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is not closed yet."""
        return self.closed_at is None

    def is_forgotten(self, now: datetime, patience: timedelta) -> bool:
        """Whether its officer has been silent for so long that the assistant goes on."""
        last = self.officer_wrote_at or self.claimed_at
        return last is not None and now - last > patience

    def waited(self, now: datetime) -> timedelta:
        """How long nobody came: until now, or until somebody took it on."""
        since = self.waits_since or self.wished_at
        return max((self.claimed_at or now) - since, timedelta(0))

    def is_open_to(self, office: str) -> bool:
        """Whether officers of this office may read it: theirs, or nobody's yet."""
        unplaced = self.office is None and self.officer is None and self.is_open
        return unplaced or self.office == office


@dataclass(frozen=True)
class Destination:
    """Where a case is passed on to: an office, perhaps one officer of it."""

    office: str
    officer: str | None = None


class Cases(Protocol):
    """Keeps cases; one conversation has at most one open. Every method may raise StorageError.

    What is said with an act is posted in the same transaction, under the lock of the conversation.
    """

    async def open(self, conversation: str, channel: str, office: str | None = None) -> str:
        """The code of its open case, a new one of this office if it has none."""

    async def of(self, conversation: str) -> Case | None:
        """Its open case."""

    async def find(self, code: str) -> Case | None:
        """The open case of this code."""

    async def all_open(self) -> list[Case]:
        """Every open case, the longest waiting first."""

    async def claim(
        self, code: str, officer: str, office: str | None = None, said: Reply | None = None
    ) -> bool:
        """Take it on; False when anybody has it already, it is closed, or another office's.

        Never two officers. A case of no office becomes one of `office`; None may take any.
        """

    async def write(self, code: str, officer: str, reply: Reply, key: str = "") -> bool:
        """Post what its officer says; False when it is not theirs. The same `key` again: once."""

    async def pass_on(self, code: str, officer: str, to: Destination, said: Reply) -> bool:
        """It waits again, elsewhere; False when it was not theirs."""

    async def officer_wrote(self, code: str) -> None:
        """The officer said something elsewhere: the patience begins anew."""

    async def close(
        self, code: str, officer: str | None, said: Reply | None = None,
        silent_since: datetime | None = None,
    ) -> bool:  # fmt: skip
        """End it, of this officer alone if one is named; False when it was not theirs or open.

        `silent_since`: only if its officer has said nothing from then on.
        """
