"""An appointment as the public API shows it: nobody's whole name or phone."""

from datetime import datetime
from typing import Literal

from fastapi import Request, Response
from pydantic import BaseModel, Field

from assistant.appointments.appointment import Appointment, Contact, Kind, State
from assistant.appointments.links import Links
from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase

_STATES: dict[State, Literal["booked", "arrived", "missed", "cancelled"]] = {
    State.BOOKED: "booked",
    State.ARRIVED: "arrived",
    State.MISSED: "missed",
    State.CANCELLED: "cancelled",
    State.RESTING: "cancelled",
}


class Booked(BaseModel):
    """A new appointment. The two addresses open without a password and show nobody's name."""

    code: str = Field(examples=["K7M2-9QRT"])
    start: datetime
    end: datetime
    office: str
    kind: Kind
    procedure: str | None
    ics_url: str
    qr_url: str
    notice: str = Field(description="What to bring, and how long the contact is kept: Vietnamese.")


class Visit(Booked):
    """An appointment with how it stands. `name`: initials; `phone`: all but the end is hidden."""

    state: Literal["booked", "arrived", "missed", "cancelled"]
    office_name: str
    procedure_name: str | None
    name: str | None
    phone: str | None


def booked(visit: Appointment, request: Request, response: Response) -> Booked:
    """What whoever booked is told; nobody on the way may keep it."""
    response.headers["Cache-Control"] = "no-store"
    links: Links = request.app.state.links
    base = base_of(request)
    calendar, ticket = links.to(visit.code, str(request.base_url))
    return Booked(
        code=visit.code,
        start=visit.start.astimezone(VIETNAM),
        end=visit.end.astimezone(VIETNAM),
        office=visit.office,
        kind=visit.kind,
        procedure=visit.procedure,
        ics_url=calendar,
        qr_url=ticket,
        notice=base.phrases.fill("api_notice", days=base.policy.appointments.keep_contacts_days),
    )


def shown(visit: Appointment, request: Request, response: Response) -> Visit:
    """What whoever knows the second factor may see."""
    base = base_of(request)
    office = base.offices.office(visit.office)
    procedure = visit.procedure
    return Visit(
        **booked(visit, request, response).model_dump(),
        state=_STATES[visit.state],
        office_name=office.name if office else visit.office,
        procedure_name=base.name(procedure) if procedure and base.knows(procedure) else None,
        name=_initials(visit.contact),
        phone=_end_of_phone(visit.contact),
    )


def base_of(request: Request) -> KnowledgeBase:
    """The knowledge in force."""
    base: KnowledgeBase = request.app.state.parts.knowledge.current.base
    return base


def _initials(contact: Contact | None) -> str | None:
    if contact is None:
        return None
    return "".join(f"{word[0].upper()}." for word in contact.name.split())


def _end_of_phone(contact: Contact | None) -> str | None:
    """The digits that whoever asks has shown to know."""
    return None if contact is None else f"••• ••• {contact.phone[-4:]}"
