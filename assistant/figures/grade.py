"""Answers that a reviewer graded: only of these is it said how many were right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from assistant.figures.share import Share

WEEKLY = 20  # what one person reads with care in half an hour


class Grade(StrEnum):
    """RIGHT: the first answer told what was asked. PARTLY: it did after asking back, or told half.
    CANNOT_TELL: the question alone does not say what was meant; it counts nowhere.
    """

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Sampled:
    """A turn to be graded. `question`: masked; None when it was deleted since. `replies`: texts
    that were sent, None where they are not kept. `office`: empty when it is not known.
    """

    week: date
    position: int
    channel: str
    office: str
    outcome: str
    grade: Grade | None
    note: str
    grader: str | None
    graded_at: datetime | None
    question: str | None = None
    at: datetime | None = None
    procedure: str | None = None
    aspect: str | None = None
    replies: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Grades:
    """How many of each grade; `waiting`: not graded yet."""

    counts: Mapping[Grade, int]
    waiting: int = 0

    @property
    def graded(self) -> int:
        """Of which it could be told."""
        return sum(n for grade, n in self.counts.items() if grade is not Grade.CANNOT_TELL)

    @property
    def right_at_once(self) -> Share | None:
        """Of those of which it could be told; None while there are none."""
        return Share.of(self.counts.get(Grade.RIGHT, 0), self.graded)
