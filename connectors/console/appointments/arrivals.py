"""Who comes: with an appointment, without one, or not at all."""

import hashlib
from typing import Annotated

from fastapi import Form, Request, Response

from assistant.appointments.appointment import Appointment, BookingError
from assistant.queue.arrival import ArrivalError
from assistant.queue.check_in import CheckIn
from assistant.queue.ticket import QueueError
from assistant.staff.audit import Act
from connectors.console.appointments.day import Said, Typed, View, answered
from connectors.console.appointments.place import (
    Code,
    CounterName,
    FormDay,
    Officer,
    Place,
    by,
    note,
    place_of,
    visit_of,
)
from connectors.console.appointments.place import Typed as TypedText
from connectors.console.guard import SignedIn
from connectors.console.route import console_router

router = console_router()
Group = Annotated[CounterName, Form()]
Key = Annotated[str, Form(max_length=64)]


@router.post("/console/appointments/arrive")
async def arrive(
    request: Request, who: Officer, scanned: TypedText = "", counter: Group = ""
) -> Response:
    """Check in by the code, typed or scanned: a number in the hall. Again it is the same number."""
    place, view, typed = place_of(request, who), View(counter=counter), Typed(scanned=scanned)
    check_in: CheckIn = request.app.state.check_in
    try:
        come = await check_in.arrive(place.office.id, scanned, by(who))
    except ArrivalError as error:
        return await answered(request, who, view, _obstacle(error, place), typed)
    except QueueError as error:
        return await answered(request, who, view, Said(error.refusal, refused=True), typed)
    label = come.place.ticket.label
    if come.place.is_new:
        await note(request, Act(who.id, "visit_arrived", come.visit.code, after={"number": label}))
    name = "visit_arrived" if come.on_time else "visit_arrived_late"
    return await answered(request, who, view, Said(name, label))


@router.post("/console/appointments/take")
async def take(
    request: Request, who: Officer, group: Group = "", key: Key = "", counter: Group = ""
) -> Response:
    """A number for who came without an appointment. `key`: of one person; again it is the same."""
    place, view = place_of(request, who), View(counter=counter)
    if not place.is_counter(group):
        return await answered(request, who, view, Said("unknown_counter", refused=True))
    same = hashlib.sha256(f"desk:{who.id}:{key}:{group}".encode("utf8", "replace")).hexdigest()
    try:
        given = await place.queue.take(place.office.id, group, key=same if key else None)
    except QueueError as error:
        return await answered(request, who, view, Said(error.refusal, refused=True))
    label = given.ticket.label
    if given.is_new:
        subject = f"{place.office.id} {label}"
        await note(request, Act(who.id, "number_given", subject, after={"counter": group}))
    return await answered(request, who, view, Said("number_given", label))


@router.post("/console/appointments/visits/{code}/missed")
async def missed(
    request: Request, who: Officer, code: Code, day: FormDay = None, counter: Group = ""
) -> Response:
    """Nobody came. Who comes late is still taken in that day."""
    visit = await visit_of(request, who, code)
    view = View(day, counter)
    try:
        after = await place_of(request, who).booking.missed(code, by(who))
    except BookingError as error:
        return await answered(request, who, view, Said(error.refusal, code, refused=True))
    await _noted(request, who, "visit_missed", visit, after)
    return await answered(request, who, view, Said("visit_missed", code))


@router.post("/console/appointments/visits/{code}/served")
async def served(
    request: Request, who: Officer, code: Code, day: FormDay = None, counter: Group = ""
) -> Response:
    """A visit at home has been made: there is no number in the hall for it."""
    visit = await visit_of(request, who, code)
    view = View(day, counter)
    try:
        after = await place_of(request, who).booking.arrived(code, by(who))
    except BookingError as error:
        return await answered(request, who, view, Said(error.refusal, code, refused=True))
    await _noted(request, who, "visit_arrived", visit, after)
    return await answered(request, who, view, Said("visit_served", code))


async def _noted(
    request: Request, who: SignedIn, what: str, before: Appointment, after: Appointment
) -> None:
    states = {"state": before.state}, {"state": after.state}
    await note(request, Act(who.id, what, before.code, *states))


def _obstacle(error: ArrivalError, place: Place) -> Said:
    """Why somebody is not taken in; where and when they are expected instead."""
    visit, words = error.visit, {"office": "", "when": ""}
    if visit is not None:
        office = place.base.offices.office(visit.office)
        words = {
            "office": office.name if office else visit.office,
            "when": f"{visit.start:%H:%M %d/%m/%Y}",
        }
    return Said(f"arrival_{error.obstacle}", refused=True, words=words)
