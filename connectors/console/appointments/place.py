"""Where an officer works: the office, and the window at which they sit."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated

from fastapi import Form, Path, Query, Request, Response
from pydantic import AfterValidator, BeforeValidator, Field
from starlette.exceptions import HTTPException

from assistant.appointments.appointment import Appointment
from assistant.appointments.booking import Booking
from assistant.clock import VIETNAM, now
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.hours import Counter
from assistant.knowledge.offices import Office
from assistant.queue.queue import Queue
from assistant.staff.audit import Act
from assistant.staff.role import Permission
from assistant.wiring import Conversing
from connectors.console import cookies
from connectors.console.fields import readable
from connectors.console.furnishing import Console
from connectors.console.guard import SignedIn, signed_in

Officer = Annotated[SignedIn, signed_in(Permission.APPOINTMENTS)]
Watching = Annotated[SignedIn, signed_in(Permission.APPOINTMENTS, background=True)]
_WINDOW = "staff_window"
_KEPT = timedelta(days=30)
_AT_A_WINDOW = re.compile(r"([a-z]+(?:-[a-z]+)*)\.([0-9A-Za-z]{1,6})")
_AWAY = timedelta(days=800)


def _near(day: date | None) -> date | None:
    """Dates that far away are a slip of the hand, and some cannot be reckoned with."""
    if day is not None and abs(day - now().date()) > _AWAY:
        raise ValueError("too far away")
    return day


def _empty_is_none(typed: object) -> object:
    """A field that was left empty is sent all the same."""
    return None if typed == "" else typed


def local(typed: datetime | None) -> datetime | None:
    """A time as the forms send it; without a zone it is meant here."""
    if typed is None:
        return None
    _near(typed.date())
    return typed.astimezone(VIETNAM) if typed.tzinfo else typed.replace(tzinfo=VIETNAM)


NearDay = Annotated[date | None, AfterValidator(_near), BeforeValidator(_empty_is_none)]
Clock = Annotated[time | None, BeforeValidator(_empty_is_none)]
Day = Annotated[NearDay, Query()]
FormDay = Annotated[NearDay, Form()]
FormMoment = Annotated[
    datetime | None, AfterValidator(local), BeforeValidator(_empty_is_none), Form()
]
Code = Annotated[str, Path(pattern=r"^[0-9A-Z]{4}-[0-9A-Z]{4}$")]
CounterName = Annotated[str, Field(max_length=40, pattern=r"^[a-z-]*$")]
Typed = Annotated[str, Form(max_length=80), AfterValidator(readable)]


@dataclass(frozen=True)
class Window:
    """Where this browser stands: a window, and the group of counters it serves."""

    counter: str
    name: str


@dataclass(frozen=True)
class Place:
    """The office of who is signed in, with what is asked there."""

    office: Office
    base: KnowledgeBase
    booking: Booking
    queue: Queue
    console: Console
    counters: tuple[Counter, ...]

    def is_counter(self, id_: str) -> bool:
        """Whether the office has this group."""
        return any(counter.id == id_ for counter in self.counters)


def place_of(request: Request, who: SignedIn) -> Place:
    """403 for who belongs to no office."""
    parts: Conversing = request.app.state.parts
    base = parts.knowledge.current.base
    office = base.offices.office(who.account.office or "")
    if office is None:
        raise HTTPException(403, "of no office")
    who.require(Permission.APPOINTMENTS, office.id)
    counters = base.offices.hours_of(office).counters
    state = request.app.state
    return Place(office, base, parts.booking, state.queue, state.console, counters)


async def visit_of(request: Request, who: SignedIn, code: str) -> Appointment:
    """The appointment of a code; 404 without one, 403 when it is another office's."""
    visit = await place_of(request, who).console.lookup.by_code(code)
    if visit is None:
        raise HTTPException(404, "no such appointment")
    who.require(Permission.APPOINTMENTS, visit.office)
    return visit


def window_of(request: Request, place: Place) -> Window | None:
    """The window this browser was set to, as long as the office has its group."""
    found = _AT_A_WINDOW.fullmatch(cookies.read(request, _WINDOW))
    if found is None or not place.is_counter(found[1]):
        return None
    return Window(found[1], found[2])


def sit_at(request: Request, response: Response, window: Window) -> None:
    """Remember it in this browser: it belongs to the desk, not to who is signed in."""
    cookies.give(request, response, _WINDOW, f"{window.counter}.{window.name}", _KEPT)


def by(who: SignedIn) -> str:
    """As changes of appointments and calls keep it."""
    return f"officer:{who.id}"


async def note(request: Request, act: Act) -> None:
    """Into the log of what staff did."""
    parts: Conversing = request.app.state.parts
    await parts.stores.audit.add(act)
