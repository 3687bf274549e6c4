"""What was asked: by outcome, field, aspect, channel, office, day and hour."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response

from assistant.figures.counts import (
    OUTCOMES,
    Count,
    TurnCounts,
    every_day,
    every_hour,
    outcome_totals,
)
from assistant.figures.counts import rows as rows_of
from assistant.figures.table import Cell, Table
from assistant.knowledge.base import KnowledgeBase
from connectors.console.figures.chart import Chart, bars, columns
from connectors.console.figures.view import View, Viewed, base_of
from connectors.console.figures.words import field_names, procedure_name, words
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
_PROCEDURES = 20
_HAS_ANSWER = ("answered", "faq", "continued")


@dataclass(frozen=True)
class Section:
    """A table, and its chart."""

    table: Table
    chart: Chart | None = None


@router.get("/console/figures")
async def questions_page(request: Request, view: Viewed) -> Response:
    """Everything of the chosen days."""
    counts: TurnCounts = request.app.state.parts.stores.figuring.turns
    sections = await question_sections(counts, view, base_of(request))
    ended = outcome_totals(await counts.by(view.asked, "day"))
    totals = dict.fromkeys(OUTCOMES, 0) | ended
    return page(
        request, "figures/questions.html", view.who, view=view, sections=sections, totals=totals,
        asked=sum(totals.values()), has_answer=sum(totals[name] for name in _HAS_ANSWER),
        at=await counts.counted_at(), tab="questions",
    )  # fmt: skip


async def question_sections(counts: TurnCounts, view: View, base: KnowledgeBase) -> list[Section]:
    """All tables of the page."""
    said, asked = words(), view.asked
    by = {what: await counts.by(asked, what) for what in
          ("day", "hour", "procedure", "aspect", "channel")}  # fmt: skip
    known = field_names(base)
    fields = _told(by["procedure"])
    names: dict[str, Callable[[str], str]] = {
        "fields": lambda value: value,
        "procedures": lambda code: procedure_name(base, code),
        "aspects": lambda value: said["aspects"].get(value, value),
        "channels": lambda value: said["channels"].get(value, value),
        "offices": lambda value: view.offices.get(value, value),
    }
    made = [
        _outcomes(by["day"]),
        _flat("days", every_day(by["day"], asked.period), lambda day: f"{day:%d/%m/%Y}"),
        _rows("fields", rows_of(fields, known), names["fields"]),
        _rows("procedures", rows_of(fields)[:_PROCEDURES], names["procedures"]),
        _rows("aspects", rows_of(_told(by["aspect"])), names["aspects"]),
        _rows("channels", rows_of(by["channel"]), names["channels"], full=True),
        _flat("hours", every_hour(by["hour"]), lambda hour: f"{hour:02d}:00"),
    ]
    if asked.office is None:
        offices = rows_of(await counts.by(asked, "office"))
        made.insert(-1, _rows("offices", offices, names["offices"], full=True))
    return made


def _told(counts: Iterable[Count]) -> list[Count]:
    """Those that a procedure answered."""
    return [each for each in counts if each.value]


def _table(name: str, columns_: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> Table:
    said = words()["tables"][name]
    return Table(name, said["title"], (said["column"], *columns_), tuple(rows), said["note"])


def _outcomes(counts: Iterable[Count]) -> Section:
    said, totals = words(), outcome_totals(counts)
    shown = [(said["outcomes"].get(name, name), n) for name, n in totals.items()]
    return _with_shares("outcomes", shown, bars(shown))


def _flat(name: str, counts: Iterable[tuple[Any, int]], shown: Callable[[Any], str]) -> Section:
    """Days or hours: also those without any."""
    values = [(shown(value), n) for value, n in counts]
    return Section(_table(name, (words()["total"],), values), columns(values))


def _rows(
    name: str, found: Iterable[Any], shown: Callable[[str], str], *, full: bool = False
) -> Section:
    """`full`: with how many of each were answered, and how many not."""
    said = words()
    rows = [(shown(row.value) or said["unknown"], row) for row in found]
    values = [(label, row.total) for label, row in rows]
    if not full:
        return _with_shares(name, values, bars(values))
    heads = (said["total"], said["answered"], said["not_known"])
    cells = [
        (label, row.total, sum(row.outcomes.get(each, 0) for each in _HAS_ANSWER),
         row.outcomes.get("unknown", 0))
        for label, row in rows
    ]  # fmt: skip
    return Section(_table(name, heads, cells), bars(values))


def _with_shares(name: str, values: list[tuple[str, int]], chart: Chart | None) -> Section:
    whole = sum(n for _, n in values)
    cells = [(label, n, round(100 * n / whole, 1) if whole else None) for label, n in values]
    return Section(_table(name, (words()["total"], words()["share"]), cells), chart)
