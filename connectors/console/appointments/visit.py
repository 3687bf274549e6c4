"""One appointment: what is known of it, and moving or cancelling it for a resident on the phone."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.appointments.appointment import Appointment, BookingError, Slot, State
from assistant.appointments.day_list import line_of
from assistant.clock import VIETNAM, now
from assistant.staff.audit import Act
from connectors.console.appointments.day import Said, SaidName
from connectors.console.appointments.place import (
    Code,
    Day,
    FormDay,
    FormMoment,
    Officer,
    by,
    note,
    place_of,
    visit_of,
)
from connectors.console.guard import SignedIn
from connectors.console.page import load_texts, page
from connectors.console.route import console_router

router = console_router()
_OFFERED_DAYS = 7


@dataclass(frozen=True)
class Shown:
    """What the page says beside the appointment. `day`: the first of the days whose free times
    are listed; `chosen`: the time that was ticked when it was refused.
    """

    said: Said | None = None
    day: date | None = None
    chosen: datetime | None = None
    status: int = 200


@dataclass(frozen=True)
class FreeDays:
    """Times by day, from `first` on."""

    first: date
    days: dict[date, list[Slot]] = field(default_factory=dict)


@router.get("/console/appointments/visits/{code}")
async def visit_page(
    request: Request, who: Officer, code: Code, day: Day = None, said: SaidName = ""
) -> Response:
    """The page. `day`: from which day on free times are shown."""
    visit = await visit_of(request, who, code)
    known = load_texts()["appointments"]["said"]
    told = Said(said, code) if said in known else None
    return await _page(request, who, visit, Shown(told, day))


@router.post("/console/appointments/visits/{code}/move")
async def move(
    request: Request, who: Officer, code: Code, start: FormMoment = None,
    day: FormDay = None,
) -> Response:  # fmt: skip
    """Another time at this office. The resident keeps the code."""
    visit = await visit_of(request, who, code)
    if start is None:
        return await _page(request, who, visit, _refused("no_time_chosen", code, day))
    try:
        moved = await place_of(request, who).booking.move(visit, start, None, by(who))
    except BookingError as error:
        return await _page(request, who, visit, _refused(error.refusal, code, day, start))
    await note(request, Act(who.id, "visit_moved", code, _times(visit), _times(moved)))
    return _back(code, "visit_moved")


@router.post("/console/appointments/visits/{code}/cancel")
async def cancel(
    request: Request, who: Officer, code: Code, sure: Annotated[bool, Form()] = False
) -> Response:
    """Give the time back."""
    visit = await visit_of(request, who, code)
    if not sure:
        return await _page(request, who, visit, _refused("not_sure", code))
    try:
        after = await place_of(request, who).booking.cancel(visit, by(who))
    except BookingError as error:
        return await _page(request, who, visit, _refused(error.refusal, code))
    states = {"state": visit.state}, {"state": after.state}
    await note(request, Act(who.id, "visit_cancelled", code, *states))
    return _back(code, "visit_cancelled")


@router.post("/console/appointments/visits/{code}/forget")
async def forget(
    request: Request, who: Officer, code: Code, sure: Annotated[bool, Form()] = False
) -> Response:
    """Delete name and phone, as their owner asks; a visit still to come is cancelled."""
    visit = await visit_of(request, who, code)
    if not sure:
        return await _page(request, who, visit, _refused("not_sure", code))
    await place_of(request, who).booking.forget(visit, by(who))
    await note(request, Act(who.id, "visit_forgotten", code))
    return _back(code, "visit_forgotten")


async def _page(request: Request, who: SignedIn, visit: Appointment, shown: Shown) -> Response:
    place = place_of(request, who)
    to_come = visit.state is State.BOOKED and visit.start > now()
    free = await _free(request, who, visit, shown.day) if to_come else None
    given: dict[str, Any] = {
        "line": line_of(visit, place.base), "office": place.office, "to_come": to_come,
        "changes": await place.console.lookup.changes(visit), "free": free, "said": shown.said,
        "chosen": shown.chosen, "today": now().date(),
        "over": visit.state is State.BOOKED and not to_come,
    }  # fmt: skip
    return page(request, "appointments/visit.html", who, shown.status, **given)


async def _free(
    request: Request, who: SignedIn, visit: Appointment, day: date | None
) -> FreeDays:  # fmt: skip
    """A week of free times, by day."""
    first = max(day or visit.start.date(), now().date())
    last = first + timedelta(days=_OFFERED_DAYS - 1)
    try:
        slots = await place_of(request, who).booking.free(
            visit.office, visit.kind, visit.procedure, first, last
        )
    except BookingError:
        slots = []  # the office no longer takes it: there is nothing to offer
    days: dict[date, list[Slot]] = {}
    for slot in slots:
        days.setdefault(slot.start.astimezone(VIETNAM).date(), []).append(slot)
    return FreeDays(first, days)


def _refused(
    why: str, code: str, day: date | None = None, chosen: datetime | None = None
) -> Shown:  # fmt: skip
    return Shown(Said(why, code, refused=True), day, chosen, 409)


def _times(visit: Appointment) -> dict[str, str]:
    return {"start": f"{visit.start.astimezone(VIETNAM):%H:%M %d/%m/%Y}", "counter": visit.counter}


def _back(code: str, said: str) -> Response:
    where = f"/console/appointments/visits/{code}?said={said}"
    return RedirectResponse(where, 303, {"Cache-Control": "no-store"})
