"""The API of appointments: book, look up, move, give back."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.appointments.appointment import Appointment, BookingError, Contact, Kind
from assistant.appointments.booking import Booking
from assistant.appointments.person import ContactError, ContactField, contact_of
from assistant.clock import VIETNAM
from connectors.refused import Polite, Refused
from connectors.web.admission import address_of, admit_address
from connectors.web.api import IdempotencyKey
from connectors.web.booked_once import BookedOnce
from connectors.web.near_times import Wish, with_near_times
from connectors.web.office_choice import known_office, known_procedure
from connectors.web.visit import Booked, Visit, booked, shown

_RESIDENT = "resident"
_WRONG: dict[ContactField, str] = {
    "name": "api_wrong_name", "phone": "api_wrong_phone", "address": "api_wrong_address",
}  # fmt: skip
_YEARS = range(2000, 2200)
_WITHOUT_A_PROCEDURE = {Kind.COLLECT, Kind.ASSIST, Kind.HOME_VISIT}


def _local(moment: datetime) -> datetime:
    """In Vietnamese time; one without a zone is meant so."""
    if moment.year not in _YEARS:  # at the ends of the calendar no zone can be reckoned
        raise ValueError("no such year")
    return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)


Moment = Annotated[datetime, AfterValidator(_local)]
Code = Annotated[
    str, Path(min_length=1, max_length=40, description="As it was given; small letters will do.")
]
Id = Annotated[str, Field(min_length=1, max_length=60)]
_Typed = Annotated[str | None, Query(min_length=1, max_length=20)]


class Asked(BaseModel):
    """An appointment asked for. `procedure`: needed to hand in a file, after hours too.

    `address`: where a home visit goes; for others it is not asked and not kept.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{
            "office": "07210", "kind": "submit", "procedure": "1.001193",
            "start": "2026-11-26T08:30:00+07:00", "name": "Nguyễn Văn A", "phone": "0912345678",
        }]},
    )  # fmt: skip

    office: Id
    kind: Kind
    procedure: Id | None = None
    start: Moment
    name: Annotated[str, Field(min_length=1, max_length=200, repr=False)]
    phone: Annotated[str, Field(min_length=1, max_length=40, repr=False)]
    address: Annotated[str, Field(max_length=400, repr=False)] = ""


class Moved(BaseModel):
    """Where an appointment shall go; the office stays when none is given."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"start": "2026-11-27T09:00:00+07:00"}]}
    )

    start: Moment
    office: Id | None = None


def factor_of(
    phone: Annotated[_Typed, Query(description="Last four digits of the phone, or all.")] = None,
    last4: _Typed = None,
    x_phone_last4: Annotated[str | None, Header(min_length=1, max_length=20)] = None,
) -> str:
    """The second factor, whichever way it was given; the header keeps it out of addresses."""
    given = phone or last4 or x_phone_last4
    if given is None:
        raise Refused(422, "invalid", "api_factor_needed", field="phone")
    return given


Factor = Annotated[str, Depends(factor_of)]
router = APIRouter(prefix="/api/v1", tags=["appointments"], route_class=Polite)


@router.post("/appointments", status_code=201)
async def post_appointment(
    asked: Asked, request: Request, response: Response, idempotency_key: IdempotencyKey = None
) -> Booked:
    """Book a time. 409 when it is taken: `offers` are near times; 422 with the wrong field."""
    admit_address(request)
    _check(asked, request)
    contact = _contact(asked)
    once: BookedOnce = request.app.state.booked_once
    wish = Wish(asked.office, asked.kind, asked.procedure, asked.start)
    try:
        made = await once.book(wish, contact, idempotency_key)
    except BookingError as error:
        raise await with_near_times(error, wish, _booking(request)) from error
    return booked(made, request, response)


@router.get("/appointments/{code}")
async def get_appointment(
    code: Code, factor: Factor, request: Request, response: Response
) -> Visit:
    """One appointment, with the phone's last four digits or the whole number.

    A wrong code and wrong digits are the same 404; 429 after too many wrong ones.
    """
    return shown(await _found(request, code, factor), request, response)


@router.patch("/appointments/{code}")
async def patch_appointment(
    code: Code, factor: Factor, moved: Moved, request: Request, response: Response
) -> Visit:
    """Move it to another time, perhaps another office; the code stays."""
    old = await _found(request, code, factor)
    if moved.office is not None:
        known_office(moved.office, request, status=422)
    wish = Wish(moved.office or old.office, old.kind, old.procedure, moved.start)
    try:
        new = await _booking(request).move(old, moved.start, moved.office, _RESIDENT)
    except BookingError as error:
        raise await with_near_times(error, wish, _booking(request)) from error
    return shown(new, request, response)


@router.delete("/appointments/{code}")
async def delete_appointment(
    code: Code, factor: Factor, request: Request, response: Response
) -> Visit:
    """Give the time back. 409 when it has passed, or was given back before."""
    old = await _found(request, code, factor)
    return shown(await _booking(request).cancel(old, _RESIDENT), request, response)


@router.delete("/appointments/{code}/contact", status_code=204)
async def delete_contact(code: Code, factor: Factor, request: Request) -> None:
    """Delete name and phone now. A visit still to come is given back; nobody finds it again."""
    await _booking(request).forget(await _found(request, code, factor), _RESIDENT)


def _check(asked: Asked, request: Request) -> None:
    """What can be said to be wrong before the booking looks at it."""
    known_office(asked.office, request, status=422)
    if asked.procedure is not None:
        known_procedure(asked.procedure, request, status=422)
    elif asked.kind not in _WITHOUT_A_PROCEDURE:
        raise Refused(422, "invalid", "api_procedure_needed", field="procedure")


def _contact(asked: Asked) -> Contact:
    address = asked.address if asked.kind is Kind.HOME_VISIT else ""
    try:
        return contact_of(asked.name, asked.phone, address)
    except ContactError as error:
        raise Refused(422, "invalid", _WRONG[error.field], field=error.field) from None


async def _found(request: Request, code: str, factor: str) -> Appointment:
    admit_address(request)
    return await _booking(request).find(code, factor, address_of(request))


def _booking(request: Request) -> Booking:
    booking: Booking = request.app.state.parts.booking
    return booking
