"""The officers' side of appointments: the day's list, who came, who did not, closed times."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from assistant.appointments.appointment import (
    Appointment,
    BookingError,
    Closure,
    Kind,
    Refusal,
    State,
)
from assistant.appointments.booking import Booking
from assistant.appointments.day_list import day_list, line_of
from assistant.appointments.day_sheet import day_sheet
from assistant.appointments.ticket import read_ticket
from assistant.clock import VIETNAM, now
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Office
from connectors.desk.access import Guarded, Reason, officer_of
from connectors.refused import Polite, Refused

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {_SHEET: {}}, "description": "The file."}
}


class Desk(Polite, Guarded):
    """A route of the officers' API whose refusals are sentences."""


Officer = Annotated[str, Depends(officer_of)]
Id = Annotated[str, Query(min_length=1, max_length=60)]
Scanned = Annotated[
    str, Path(min_length=1, max_length=60, description="The code, or what the QR image says.")
]
Day = Annotated[date | None, Query(description="Today when there is none.")]
router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=Desk)


class Listed(BaseModel):
    """An appointment as officers see it. `address`: where a home visit goes.

    name, phone, address: empty when they are no longer kept.
    """

    code: str
    start: datetime
    end: datetime
    state: State
    counter: str
    counter_name: str
    kind: Kind
    procedure: str | None
    procedure_name: str
    name: str
    phone: str
    address: str


class Closing(BaseModel):
    """A time in which nobody is taken. `counter`: of one group alone. Residents read the reason."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{
        "office": "07210", "since": "2026-11-27T08:00:00+07:00",
        "until": "2026-11-27T17:00:00+07:00", "reason": "Mất điện cả ngày",
    }]})  # fmt: skip

    office: Annotated[str, Field(min_length=1, max_length=60)]
    counter: Annotated[str, Field(min_length=1, max_length=40)] | None = None
    since: AwareDatetime
    until: AwareDatetime
    reason: Reason

    @model_validator(mode="after")
    def is_a_time(self) -> Self:
        if self.until <= self.since:
            raise ValueError("`until` must be later than `since`")
        return self


class Closed(BaseModel):
    """Whom it concerns: they are told, and offered other times."""

    count: int
    appointments: list[Listed]


@router.get("/appointments")
async def get_day(
    request: Request, response: Response, office: Id, day: Day = None,
    counter: Annotated[str | None, Query(min_length=1, max_length=40)] = None,
) -> list[Listed]:  # fmt: skip
    """What an office has on a day, by time; of one group of counters, or of all."""
    place = _office(request, office)
    response.headers["Cache-Control"] = "no-store"
    visits = await _day(request, place, day)
    return [_listed(visit, request) for visit in visits if counter in (None, visit.counter)]


@router.get("/appointments.xlsx", response_class=Response, responses=_FILE)
async def get_day_sheet(request: Request, office: Id, day: Day = None) -> Response:
    """The same as a spreadsheet, to print."""
    place = _office(request, office)
    lines = day_list(await _day(request, place, day), _base(request))
    name = f"lich-hen-{place.id}-{day or now().date()}.xlsx"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store",
    }  # fmt: skip
    file = day_sheet(place.name, day or now().date(), lines)
    return Response(file, headers=headers, media_type=_SHEET)


@router.post("/appointments/{code}/arrived")
async def post_arrived(code: Scanned, officer: Officer, request: Request) -> Listed:
    """Check in: by the code that was typed or scanned. Again changes nothing."""
    return _listed(await _booking(request).arrived(_read(code), _by(officer)), request)


@router.post("/appointments/{code}/missed")
async def post_missed(code: Scanned, officer: Officer, request: Request) -> Listed:
    """Nobody came."""
    return _listed(await _booking(request).missed(_read(code), _by(officer)), request)


@router.delete("/appointments/{code}/contact", status_code=204)
async def delete_contact(code: Scanned, officer: Officer, request: Request) -> None:
    """Delete name and phone, as who came may ask; a visit still to come is cancelled."""
    visit = await request.app.state.parts.stores.appointments.by_code(_read(code))
    if visit is None:
        raise BookingError(Refusal.NOT_FOUND)
    await _booking(request).forget(visit, _by(officer))


@router.post("/closures", status_code=201)
async def post_closure(closing: Closing, officer: Officer, request: Request) -> Closed:
    """Take nobody in a time; who had booked is told, and offered others."""
    hours = _base(request).offices.hours_of(_office(request, closing.office, status=422))
    if closing.counter not in {None, *(counter.id for counter in hours.counters)}:
        raise Refused(422, "unknown_counter", "api_unknown_counter", field="counter")
    closed = Closure(
        closing.office, closing.counter, closing.since.astimezone(VIETNAM),
        closing.until.astimezone(VIETNAM), closing.reason,
    )  # fmt: skip
    concerned = await _booking(request).close(closed, _by(officer))
    return Closed(
        count=len(concerned), appointments=[_listed(visit, request) for visit in concerned]
    )


def _by(officer: str) -> str:
    return f"officer:{officer}"


def _read(scanned: str) -> str:
    code = read_ticket(scanned)
    if code is None:
        raise BookingError(Refusal.NOT_FOUND)
    return code


async def _day(request: Request, office: Office, day: date | None) -> Sequence[Appointment]:
    return await _booking(request).day(office.id, day or now().date())


def _listed(visit: Appointment, request: Request) -> Listed:
    line = line_of(visit, _base(request))
    return Listed(
        code=visit.code,
        start=visit.start.astimezone(VIETNAM),
        end=visit.end.astimezone(VIETNAM),
        state=visit.state,
        counter=visit.counter,
        counter_name=line.counter,
        kind=visit.kind,
        procedure=visit.procedure,
        procedure_name=line.procedure,
        name=line.name,
        phone=line.phone,
        address=line.address,
    )


def _office(request: Request, id_: str, *, status: int = 404) -> Office:
    office = _base(request).offices.office(id_)
    if office is None:
        raise Refused(status, "unknown_office", "api_unknown_office", field="office")
    return office


def _base(request: Request) -> KnowledgeBase:
    base: KnowledgeBase = request.app.state.parts.knowledge.current.base
    return base


def _booking(request: Request) -> Booking:
    booking: Booking = request.app.state.parts.booking
    return booking
