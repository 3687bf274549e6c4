"""The day of an office: who is expected, who waits, whom my window serves. It follows by itself."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from assistant.appointments.day_list import Line, day_list
from assistant.clock import now
from assistant.knowledge.hours import AT_HOME
from assistant.queue.board import Day as Known
from assistant.queue.board import GroupDay, InHall, counts_of, day_board
from assistant.queue.groups import groups_of
from connectors.console.appointments.place import (
    CounterName,
    Day,
    Officer,
    Place,
    Watching,
    place_of,
    window_of,
)
from connectors.console.guard import SignedIn
from connectors.console.page import load_texts, page
from connectors.console.route import console_router

router = console_router()
ADDRESS = "/console/appointments"
_UNCHANGED = 204
About = Annotated[str, Query(pattern=r"^[A-Z0-9-]{0,16}$")]
SaidName = Annotated[str, Query(max_length=40)]
Asked = Annotated[CounterName, Query()]
Mark = Annotated[str, Query(max_length=64)]


@dataclass(frozen=True)
class View:
    """What of the day is shown. `day` None: today; `counter` empty: all groups."""

    day: date | None = None
    counter: str = ""

    @property
    def shown(self) -> date:
        """The day itself."""
        return self.day or now().date()

    @property
    def is_today(self) -> bool:
        """Whether people can be called."""
        return self.shown == now().date()

    def address(self, **more: str) -> str:
        """Of the page."""
        asked = {"day": self.day or "", "counter": self.counter, **more}
        words = urlencode({name: value for name, value in asked.items() if value})
        return f"{ADDRESS}?{words}" if words else ADDRESS


@dataclass(frozen=True)
class Said:
    """What became of an act: `name` as in texts/appointments.yml under `said` or `refused`;
    `about`: a number or a code; `words`: what else the sentence needs.
    """

    name: str
    about: str = ""
    refused: bool = False
    words: dict[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """In words; empty for a name that is none."""
        told = load_texts()["appointments"]["refused" if self.refused else "said"]
        return str(told.get(self.name, "")).format_map({"about": self.about, **self.words})


@dataclass(frozen=True)
class Typed:
    """What stands in the fields of the forms: it comes back when it was refused."""

    scanned: str = ""
    number: str = ""


def heard(said: SaidName = "", about: About = "") -> Said | None:
    """What the address says of the act that led here, if it is something that is said."""
    return Said(said, about) if said in load_texts()["appointments"]["said"] else None


Heard = Annotated[Said | None, Depends(heard)]


@router.get("/console/appointments")
async def day_page(
    request: Request, who: Officer, said: Heard, day: Day = None, counter: Asked = ""
) -> Response:
    """The whole page."""
    return await show(request, who, View(day, counter), said)


@router.get("/console/appointments/board")
async def board_part(
    request: Request, who: Watching, day: Day = None, counter: Asked = "", seen: Mark = ""
) -> Response:
    """What has changed since `seen`; nothing when nothing has."""
    given = await _given(request, who, View(day, counter))
    if given["mark"] == seen:
        return Response(status_code=_UNCHANGED, headers={"Cache-Control": "no-store"})
    return page(request, "appointments/part.html", who, **given, said=None, typed=None)


async def show(
    request: Request, who: SignedIn, view: View, said: Said | None = None,
    typed: Typed | None = None,
) -> Response:  # fmt: skip
    """The page with what is to be said."""
    status = 409 if said and said.refused else 200
    given = await _given(request, who, view)
    more = {"said": said, "typed": typed or Typed(), "key": secrets.token_urlsafe(12)}
    return page(request, "appointments/day.html", who, status, **given, **more)


async def answered(
    request: Request, who: SignedIn, view: View, said: Said, typed: Typed | None = None
) -> Response:
    """After an act. A part of the page is answered with its parts; a whole page goes on to the
    next, or comes back as it was filled in.
    """
    if "hx-request" in request.headers:
        given = await _given(request, who, view)
        fields = typed if said.refused and typed else Typed()
        more: dict[str, Any] = {"said": said, "typed": fields, "key": secrets.token_urlsafe(12)}
        return page(request, "appointments/part.html", who, **given, **more)
    if said.refused:
        return await show(request, who, view, said, typed)
    where = view.address(said=said.name, about=said.about)
    return RedirectResponse(where, 303, {"Cache-Control": "no-store"})


async def lines_of(place: Place, day: date) -> list[Line]:
    """The visits of a day."""
    return day_list(await place.booking.day(place.office.id, day), place.base)


async def _given(request: Request, who: SignedIn, view: View) -> dict[str, Any]:
    place, moment = place_of(request, who), now()
    tickets = await place.queue.of_day(place.office.id, view.shown)
    late = timedelta(minutes=place.base.policy.queue.late_minutes)
    known = Known(await lines_of(place, view.shown), tickets, moment, late)
    whole = day_board(place.counters, known)
    window = window_of(request, place) if view.is_today else None
    shown = [group for group in whole if view.counter in {"", group.id}]
    serving = _serving(whole, window.name if window else "")
    seen = repr((shown, serving, window, counts_of(whole), view))
    return {
        "office": place.office, "view": view, "groups": shown, "counts": counts_of(whole),
        "counters": place.counters, "window": window,
        "hall": [group.counter for group in groups_of(place.counters)],
        "serving": serving, "today": moment.date(),
        "before": view.shown - timedelta(days=1), "after": view.shown + timedelta(days=1),
        "at_home": AT_HOME, "mark": hashlib.sha256(seen.encode()).hexdigest()[:16],
        "mine": next((group for group in whole if window and group.id == window.counter), None),
    }  # fmt: skip


def _serving(groups: list[GroupDay], window: str) -> InHall | None:
    """Whom the window has called."""
    called = [number for group in groups for number in group.called]
    return next((number for number in called if number.ticket.window == window), None)
