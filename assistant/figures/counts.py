"""Counted turns, put together for a page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from assistant.figures.period import Period

# In the order in which they are told.
OUTCOMES = (
    "answered", "faq", "continued", "clarified", "unknown", "out_of_scope", "handed_over",
    "with_officer", "failed",
)  # fmt: skip


class Dimension(StrEnum):
    """By what turns are counted beside day, office, channel and outcome. CONVERSATION: not turns,
    but conversations of the day in which something was answered.
    """

    HOUR = "hour"
    PROCEDURE = "procedure"
    ASPECT = "aspect"
    CONVERSATION = "conversation"


@dataclass(frozen=True)
class Asked:
    """Which turns. `office`, `channel`: None for all. `buttons`: those of buttons too."""

    period: Period
    office: str | None = None
    channel: str | None = None
    buttons: bool = False


@dataclass(frozen=True)
class Count:
    """So many turns of one value (an hour, a code, a day …) that ended so."""

    value: str
    outcome: str
    count: int


@dataclass(frozen=True)
class Row:
    """All turns of one value, by how they ended."""

    value: str
    outcomes: Mapping[str, int]

    @property
    def total(self) -> int:
        """However they ended."""
        return sum(self.outcomes.values())


class TurnCounts(Protocol):
    """Counts turns by day. Every method may raise StorageError."""

    async def keep_up(self) -> int:
        """Count the days that are not counted for good; how many. Safe in several processes."""

    async def counted_at(self) -> datetime | None:
        """When it was counted last."""

    async def by(self, asked: Asked, what: str) -> list[Count]:
        """By "day", "channel", "office" or a dimension."""


def rows(counts: Iterable[Count], names: Mapping[str, str] | None = None) -> list[Row]:
    """A row for each value, or for each name that values share (procedures of a field); the most
    frequent first.
    """
    found: dict[str, Counter[str]] = {}
    for each in counts:
        value = each.value if names is None else names.get(each.value, "")
        found.setdefault(value, Counter())[each.outcome] += each.count
    made = [Row(value, outcomes) for value, outcomes in found.items()]
    return sorted(made, key=lambda row: (-row.total, row.value))


def outcome_totals(counts: Iterable[Count]) -> dict[str, int]:
    """How many ended how, in the order of OUTCOMES; those that never were are left out."""
    found: Counter[str] = Counter()
    for each in counts:
        found[each.outcome] += each.count
    known = {name: found[name] for name in OUTCOMES if found[name]}
    return known | {name: n for name, n in found.items() if name not in known and n}


def every_day(counts: Iterable[Count], period: Period) -> list[tuple[date, int]]:
    """How many on each day, also on those without any."""
    found: Counter[str] = Counter()
    for each in counts:
        found[each.value] += each.count
    return [(day, found[day.isoformat()]) for day in period]


def every_hour(counts: Iterable[Count]) -> list[tuple[int, int]]:
    """How many in each hour of the day."""
    found: Counter[str] = Counter()
    for each in counts:
        found[each.value] += each.count
    return [(hour, found[f"{hour:02d}"]) for hour in range(24)]
