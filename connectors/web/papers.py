"""What a resident takes along: the calendar file and the QR image of an appointment."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from assistant.appointments.appointment import Appointment
from assistant.appointments.code import read_code
from assistant.appointments.invitation import invitation
from assistant.appointments.links import Links
from assistant.appointments.ticket import ticket_svg
from assistant.clock import now
from connectors.refused import Polite, Refused
from connectors.web.admission import admit_address
from connectors.web.appointments import Code
from connectors.web.visit import base_of

Token = Annotated[str, Query(min_length=1, max_length=100, description="As the link has it.")]
# It may be embedded nowhere and nothing in it may run, whatever a browser takes it for.
_CLOSED = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
_CALENDAR: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/calendar": {}}, "description": "The file."}
}
_IMAGE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/svg+xml": {}}, "description": "The image."}
}

router = APIRouter(prefix="/api/v1", tags=["appointments"], route_class=Polite)


@router.get("/appointments/{code}/calendar.ics", response_class=Response, responses=_CALENDAR)
async def get_invitation(code: Code, token: Token, request: Request) -> Response:
    """A calendar file: time, office and code. Fetched again, it has what was changed since."""
    visit = await _opened(code, token, request)
    base = base_of(request)
    office = base.offices.office(visit.office)
    if office is None:  # the office is gone from the knowledge base
        raise _nothing()
    rules = base.policy.appointments.reminders
    before = [timedelta(minutes=m) for m in (rules.day_before_minutes, rules.hours_before_minutes)]
    file = invitation(visit, office, base.phrases, before, now())
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'inline; filename="lich-hen-{visit.code}.ics"',
    }
    return Response(file, headers=headers, media_type="text/calendar; charset=utf-8")


@router.get("/appointments/{code}/qr.svg", response_class=Response, responses=_IMAGE)
async def get_ticket(code: Code, token: Token, request: Request) -> Response:
    """The code as a QR image, for the counter."""
    visit = await _opened(code, token, request)
    headers = {"Cache-Control": "no-store", **_CLOSED}
    return Response(ticket_svg(visit.code), headers=headers, media_type="image/svg+xml")


async def _opened(code: str, token: str, request: Request) -> Appointment:
    """The appointment of a good link; the same 404 for everything else."""
    admit_address(request)
    links: Links = request.app.state.links
    plain = read_code(code)
    if plain is None or not links.opens(plain, token):
        raise _nothing()
    visit = await request.app.state.parts.stores.appointments.by_code(plain)
    if visit is None:
        raise _nothing()
    found: Appointment = visit
    return found


def _nothing() -> Refused:
    return Refused(404, "not_found", "refused_not_found")
