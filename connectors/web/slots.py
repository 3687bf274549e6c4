"""GET /api/v1/slots: the times that can be booked now."""

from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from assistant.appointments.appointment import Kind
from assistant.appointments.booking import Booking
from assistant.clock import VIETNAM, now
from connectors.refused import Polite, Refused
from connectors.web.admission import admit_address
from connectors.web.office_choice import known_office, known_procedure

_USUAL = timedelta(days=6)
_MOST = 31
_BEYOND = timedelta(days=366)  # nobody books so far, and calendars have an end

Day = Annotated[str, Query(pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2026-11-26"])]
Id = Annotated[str, Query(min_length=1, max_length=60)]
router = APIRouter(prefix="/api/v1", tags=["appointments"], route_class=Polite)


class Free(BaseModel):
    """A time that `free` more people can book."""

    start: datetime
    end: datetime
    free: int


def days_of(
    first: Annotated[Day | None, Query(alias="from")] = None,
    last: Annotated[Day | None, Query(alias="to")] = None,
) -> tuple[date, date]:
    """From day to day, cut to what can be: nothing is booked in the past."""
    today = now().date()
    since = _read(first, "from") or today
    until = _read(last, "to") or min(since, today + _BEYOND) + _USUAL
    if last is not None and until < since:
        raise Refused(422, "invalid", "api_days_reversed", field="to")
    if (until - since).days >= _MOST:
        raise Refused(422, "too_many_days", "api_too_many_days", field="to")
    return max(since, today), min(until, today + _BEYOND)


@router.get("/slots")
async def get_slots(
    request: Request,
    office: Id,
    kind: Kind,
    days: Annotated[tuple[date, date], Depends(days_of)],
    procedure: Annotated[str | None, Query(min_length=1, max_length=60)] = None,
) -> list[Free]:
    """The free times of an office from day to day, both included: today and six days by default.

    At most 31 days. An office that does not take the procedure, or the kind, is a 422.
    """
    admit_address(request)
    known_office(office, request)
    if procedure is not None:
        known_procedure(procedure, request)
    since, until = days
    if since > until:  # all of it is past, or beyond every calendar
        return []
    booking: Booking = request.app.state.parts.booking
    found = await booking.free(office, kind, procedure, since, until)
    return [
        Free(start=s.start.astimezone(VIETNAM), end=s.end.astimezone(VIETNAM), free=s.free)
        for s in found
    ]


def _read(day: str | None, field: str) -> date | None:
    try:
        return None if day is None else date.fromisoformat(day)
    except ValueError:
        raise Refused(422, "invalid", "api_invalid", field=field) from None
