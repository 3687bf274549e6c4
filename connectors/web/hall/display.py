"""The display of a hall: a page of large numbers, and what it asks for every other second.

Nothing of a person is in it: numbers, windows, and the names of counters.
"""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel

from assistant.clock import now
from assistant.queue.queue import Hall, Queue
from assistant.queue.ticket import Ticket
from connectors.refused import Polite
from connectors.web.hall.numbers import OfficeId
from connectors.web.office_choice import known_office
from connectors.web.page import CONTENT_SECURITY_POLICY

HERE = Path(__file__).parent
_NEXT_SHOWN = 4
_KEPT_SECONDS = 1.0  # however many displays and curious people ask
_templates = Jinja2Templates(directory=HERE / "templates")
router = APIRouter(tags=["hall"], route_class=Polite)


class Call(BaseModel):
    """A number that goes to a window. `calls`: how often, so that each can be heard."""

    number: str
    window: str
    counter: str
    calls: int
    at: datetime


class Waiting(BaseModel):
    """Who waits for a group of counters, and the numbers that come next."""

    counter: str
    name: str
    letter: str
    waiting: int
    next: list[str]


class Shown(BaseModel):
    """A hall at a moment, the last call first."""

    office: str
    office_name: str
    now: datetime
    calls: list[Call]
    counters: list[Waiting]


class Glance:
    """What was just looked at is not looked up again within a second."""

    def __init__(self, queue: Queue, clock: Callable[[], float] = time.monotonic) -> None:
        self._queue = queue
        self._clock = clock
        self._seen: dict[str, tuple[float, Hall]] = {}

    async def at(self, office: str) -> Hall:
        """The hall of an office. QueueError when there is none."""
        at, hall = self._seen.get(office, (0.0, None))
        if hall is None or self._clock() - at > _KEPT_SECONDS:
            hall = await self._queue.hall(office)
            self._seen[office] = self._clock(), hall
        return hall


def load_texts() -> dict[str, Any]:
    """Every sentence of the hall: of its display, and of the kiosk's screens for numbers."""
    texts: dict[str, Any] = yaml.safe_load((HERE / "texts.yml").read_text(encoding="utf8"))
    return texts


@router.get("/api/v1/hall")
async def get_hall(request: Request, response: Response, office: OfficeId) -> Shown:
    """The numbers being called, and those that come next."""
    glance: Glance = request.app.state.glance
    hall = await glance.at(office)
    response.headers["Cache-Control"] = "no-store"
    return Shown(
        office=office,
        office_name=known_office(office, request).name,
        now=now(),
        calls=[_call(ticket) for ticket in hall.called],
        counters=[
            Waiting(
                counter=line.group.counter.id, name=line.group.counter.name,
                letter=line.group.letter, waiting=len(line.waiting),
                next=[ticket.label for ticket in line.waiting[:_NEXT_SHOWN]],
            )
            for line in hall.lines
        ],
    )  # fmt: skip


@router.get("/hall", response_class=HTMLResponse, include_in_schema=False)
async def hall_page(request: Request, office: OfficeId) -> HTMLResponse:
    """The page for the screen in the hall."""
    place = known_office(office, request)
    texts = load_texts()["display"]
    return _templates.TemplateResponse(
        request,
        "hall.html",
        {"version": request.app.state.version, "texts": texts, "office": place},
        headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY, "Cache-Control": "no-store"},
    )


def _call(ticket: Ticket) -> Call:
    return Call(
        number=ticket.label,
        window=ticket.window or "",
        counter=ticket.counter,
        calls=ticket.calls,
        at=ticket.announced_at or ticket.taken_at,
    )
