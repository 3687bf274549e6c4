"""A question that got no good answer, and the heap of those that mean the same."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Why(StrEnum):
    """How it is known that the answer was none."""

    UNKNOWN = "unknown"
    UNCHOSEN = "unchosen"  # several procedures were offered, and none was taken
    DISLIKED = "disliked"  # the resident said so
    HANDED_OVER = "handed_over"  # after it the resident wanted a person


class Way(StrEnum):
    """What staff did about a group."""

    ALIAS = "alias"  # its words were written into a record, as a name
    EXAMPLE = "example"  # … or as a question
    WRITTEN = "written"  # an answer was written, or was there already
    OUT_OF_SCOPE = "out_of_scope"
    PASSED_ON = "passed_on"  # to somebody who knows more
    DONE = "done"  # nothing needs to be written


CLOSED = frozenset(Way) - {Way.PASSED_ON}
"""Ways after which a group is no more work for the workshop."""


@dataclass(frozen=True)
class Asked:
    """A question as it was kept in its turn: masked. `scores`: what was found then, best first;
    `office`: where that is known.
    """

    turn: str
    at: datetime
    text: str
    why: Why
    channel: str
    scores: dict[str, float]
    office: str | None = None


@dataclass(frozen=True)
class Handled:
    """What became of a group. `code`: the record or question it was brought to; `office`,
    `account`: whom it was passed on to; `reply`: what they said to it.
    """

    way: Way
    by: str
    at: datetime
    code: str | None = None
    office: str | None = None
    account: str | None = None
    note: str = ""
    reply: str = ""


@dataclass(frozen=True)
class Heap:
    """A group in a list. `text`: the words it was last asked in; `since`: how often it was asked
    after it was handled.
    """

    id: int
    text: str
    count: int
    first_at: datetime
    last_at: datetime
    channels: tuple[str, ...]
    whys: tuple[Why, ...]
    field: str | None
    handled: Handled | None
    since: int = 0


@dataclass(frozen=True)
class Wording:
    """One way a group was asked: how often, and what was found at the last time."""

    text: str
    count: int
    last_at: datetime
    why: Why
    scores: dict[str, float]


@dataclass(frozen=True)
class Chosen:
    """Which groups a list shows; empty: all of them. `words`: folded, each must be found."""

    closed: bool = False
    words: tuple[str, ...] = ()
    field: str = ""
    office: str = ""
    channel: str = ""
    why: str = ""
    newest_first: bool = False
