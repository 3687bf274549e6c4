"""The officers' side of the hall: whom to call next, once more, who is done, who was not there."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.queue.queue import Hall, Queue
from assistant.queue.ticket import Ticket
from connectors.desk.access import Guarded, officer_of
from connectors.refused import Polite


class Desk(Polite, Guarded):
    """A route of the officers' API whose refusals are sentences."""


Officer = Annotated[str, Depends(officer_of)]
_Id = Annotated[str, Field(min_length=1, max_length=60)]
_Number = Annotated[str, Field(min_length=1, max_length=12, examples=["A012"])]
_Window = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,6}$"),
    Field(description="As the door or table says it: \"3\".", examples=["3"]),
]  # fmt: skip
router = APIRouter(prefix="/api/v1/desk/queue", tags=["desk"], route_class=Desk)


class AtWindow(BaseModel):
    """A window of an office."""

    model_config = ConfigDict(extra="forbid")

    office: _Id
    window: _Window


class Next(AtWindow):
    """Whom to call. `number`: a certain one, waiting or absent, not the next. `after`: what the
    window had as the officer pressed ("" for nobody): pressed twice it calls one, not two.
    """

    counter: _Id
    number: _Number | None = None
    after: Annotated[str, Field(max_length=12)] | None = None


class Called(BaseModel):
    """Who was called; null when nobody waits. `waiting`: how many still do, for that group."""

    number: str | None
    counter: str
    window: str
    state: str | None
    calls: int
    waiting: int


class InLine(BaseModel):
    """A group of counters; its numbers in the order in which they will be called."""

    counter: str
    name: str
    waiting: list[str]
    windows: int
    wait_minutes: int | None


class Numbers(BaseModel):
    """Who waits and who is called at an office, today."""

    office: str
    called: list[Called]
    counters: list[InLine]


@router.get("")
async def get_queue(
    request: Request, response: Response, office: Annotated[str, Query(min_length=1, max_length=60)]
) -> Numbers:
    """The numbers of an office."""
    response.headers["Cache-Control"] = "no-store"
    hall = await _queue(request).hall(office)
    counters = [
        InLine(
            counter=line.group.counter.id, name=line.group.counter.name,
            waiting=[ticket.label for ticket in line.waiting], windows=line.windows,
            wait_minutes=line.minutes(),
        )
        for line in hall.lines
    ]  # fmt: skip
    called = [_called(t, t.counter, t.window or "", hall) for t in hall.called]
    return Numbers(office=office, called=called, counters=counters)


@router.post("/next")
async def post_next(wish: Next, officer: Officer, request: Request) -> Called:
    """Call who comes next to a window; whom it served until now is done."""
    queue, by = _queue(request), f"officer:{officer}"
    ticket: Ticket | None
    if wish.number is None:
        ticket = await queue.next(wish.office, wish.counter, wish.window, by, after=wish.after)
    else:
        ticket = await queue.call(wish.office, wish.window, wish.number, by)
    return await _answer(request, ticket, wish, wish.counter)


@router.post("/again")
async def post_again(at: AtWindow, officer: Officer, request: Request) -> Called:
    """Call once more whom this window called."""
    ticket = await _queue(request).again(at.office, at.window, f"officer:{officer}")
    return await _answer(request, ticket, at, ticket.counter)


@router.post("/done")
async def post_done(at: AtWindow, officer: Officer, request: Request) -> Called:
    """Whom this window called has been served; the window is free."""
    return await _ended(at, officer, request, came=True)


@router.post("/absent")
async def post_absent(at: AtWindow, officer: Officer, request: Request) -> Called:
    """Whom this window called did not come; the number can be called again by `next`."""
    return await _ended(at, officer, request, came=False)


async def _ended(at: AtWindow, officer: str, request: Request, *, came: bool) -> Called:
    ticket = await _queue(request).end(at.office, at.window, f"officer:{officer}", came=came)
    return await _answer(request, ticket, at, ticket.counter)


async def _answer(request: Request, ticket: Ticket | None, at: AtWindow, counter: str) -> Called:
    hall = await _queue(request).hall(at.office)
    return _called(ticket, ticket.counter if ticket else counter, at.window, hall)


def _called(ticket: Ticket | None, counter: str, window: str, hall: Hall) -> Called:
    waiting = sum(len(line.waiting) for line in hall.lines if line.group.counter.id == counter)
    return Called(
        number=ticket.label if ticket else None,
        counter=counter,
        window=window,
        state=ticket.state if ticket else None,
        calls=ticket.calls if ticket else 0,
        waiting=waiting,
    )


def _queue(request: Request) -> Queue:
    queue: Queue = request.app.state.queue
    return queue
