"""Waiting and visits of a period: counts and times, nobody in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.figures.share import Share


@dataclass(frozen=True)
class Times:
    """How long something took, in seconds; None while there is none of it."""

    count: int
    median: float | None = None
    p90: float | None = None


@dataclass(frozen=True)
class Visits:
    """Appointments of the days: how they ended. `moved`: of them, to another time before."""

    states: Mapping[str, int] = field(default_factory=dict)
    moved: int = 0

    @property
    def ended(self) -> int:
        """Of which it is known whether somebody came."""
        return self.states.get("arrived", 0) + self.states.get("missed", 0)

    @property
    def kept(self) -> Share | None:
        """Of those that were not cancelled and are over."""
        return Share.of(self.states.get("arrived", 0), self.ended)

    @property
    def total(self) -> int:
        """All that were booked."""
        return sum(self.states.values())


@dataclass(frozen=True)
class Ratings:
    """How many gave each number of stars after a visit; how many found an answer useful or not."""

    stars: Mapping[int, int] = field(default_factory=dict)
    useful: int = 0
    useless: int = 0

    @property
    def satisfied(self) -> Share | None:
        """Four or five stars."""
        return Share.of(self.stars.get(4, 0) + self.stars.get(5, 0), sum(self.stars.values()))

    @property
    def found_useful(self) -> Share | None:
        """Of the answers that somebody judged."""
        return Share.of(self.useful, self.useful + self.useless)


@dataclass(frozen=True)
class Service:
    """`taken`: from the wish for a person to the officer; `closed`: to the end. `called`: in the
    hall, from the number to its call. `waiting`: wishes that nobody has taken on yet.
    """

    wishes: int
    waiting: int
    taken: Times
    closed: Times
    called: Times
    visits: Visits
    ratings: Ratings
