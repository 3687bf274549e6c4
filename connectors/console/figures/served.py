"""How residents were served: waiting, appointments, ratings."""

from collections.abc import Sequence

from fastapi import Request, Response

from assistant.figures.service import Service, Times
from assistant.figures.store import ServiceFigures
from assistant.figures.table import Cell, Table
from connectors.console.figures.chart import bars
from connectors.console.figures.questions import Section
from connectors.console.figures.view import Viewed
from connectors.console.figures.words import read_share, words
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
_STATES = ("booked", "arrived", "missed", "cancelled")


@router.get("/console/figures/service")
async def service_page(request: Request, view: Viewed) -> Response:
    """Times and visits of the chosen days."""
    figures: ServiceFigures = request.app.state.parts.stores.figuring.service
    service = await figures.read(view.asked.period, view.asked.office)
    return page(
        request, "figures/service.html", view.who, view=view, service=service, tab="service",
        sections=service_sections(service), read_share=read_share,
    )  # fmt: skip


def service_sections(service: Service) -> list[Section]:
    """All tables of the page."""
    said = words()
    times = said["times"]
    waits = [
        (times[name], each.count, _minutes(each.median), _minutes(each.p90))
        for name, each in _named(service)
    ]
    states = [(said["visits"][name], service.visits.states.get(name, 0)) for name in _STATES]
    visits = [*states, (said["visits"]["moved"], service.visits.moved)]
    stars = [
        (said["stars_row"].format(n=n), service.ratings.stars.get(n, 0)) for n in range(5, 0, -1)
    ]
    useful = [
        (said["useful"]["true"], service.ratings.useful),
        (said["useful"]["false"], service.ratings.useless),
    ]
    return [
        Section(_table("times", (times["count"], times["median"], times["p90"]), waits)),
        Section(_table("visits", (said["visits"]["column"],), visits), bars(states)),
        Section(_table("stars", (said["stars_column"],), stars), bars(stars)),
        Section(_table("useful", (said["stars_column"],), useful), bars(useful)),
    ]


def _named(service: Service) -> list[tuple[str, Times]]:
    return [("taken", service.taken), ("closed", service.closed), ("called", service.called)]


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / 60, 1)


def _table(name: str, heads: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> Table:
    said = words()["tables"][name]
    return Table(name, said["title"], (said["column"], *heads), tuple(rows), said["note"])
