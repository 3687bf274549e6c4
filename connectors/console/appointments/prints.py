"""What is taken along on paper: the day's list, and the way from home to home."""

from typing import Any

from fastapi import Request, Response

from assistant.appointments.appointment import Kind
from assistant.appointments.day_list import Line
from assistant.appointments.day_sheet import day_sheet
from assistant.clock import now
from connectors.console.appointments.day import View, lines_of
from connectors.console.appointments.place import Day, Officer, place_of
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/console/appointments/list")
async def list_page(request: Request, who: Officer, day: Day = None) -> Response:
    """By counter, for A4."""
    place, view = place_of(request, who), View(day)
    groups: dict[str, list[Line]] = {}
    for line in await lines_of(place, view.shown):
        groups.setdefault(line.counter, []).append(line)
    given: dict[str, Any] = {"office": place.office, "view": view, "groups": groups, "now": now()}
    return page(request, "appointments/list.html", who, **given)


@router.get("/console/appointments/list.xlsx")
async def list_sheet(request: Request, who: Officer, day: Day = None) -> Response:
    """The same as a spreadsheet."""
    place, view = place_of(request, who), View(day)
    file = day_sheet(place.office.name, view.shown, await lines_of(place, view.shown))
    name = f"lich-hen-{place.office.id}-{view.shown}.xlsx"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store",
    }  # fmt: skip
    return Response(file, headers=headers, media_type=_SHEET)


@router.get("/console/appointments/route")
async def route_page(request: Request, who: Officer, day: Day = None) -> Response:
    """The home visits of a day by time, with where they go: addresses stand here alone."""
    place, view = place_of(request, who), View(day)
    lines = await lines_of(place, view.shown)
    home = [line for line in lines if line.visit.kind is Kind.HOME_VISIT]
    given: dict[str, Any] = {
        "office": place.office, "view": view, "now": now(),
        "lines": sorted(home, key=lambda line: (line.visit.start, line.visit.code)),
    }  # fmt: skip
    return page(request, "appointments/route.html", who, **given)
