"""What a kiosk asks: which counters there are, a number for one, a number for an appointment."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.queue.arrival import ArrivalError
from assistant.queue.check_in import CheckIn
from assistant.queue.queue import Line, Place, Queue
from connectors.refused import Polite
from connectors.web.admission import admit_address
from connectors.web.hall.gate import admit_kiosk
from connectors.web.hall.refusals import of_arrival
from connectors.web.once import digest
from connectors.web.visit import base_of

_Id = Annotated[str, Field(min_length=1, max_length=60)]
_Key = Annotated[str, Field(min_length=8, max_length=80)]
OfficeId = Annotated[str, Query(min_length=1, max_length=60, description="Its id.")]
KeyHeader = Annotated[
    str | None,
    Header(min_length=8, max_length=80, description="The same as `key` in the body."),
]
router = APIRouter(prefix="/api/v1/kiosk", tags=["hall"], route_class=Polite)


class CounterGroup(BaseModel):
    """A group of counters. `fields`: what it takes, in plain words; none: all that no other does.

    `wait_minutes`: about, for who comes now; null where nothing is known.
    """

    counter: str
    name: str
    letter: str
    fields: list[str]
    waiting: int
    wait_minutes: int | None


class NumberWanted(BaseModel):
    """A number for a group of counters. `key`: of one person; again it finds the same number."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [
        {"office": "07210", "counter": "ho-tich", "key": "b0e6c3a7f1"}]})  # fmt: skip

    office: _Id
    counter: _Id
    key: _Key | None = None


class Scan(BaseModel):
    """What was typed, or all that the QR image says."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [
        {"office": "07210", "scanned": "MOTCUA:K7DH-3MXA"}]})  # fmt: skip

    office: _Id
    scanned: Annotated[str, Field(min_length=1, max_length=80)]


class Numbered(BaseModel):
    """A number. `ahead`: how many are before it; `already`: it was given before; `window`: where
    it was called to, if it was.
    """

    number: str = Field(examples=["A012"])
    counter: str
    counter_name: str
    state: Literal["waiting", "called", "done", "absent"]
    window: str | None
    ahead: int
    wait_minutes: int | None
    taken_at: datetime
    already: bool


class Arrived(Numbered):
    """A number for an appointment. `on_time`: it goes before those without one."""

    start: datetime
    on_time: bool


@router.get("/counters")
async def get_counters(
    request: Request, response: Response, office: OfficeId
) -> list[CounterGroup]:  # fmt: skip
    """The groups of counters one can take a number for."""
    admit_address(request)
    response.headers["Cache-Control"] = "no-store"
    hall = await _queue(request).hall(office)
    return [_group(line, base_of(request)) for line in hall.lines]


@router.post("/tickets", status_code=201)
async def post_ticket(
    wanted: NumberWanted, request: Request, response: Response, idempotency_key: KeyHeader = None
) -> Numbered:
    """Take a number. Two presses under one key are one number."""
    admit_kiosk(request)
    key = wanted.key or idempotency_key
    kept = digest(key) if key else None
    place = await _queue(request).take(wanted.office, wanted.counter, key=kept)
    response.headers["Cache-Control"] = "no-store"
    return Numbered(**_numbered(place))


@router.post("/check-in")
async def post_check_in(scan: Scan, request: Request, response: Response) -> Arrived:
    """Say that one has come to an appointment, and get a number. Again it is the same number.

    409 when it is elsewhere, on another day, too early, cancelled: `detail` says what to do.
    """
    admit_kiosk(request)
    check_in: CheckIn = request.app.state.check_in
    try:
        come = await check_in.arrive(scan.office, scan.scanned)
    except ArrivalError as error:
        raise of_arrival(error, base_of(request)) from None
    response.headers["Cache-Control"] = "no-store"
    start = come.visit.start.astimezone(VIETNAM)
    return Arrived(**_numbered(come.place), start=start, on_time=come.on_time)


def _numbered(place: Place) -> dict[str, object]:
    ticket = place.ticket
    return {
        "number": ticket.label, "counter": ticket.counter, "counter_name": place.group.counter.name,
        "state": ticket.state, "window": ticket.window, "ahead": place.ahead,
        "wait_minutes": place.minutes, "taken_at": ticket.taken_at, "already": not place.is_new,
    }  # fmt: skip


def _group(line: Line, base: KnowledgeBase) -> CounterGroup:
    counter = line.group.counter
    return CounterGroup(
        counter=counter.id,
        name=counter.name,
        letter=line.group.letter,
        fields=[base.fields.root.get(field, field) for field in counter.fields],
        waiting=len(line.waiting),
        wait_minutes=line.minutes(),
    )


def _queue(request: Request) -> Queue:
    queue: Queue = request.app.state.queue
    return queue
