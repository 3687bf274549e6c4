"""The data sets that are given away: counts by month, small ones hidden, nobody in them."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.figures.centre import COUNTS, CentreMonth
from assistant.figures.counts import Asked, Count, TurnCounts
from assistant.figures.hiding import hide_small
from assistant.figures.period import Period, last_months, month_end
from assistant.figures.store import CentreFigures, ServiceFigures
from assistant.figures.table import Table

MONTHS = 12
_VISITS = ("arrived", "missed", "cancelled")
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Kept:
    """Where the numbers lie."""

    turns: TurnCounts
    service: ServiceFigures
    centres: CentreFigures


# Name of the data set → its columns; the counts are the last ones.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "questions": ("month", "channel", "outcome", "count"),
    "fields": ("month", "field", "count"),
    "aspects": ("month", "aspect", "count"),
    "hours": ("month", "hour", "count"),
    "appointments": ("month", "office", *_VISITS),
    "centres": ("month", "office", *COUNTS),
}


async def data_set(
    name: str, kept: Kept, fields: Mapping[str, str], today: date, least: int
) -> Table:
    """One of COLUMNS, of the last months that are over. `fields`: of each procedure."""
    months = last_months(today, MONTHS)
    counts: tuple[str, ...]
    if name == "appointments":
        rows, counts = await _visits(kept.service, months), _VISITS
    elif name == "centres":
        rows, counts = await _centres(kept.centres, months), COUNTS
    else:
        rows, counts = await _turns(name, kept.turns, fields, months), ("count",)
    hidden = hide_small(rows, counts, _month, least)
    columns = COLUMNS[name]
    return Table(name, name, columns, tuple(tuple(row[each] for each in columns) for row in hidden))


def _month(row: Mapping[str, Any]) -> Hashable:
    return str(row["month"])


async def _turns(
    name: str, turns: TurnCounts, fields: Mapping[str, str], months: Sequence[date]
) -> Rows:
    rows: Rows = []
    for month in months:
        asked = Asked(Period(month, month_end(month)))
        if name == "questions":
            for each in sorted(await turns.by(asked, "channel"), key=_by_value):
                cells = {"channel": each.value, "outcome": each.outcome, "count": each.count}
                rows.append({"month": f"{month:%Y-%m}", **cells})
            continue
        what = {"fields": "procedure", "aspects": "aspect", "hours": "hour"}[name]
        found = _added(await turns.by(asked, what), fields if name == "fields" else None)
        key = name.removesuffix("s")
        rows += [{"month": f"{month:%Y-%m}", key: value, "count": n} for value, n in found]
    return rows


def _by_value(count: Count) -> tuple[str, str]:
    return count.value, count.outcome


def _added(counts: Iterable[Count], names: Mapping[str, str] | None) -> list[tuple[str, int]]:
    """However they ended; what is not known is left out."""
    found: Counter[str] = Counter()
    for each in counts:
        value = each.value if names is None else names.get(each.value, "")
        if value:
            found[value] += each.count
    return sorted(found.items())


async def _visits(service: ServiceFigures, months: Sequence[date]) -> Rows:
    found: dict[tuple[date, str], dict[str, int]] = {}
    period = Period(months[0], month_end(months[-1]))
    for month, office, state, count in await service.visits_by_month(period):
        found.setdefault((month, office), dict.fromkeys(_VISITS, 0))[state] = count
    return [
        {"month": f"{month:%Y-%m}", "office": office, **states}
        for (month, office), states in sorted(found.items())
    ]


async def _centres(centres: CentreFigures, months: Sequence[date]) -> Rows:
    said: list[CentreMonth] = []
    for month in months:
        said += await centres.of_month(month)
    return [{"month": f"{one.month:%Y-%m}", "office": one.office, **one.counts()} for one in said]
