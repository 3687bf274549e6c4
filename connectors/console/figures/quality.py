"""How good the answers were: of those that somebody graded, and only of those."""

from datetime import date

from fastapi import Request, Response

from assistant.figures.counts import TurnCounts
from assistant.figures.grade import Grade, Grades
from assistant.figures.store import Samples
from assistant.figures.table import Table
from assistant.figures.visits_saved import visits_saved
from connectors.console.figures.chart import bars
from connectors.console.figures.questions import Section
from connectors.console.figures.view import View, Viewed, base_of
from connectors.console.figures.words import percent, read_share, words
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()


@router.get("/console/figures/quality")
async def quality_page(request: Request, view: Viewed) -> Response:
    """Right at once, and what follows from it."""
    figuring = request.app.state.parts.stores.figuring
    turns: TurnCounts = figuring.turns
    grades, sections = await quality_sections(figuring.samples, view)
    met = sum(count.count for count in await turns.by(view.asked, "conversation"))
    policy = base_of(request).policy.figures.visits_saved
    return page(
        request, "figures/quality.html", view.who, view=view, grades=grades, sections=sections,
        saved=visits_saved(met, grades, policy), policy=policy, read_share=read_share,
        percent=percent, tab="quality",
    )  # fmt: skip


async def quality_sections(samples: Samples, view: View) -> tuple[Grades, list[Section]]:
    """The grades of the whole province: the assistant is the same everywhere, and twenty a week are
    few. Weeks that begin in the chosen days.
    """
    period, said = view.asked.period, words()["quality"]
    grades = await samples.grades(period)
    counts = [(said["grades"][grade], grades.counts.get(grade, 0)) for grade in Grade]
    counts.append((said["grades"]["waiting"], grades.waiting))
    weeks = [week for week in await samples.weeks() if period.first <= week[0] <= period.last]
    return grades, [
        Section(_table("grades", (said["columns"],), counts), bars(counts[:-1])),
        Section(_table("weeks", (said["drawn"], said["graded"]), _weekly(weeks))),
    ]


def _weekly(weeks: list[tuple[date, int, int]]) -> list[tuple[str, int, int]]:
    return [(f"{week:%d/%m/%Y}", drawn, graded) for week, drawn, graded in weeks]


def _table(
    name: str, heads: tuple[str, ...], rows: list[tuple[str, int]] | list[tuple[str, int, int]]
) -> Table:
    said = words()["tables"][name]
    return Table(name, said["title"], (said["column"], *heads), tuple(rows), said["note"])
