"""What the pages of the workshop share: its services, names, and who may what."""

from typing import Annotated

from fastapi import Path, Request
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Office
from assistant.language.text import fold
from assistant.staff.audit import Act
from assistant.staff.role import Permission
from assistant.unanswered.mending import Mending
from assistant.unanswered.question import Heap
from assistant.wiring import Conversing
from connectors.console.guard import SignedIn, signed_in

Workshop = Annotated[SignedIn, signed_in(Permission.WORKSHOP)]
Writer = Annotated[SignedIn, signed_in(Permission.WRITE_CONTENT)]
GroupId = Annotated[int, Path(ge=1, le=2**63 - 1)]


def parts(request: Request) -> Conversing:
    """Everything behind the gateway."""
    wired: Conversing = request.app.state.parts
    return wired


def base(request: Request) -> KnowledgeBase:
    """What residents are answered from."""
    return parts(request).knowledge.current.base


def mending(request: Request) -> Mending:
    """What is done about groups."""
    service: Mending = request.app.state.console.mending
    return service


async def heap(request: Request, id_: int) -> Heap:
    """One group, or 404."""
    found = await parts(request).stores.unanswered.heap(id_)
    if found is None:
        raise HTTPException(404, "no such group")
    return found


async def note(request: Request, who: SignedIn, action: str, id_: int, **after: object) -> None:
    """Write down who did what to a group: never a word of what was asked."""
    act = Act(who.id, action, f"unanswered:{id_}", None, after or None)
    await parts(request).stores.audit.add(act)


def back(id_: int, said: str) -> RedirectResponse:
    """To the group's page, which says what was done."""
    return RedirectResponse(
        f"/console/unanswered/{id_}?said={said}", 303, {"Cache-Control": "no-store"}
    )  # fmt: skip


def offices(request: Request) -> list[Office]:
    """All offices, by name."""
    return sorted(base(request).offices.offices, key=lambda office: fold(office.name))


def office_names(request: Request) -> dict[str, str]:
    """Names of offices by id."""
    return {office.id: office.name for office in offices(request)}


def field_names(request: Request) -> dict[str, str]:
    """Names of the fields by id."""
    return dict(base(request).fields.root)
