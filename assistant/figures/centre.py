"""What a centre says of a month: counts of its dossiers, which are not ours. Shares and stars are
worked out here, by the criteria of the policy, and never guessed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from math import floor

from assistant.figures.share import Share
from assistant.knowledge.figures_policy import CRITERIA, ScorecardPolicy

# part and whole of each criterion
PAIRS = {
    "on_time": ("on_time", "resolved"),
    "online": ("online", "received"),
    "satisfied": ("satisfied", "rated"),
}
COUNTS = ("received", "online", "resolved", "on_time", "rated", "satisfied")
LARGEST = 10_000_000


@dataclass(frozen=True)
class CentreMonth:
    """`month`: its first day. `source`: where the numbers are from, as whoever entered them says.
    A count is None where nothing was said.
    """

    office: str
    month: date
    received: int | None = None
    online: int | None = None
    resolved: int | None = None
    on_time: int | None = None
    rated: int | None = None
    satisfied: int | None = None
    source: str = ""
    by: str = ""
    at: datetime | None = None

    def counts(self) -> dict[str, int | None]:
        """By name."""
        return {name: getattr(self, name) for name in COUNTS}

    def share(self, criterion: str) -> Share | None:
        """Of one criterion; None where nothing was said, or there was nothing."""
        part, whole = (getattr(self, name) for name in PAIRS[criterion])
        return None if part is None or not whole else Share(part, whole)

    def problems(self) -> list[str]:
        """What cannot be: the names of the rules that are broken (texts/figures.yml)."""
        given = self.counts()
        found = ["nothing"] if all(value is None for value in given.values()) else []
        found += [
            "range" for value in given.values() if value is not None and not 0 <= value <= LARGEST
        ][:1]
        for criterion, (part, whole) in PAIRS.items():
            a, b = given[part], given[whole]
            if (a is None) != (b is None):
                found.append(f"{criterion}_half")
            elif a is not None and b is not None and a > b:
                found.append(f"{criterion}_more")
        return found + ([] if self.source else ["source"])


@dataclass(frozen=True)
class Scored:
    """`share`: None without figures. `stars`: None without, or of too few."""

    share: Share | None
    stars: int | None


@dataclass(frozen=True)
class Card:
    """One centre on the scorecard. `stars`: in halves; None while a criterion has none."""

    office: str
    scored: dict[str, Scored]
    stars: float | None


def card(office: str, said: CentreMonth | None, policy: ScorecardPolicy) -> Card:
    """The stars of what a centre said of a month."""
    scored = {name: _scored(said.share(name) if said else None, name, policy) for name in CRITERIA}
    each = [(policy.criterion(name).weight, one.stars) for name, one in scored.items()]
    counted = [(weight, stars) for weight, stars in each if stars is not None]
    if len(counted) < len(each):
        return Card(office, scored, None)
    whole = sum(weight for weight, _ in counted)
    mean = sum(weight * stars for weight, stars in counted) / whole
    return Card(office, scored, floor(mean * 2 + 0.5) / 2)


def _scored(share: Share | None, name: str, policy: ScorecardPolicy) -> Scored:
    if share is None or share.whole < policy.counted_from:
        return Scored(share, None)
    reached = sum(share.value >= bound for bound in policy.criterion(name).stars_from)
    return Scored(share, 1 + reached)
