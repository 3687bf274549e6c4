"""Questions that must be answered right from now on, and how many are. Pure.

"Right" is meant as a first message of a conversation, asked of the search alone: the record that
staff named is stated at once. A record that is only offered among others is not right.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.knowledge.consultation import Consultation
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State

_STATED = frozenset({Outcome.ANSWERED, Outcome.CONTINUED, Outcome.FAQ})


class Grade(StrEnum):
    """How a case went."""

    RIGHT = "right"
    OFFERED = "offered"
    WRONG = "wrong"


@dataclass(frozen=True)
class Case:
    """`expected`: the code that must be stated; None: no record may be."""

    id: int
    question: str
    expected: str | None
    by: str
    at: datetime
    group: int | None = None


@dataclass(frozen=True)
class Result:
    """A case under one edition. `found`: the first code that was stated, else offered."""

    case: int
    grade: Grade
    outcome: Outcome
    found: str | None


@dataclass(frozen=True)
class Round:
    """An edition that was proved: when, and the grade of each case."""

    edition: str
    at: datetime
    grades: Mapping[int, Grade]


@dataclass(frozen=True)
class Share:
    """So many of so many are right."""

    right: int
    of: int

    @property
    def percent(self) -> int | None:
        """None where there is nothing to divide."""
        return round(100 * self.right / self.of) if self.of else None


@dataclass(frozen=True)
class Turned:
    """Two editions beside each other, over the cases that both were asked."""

    before: Share
    after: Share
    broken: tuple[int, ...]
    mended: tuple[int, ...]


def proved(case: Case, consultation: Consultation) -> Result:
    """Ask it."""
    advice = consultation.ask(case.question, (), State())
    stated = [source.code for reply in advice.replies for source in reply.sources if source.code]
    if advice.state.procedure:
        stated.insert(0, advice.state.procedure)
    offered = [candidate.code for reply in advice.replies for candidate in reply.candidates]
    found = next(iter(stated or offered), None)
    grade = graded(case.expected, advice.outcome, stated, offered)
    return Result(case.id, grade, advice.outcome, found)


def graded(
    expected: str | None, outcome: Outcome, stated: Collection[str], offered: Collection[str]
) -> Grade:
    """By what was stated and what was offered."""
    if expected is None:
        if outcome in _STATED:
            return Grade.WRONG
        return Grade.OFFERED if outcome is Outcome.CLARIFIED and offered else Grade.RIGHT
    if outcome in _STATED:
        return Grade.RIGHT if expected in stated else Grade.WRONG
    return Grade.OFFERED if expected in offered else Grade.WRONG


def share(grades: Mapping[int, Grade]) -> Share:
    """Of one edition."""
    return Share(sum(grade is Grade.RIGHT for grade in grades.values()), len(grades))


def turned(before: Mapping[int, Grade], after: Mapping[int, Grade]) -> Turned:
    """What changed from one edition to the next."""
    both = sorted(before.keys() & after.keys())
    was, is_ = ({case: side[case] for case in both} for side in (before, after))
    right = Grade.RIGHT
    return Turned(
        share(was), share(is_),
        tuple(case for case in both if was[case] is right and is_[case] is not right),
        tuple(case for case in both if was[case] is not right and is_[case] is right),
    )  # fmt: skip
