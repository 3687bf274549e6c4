"""Finding an appointment of the office: by code, phone, or name."""

from typing import Any

from fastapi import Request, Response

from assistant.appointments.day_list import line_of
from connectors.console.appointments.place import Officer, place_of
from connectors.console.fields import AskedLine
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()


@router.get("/console/appointments/search")
async def search_page(request: Request, who: Officer, q: AskedLine = "") -> Response:
    """Those that may be meant; nothing of another office."""
    place = place_of(request, who)
    found = await place.console.lookup.find(place.office.id, q) if q else []
    lines = [line_of(visit, place.base) for visit in found]
    given: dict[str, Any] = {"q": q, "lines": lines, "office": place.office}
    return page(request, "appointments/search.html", who, **given)
