"""What keeps the questions, their groups, and the cases. Every method may raise StorageError."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.unanswered.case import Case, Result, Round
from assistant.unanswered.grouping import Vector
from assistant.unanswered.question import Asked, Chosen, Handled, Heap, Wording


@dataclass(frozen=True)
class Centre:
    """A kept group. `vector`: None when it was reckoned by another encoder; then `text` tells
    again what it is about, as long as one of its questions is kept.
    """

    id: int
    vector: Vector | None
    members: int
    text: str | None


@dataclass(frozen=True)
class Placed:
    """A question with its group: the place of it in `Placing.centres`."""

    asked: Asked
    digest: str
    place: int
    field: str | None


@dataclass(frozen=True)
class Placing:
    """What one gathering came to: all groups (those that were there first, in their order), and
    the questions.
    """

    centres: Sequence[tuple[Vector, int]]
    placed: Sequence[Placed]


@dataclass(frozen=True)
class Heard:
    """What is new, and what is known: groups, and for digests the id of their group."""

    asked: Sequence[Asked]
    centres: Sequence[Centre]
    known: dict[str, int]


class Unanswered(Protocol):
    """Groups of questions."""

    async def gather(
        self, now: datetime, silent_minutes: int, space: str, place: Callable[[Heard], Placing]
    ) -> int:
        """Take in what was asked in vain since the last time; how many. One process at a time:
        another gets nothing. `space`: the mark of the encoder.
        """

    async def heaps(self, chosen: Chosen, limit: int, offset: int) -> tuple[list[Heap], int]:
        """A page of groups, and how many there are in all."""

    async def heap(self, id_: int) -> Heap | None:
        """One group."""

    async def wordings(self, id_: int, limit: int) -> list[Wording]:
        """How it was asked, most often first."""

    async def handle(self, id_: int, handled: Handled | None) -> bool:
        """What became of it; None: open again. False when there is no such group."""

    async def reply(self, id_: int, reply: str) -> bool:
        """What somebody said to whom it was passed on; it is work for the workshop again."""

    async def passed_to(self, account: str, office: str | None) -> list[Heap]:
        """What waits for this person, or for their office."""


class Cases(Protocol):
    """Cases and what became of them."""

    async def add(self, case: Case) -> int:
        """Keep one, in the place of any of the same group with the same words; its id."""

    async def drop(self, group: int) -> None:
        """Those of a group are not asked any more."""

    async def remove(self, id_: int) -> Case | None:
        """One is not asked any more; what it was."""

    async def all(self) -> list[Case]:
        """Every case, newest first."""

    async def unproved(self, edition: str) -> list[Case]:
        """Those without a result under this edition."""

    async def keep(self, edition: str, results: Sequence[Result], at: datetime) -> None:
        """Results under an edition; it is the newest one from now on."""

    async def rounds(self, limit: int) -> list[Round]:
        """The editions that were proved, newest first."""

    async def results(self, edition: str) -> dict[int, Result]:
        """What each case came to under an edition."""
