"""What keeps documents. Times are given; who may do what is decided before."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from assistant.documents.kind import Kind
from assistant.documents.version import Conflict, Draft, Listed, State, Version, Written


@dataclass(frozen=True)
class Step:
    """A version going from one state to another, with what is kept of it."""

    path: str
    number: int
    begins: tuple[State, ...]
    ends: State
    values: Mapping[str, object]


@dataclass(frozen=True)
class Chosen:
    """A version by its document and number."""

    path: str
    number: int


@dataclass
class Known:
    """What a document ever said: digest of a text → the latest version with it. `from_files`: the
    latest that came from a file, aside or not.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    from_files: int | None = None


class DocumentStore(Protocol):
    """Implemented by assistant.storage.documents."""

    async def listing(self, kind: Kind | None = None) -> list[Listed]:
        """Every document, or those of one kind, by path."""

    async def mark(self) -> str:
        """What differs as soon as anything of `listing` does; ten times as quick."""

    async def history(self, path: str) -> list[Version]:
        """The versions of a document, newest first; none of an unknown one."""

    async def version(self, path: str, number: int) -> Written:
        """One version; DocumentError when there is none."""

    async def newest(self, path: str) -> Written | None:
        """The newest version on the line; what the next draft starts from."""

    async def published(self) -> dict[str, str]:
        """What residents read: path → text."""

    async def coming(self) -> dict[str, str]:
        """The same, with what is in review or approved in the place of what it would replace."""

    async def save(self, draft: Draft, at: datetime) -> Written | Conflict:
        """A new version; the newest one itself where nothing changed; or the conflict."""

    async def take(self, step: Step) -> bool:
        """Do a step; False when the version is in another state by now."""

    async def begin(self, drafts: Sequence[Draft], at: datetime) -> bool:
        """Keep these as published first versions; False when there are documents already."""

    async def known(self) -> dict[str, Known]:
        """What every document ever said, by path."""

    async def due(self, now: datetime) -> list[Version]:
        """Approved versions whose time has come."""

    def publishing(
        self, chosen: Sequence[Chosen], by: str, at: datetime, released: Sequence[Draft] = ()
    ) -> AbstractAsyncContextManager[dict[str, str]]:
        """Approved versions and released files become published, one publisher at a time; all is
        as before when the inside fails. Gives all that is published then: path → text.
        """
