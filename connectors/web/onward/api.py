"""The API for taking something along: a code, its link and its QR image."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.appointments.appointment import Appointment, BookingError, Refusal, State
from assistant.appointments.code import read_code
from assistant.appointments.links import Links
from assistant.clock import VIETNAM, now
from assistant.conversation.carrying import Carried, Carrying
from assistant.conversation.incoming import conversation_of
from assistant.conversation.reception import Reception
from connectors.refused import Polite, Refused
from connectors.web.admission import address_of, admit_address, admit_message
from connectors.web.api import CHANNEL, ConversationId
from connectors.web.appointments import Code, Id, factor_of
from connectors.web.office_choice import known_office, known_procedure

_Typed = Annotated[str | None, Query(min_length=1, max_length=20)]
_Signed = Annotated[
    str | None, Query(min_length=1, max_length=100, description="Of a link of the appointment.")
]

router = APIRouter(prefix="/api/v1", tags=["take along"], route_class=Polite)


class Taking(BaseModel):
    """What the screen shows beside the conversation: where it stands, and of what its list is.

    `procedure`: for a list that no conversation led to; of the conversation when left out.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"office": "07210"}]})

    office: Id | None = None
    procedure: Id | None = None


class TakenAlong(BaseModel):
    """`code` is typed in any channel, `url` opens it, `qr_url` is the image of that address."""

    code: str = Field(examples=["MT-K7DH-3MXA"])
    url: str
    qr_url: str
    expires_at: datetime


@router.post("/conversations/{conversation}/carry", status_code=201)
async def carry_conversation(
    conversation: ConversationId, request: Request, response: Response, taking: Taking | None = None
) -> TakenAlong:
    """A code that goes on with the checklist of a conversation. 409 when there is none."""
    sender = conversation_of(CHANNEL, conversation)
    admit_message(request, sender)
    asked = taking or Taking()
    if asked.procedure is not None:
        known_procedure(asked.procedure, request, status=422)
    if asked.office is not None:
        known_office(asked.office, request, status=422)
    reception: Reception = request.app.state.parts.reception
    state = reception.state_of(sender)
    procedure = asked.procedure or state.procedure
    if procedure is None:
        raise Refused(409, "nothing_to_carry", "refused_nothing_to_carry")
    answers = state.answers if procedure == state.procedure else {}
    thing = Carried(procedure, answers, state.office or asked.office)
    return await _taken(thing, request, response)


@router.post("/appointments/{code}/carry", status_code=201)
async def carry_appointment(  # noqa: PLR0913, PLR0917 - the second factor comes in three ways
    code: Code, request: Request, response: Response, token: _Signed = None,
    phone: _Typed = None, last4: _Typed = None,
) -> TakenAlong:  # fmt: skip
    """A code for an appointment: with the phone's last four digits, or the `token` of its links."""
    admit_address(request)
    visit = await _visit(code, token, phone or last4, request)
    if visit.state is not State.BOOKED or visit.start <= now():
        raise BookingError(Refusal.OVER)
    return await _taken(Carried(appointment=visit.code), request, response)


async def _visit(code: str, token: str | None, factor: str | None, request: Request) -> Appointment:
    if token is None:
        known = factor_of(factor, None, request.headers.get("x-phone-last4"))
        found: Appointment = await request.app.state.parts.booking.find(
            code, known, address_of(request)
        )
        return found
    links: Links = request.app.state.links
    plain = read_code(code)
    if plain is None or not links.opens(plain, token):
        raise BookingError(Refusal.NOT_FOUND)
    visit: Appointment | None = await request.app.state.parts.stores.appointments.by_code(plain)
    if visit is None:
        raise BookingError(Refusal.NOT_FOUND)
    return visit


async def _taken(thing: Carried, request: Request, response: Response) -> TakenAlong:
    carrying: Carrying = request.app.state.parts.carrying
    opener = await carrying.take(thing)
    response.headers["Cache-Control"] = "no-store"
    url = f"{public_base(request)}/t/{opener.code}"
    return TakenAlong(
        code=opener.code,
        url=url,
        qr_url=f"/t/{opener.code}/qr.svg",
        expires_at=opener.expires_at.astimezone(VIETNAM),
    )


def public_base(request: Request) -> str:
    """Our address as telephones reach it, as far as it is known."""
    public: str | None = request.app.state.settings.public_url
    return (public or str(request.base_url)).rstrip("/")
