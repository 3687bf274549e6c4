"""The cases of an office as its officers see them: waiting, held, closed; and their notes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.conversation.case import Case, Ending


@dataclass(frozen=True)
class Listed:
    """A case in a list. `said`: what the resident wrote last, masked, "" for nothing but the wish;
    `said_at`: when. `wished`: the button it began with. `ending`: of a closed one.
    """

    case: Case
    said: str = ""
    said_at: datetime | None = None
    wished: str = ""
    ending: Ending | None = None

    @property
    def awaits_officer(self) -> bool:
        """Whether the resident has written since the officer did, or since it was taken on."""
        heard = self.case.officer_wrote_at or self.case.claimed_at
        return bool(self.said_at and heard and self.said_at > heard)


@dataclass(frozen=True)
class Note:
    """What an officer noted for colleagues; residents never see it."""

    at: datetime
    officer: str
    text: str


class Caseload(Protocol):
    """Reads cases, keeps notes. Every method may raise StorageError."""

    async def open_to(self, office: str, limit: int) -> list[Listed]:
        """Open cases that officers of this office may see, the longest waiting first."""

    async def closed(self, office: str, before: datetime | None, limit: int) -> list[Listed]:
        """Closed cases of this office, the latest closed first."""

    async def case(self, code: str) -> Listed | None:
        """The case of this code, open or closed."""

    async def notes(self, code: str) -> list[Note]:
        """The notes of a case, the oldest first."""

    async def note(self, code: str, officer: str, text: str) -> bool:
        """Keep a note; False when there is no such case."""

    async def is_line_of(self, code: str, reply: int) -> bool:
        """Whether this reply of the outbox belongs to the conversation of this case."""
