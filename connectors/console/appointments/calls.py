"""Calling numbers to a window: the next, once more, done, absent, a certain one."""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.queue.ticket import QueueError, Ticket
from assistant.staff.audit import Act
from connectors.console.appointments.day import ADDRESS, Said, Typed, View, answered
from connectors.console.appointments.place import (
    CounterName,
    Officer,
    Place,
    Window,
    by,
    note,
    place_of,
    sit_at,
    window_of,
)
from connectors.console.appointments.place import Typed as TypedText
from connectors.console.guard import SignedIn
from connectors.console.route import console_router

router = console_router()
_SHOWN = View()
WindowName = Annotated[str, Form(max_length=20)]
After = Annotated[str, Form(max_length=12)]


@router.post("/console/appointments/window")
async def sit_down(
    request: Request, who: Officer, counter: Annotated[CounterName, Form()] = "",
    window: WindowName = "",
) -> Response:  # fmt: skip
    """Which window this browser is at."""
    place, name = place_of(request, who), window.strip()
    right = name.isascii() and name.isalnum() and len(name) <= 6
    if not right or not place.is_counter(counter):
        return await answered(request, who, _SHOWN, Said("no_window", refused=True))
    answer = RedirectResponse(ADDRESS, 303, {"Cache-Control": "no-store"})
    sit_at(request, answer, Window(counter, name))
    return answer


@router.post("/console/appointments/next")
async def call_next(request: Request, who: Officer, after: After = "") -> Response:
    """Call who comes next; whom the window served is done. `after`: whom it had, as it was shown:
    pressed twice it calls one.
    """
    place = place_of(request, who)
    window = window_of(request, place)
    if window is None:
        return await _no_window(request, who)
    office = place.office.id
    try:
        ticket = await place.queue.next(office, window.counter, window.name, by(who), after=after)
    except QueueError as error:
        return await _refused(request, who, error)
    if ticket is None:
        return await answered(request, who, _SHOWN, Said("nobody_waits"))
    return await _done(request, who, "number_called", ticket)


@router.post("/console/appointments/call")
async def call_one(request: Request, who: Officer, number: TypedText = "") -> Response:
    """Call a certain number, also one that was absent."""
    place = place_of(request, who)
    window = window_of(request, place)
    if window is None:
        return await _no_window(request, who, Typed(number=number))
    try:
        ticket = await place.queue.call(place.office.id, window.name, number, by(who))
    except QueueError as error:
        return await _refused(request, who, error, Typed(number=number))
    return await _done(request, who, "number_called", ticket)


@router.post("/console/appointments/again")
async def call_again(request: Request, who: Officer) -> Response:
    """Once more."""
    place = place_of(request, who)
    window = window_of(request, place)
    if window is None:
        return await _no_window(request, who)
    try:
        ticket = await place.queue.again(place.office.id, window.name, by(who))
    except QueueError as error:
        return await _refused(request, who, error)
    return await _done(request, who, "number_called_again", ticket)


@router.post("/console/appointments/done")
async def done(request: Request, who: Officer) -> Response:
    """Served: the window is free."""
    return await _end(request, who, came=True)


@router.post("/console/appointments/absent")
async def absent(request: Request, who: Officer) -> Response:
    """Nobody came to the call; the number can be called again."""
    return await _end(request, who, came=False)


async def _end(request: Request, who: SignedIn, *, came: bool) -> Response:
    place: Place = place_of(request, who)
    window = window_of(request, place)
    if window is None:
        return await _no_window(request, who)
    try:
        ticket = await place.queue.end(place.office.id, window.name, by(who), came=came)
    except QueueError as error:
        return await _refused(request, who, error)
    return await _done(request, who, "number_done" if came else "number_absent", ticket)


async def _done(request: Request, who: SignedIn, what: str, ticket: Ticket) -> Response:
    """What was done is written down and said."""
    after = {"window": ticket.window, "day": f"{ticket.day}"}
    await note(request, Act(who.id, what, f"{ticket.office} {ticket.label}", after=after))
    return await answered(request, who, _SHOWN, Said(what, ticket.label))


async def _no_window(request: Request, who: SignedIn, typed: Typed | None = None) -> Response:
    return await answered(request, who, _SHOWN, Said("no_window", refused=True), typed)


async def _refused(
    request: Request, who: SignedIn, error: QueueError, typed: Typed | None = None
) -> Response:
    return await answered(request, who, _SHOWN, Said(error.refusal, refused=True), typed)
