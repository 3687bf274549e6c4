"""What an officer does with a conversation: take it on, answer, note, pass on, give back."""

from collections.abc import Awaitable, Mapping
from typing import Annotated, Any

from fastapi import Form, Path, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import AfterValidator, BaseModel, Field

from assistant.errors import CaseError
from assistant.staff.audit import Act
from connectors.console.conversations.case import Asked, Typed, shown
from connectors.console.conversations.passing import destination
from connectors.console.conversations.sight import (
    LIST,
    CaseCode,
    Officer,
    own_office,
    parts_of,
    seen,
)
from connectors.console.fields import Clean, readable
from connectors.console.guard import SignedIn
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
_LONGEST = 4000  # characters; channels cut what they cannot take
Reply = Annotated[int, Path(ge=1, le=2**63 - 1)]


def _readable_lines(text: str) -> str:
    """Without signs that nobody sees; line ends stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(readable(line) for line in lines).strip()


Words = Annotated[str, Field(max_length=2 * _LONGEST), AfterValidator(_readable_lines)]


class Message(BaseModel):
    """What is written to the resident. `key`: of the form, so that a repeat is written once."""

    text: Words = ""
    key: Annotated[str, Field(pattern=r"^[0-9a-f]{0,40}$")] = ""


class Noted(BaseModel):
    """A note for colleagues."""

    note: Words = ""


class PassedOn(BaseModel):
    """Where to, and what colleagues there should know."""

    to: Clean = ""
    note: Words = ""


@router.post(f"{LIST}/{{code}}/claim")
async def claim(request: Request, who: Officer, code: CaseCode) -> Response:
    """Take it on: the assistant is silent from now on."""
    office = own_office(who)
    if await seen(request, who, code) is None:
        return await shown(request, who, code, Asked())
    handing = parts_of(request).handover.claim(code, who.id, office)
    if refused := await _refused(request, who, code, handing, "taken"):
        return refused
    await _write_down(request, who, "case_claimed", code, {"office": office})
    return _to(code)


@router.post(f"{LIST}/{{code}}/messages")
async def write(
    request: Request, who: Officer, code: CaseCode, form: Annotated[Message, Form()]
) -> Response:
    """To the resident, on the resident's own channel."""
    typed = Typed(text=form.text)
    if await seen(request, who, code) is None:
        return await shown(request, who, code, Asked(), typed)
    if not form.text or len(form.text) > _LONGEST:
        problem = "too_long" if form.text else "empty"
        return await shown(request, who, code, Asked(), Typed(form.text, problem=problem))
    handing = parts_of(request).handover.write(code, who.id, form.text, form.key)
    if refused := await _refused(request, who, code, handing, "not_yours", typed):
        return refused
    await _write_down(request, who, "case_answered", code)
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"Cache-Control": "no-store"})
    return _to(code)


@router.post(f"{LIST}/{{code}}/release")
async def release(request: Request, who: Officer, code: CaseCode) -> Response:
    """Back to the assistant."""
    if await seen(request, who, code) is None:
        return await shown(request, who, code, Asked())
    handing = parts_of(request).handover.release(code, who.id)
    if refused := await _refused(request, who, code, handing, "not_yours"):
        return refused
    await _write_down(request, who, "case_released", code)
    return RedirectResponse(f"{LIST}?done=released", 303, {"Cache-Control": "no-store"})


@router.post(f"{LIST}/{{code}}/transfer")
async def pass_on(
    request: Request, who: Officer, code: CaseCode, form: Annotated[PassedOn, Form()]
) -> Response:
    """To another office, or to a colleague: there it waits again."""
    listed, typed = await seen(request, who, code), Typed(note=form.note)
    if listed is None:
        return await shown(request, who, code, Asked(), typed)
    parts, offices = parts_of(request), parts_of(request).knowledge.current.base.offices
    to = destination(offices, await request.app.state.console.directory.all(), form.to)
    if to is None or to.officer == who.id or len(form.note) > _LONGEST:
        problem = "too_long" if len(form.note) > _LONGEST else "no_place"
        return await shown(request, who, code, Asked(), Typed(note=form.note, problem=problem))
    office = offices.office(to.office)
    handing = parts.handover.pass_on(code, who.id, to, office.name if office else to.office)
    if refused := await _refused(request, who, code, handing, "not_yours", typed):
        return refused
    if form.note:
        await parts.stores.caseload.note(code, who.id, form.note)
    values = {"office": to.office, "officer": to.officer}
    await _write_down(request, who, "case_passed_on", code, values, listed.case.office)
    return RedirectResponse(f"{LIST}?done=passed_on", 303, {"Cache-Control": "no-store"})


@router.post(f"{LIST}/{{code}}/notes")
async def note(
    request: Request, who: Officer, code: CaseCode, form: Annotated[Noted, Form()]
) -> Response:
    """For colleagues alone; residents never see it."""
    listed = await seen(request, who, code)
    if listed is None or not form.note or len(form.note) > _LONGEST:
        problem = "too_long" if form.note else "empty_note"
        return await shown(request, who, code, Asked(), Typed(note=form.note, problem=problem))
    await parts_of(request).stores.caseload.note(code, who.id, form.note)
    await _write_down(request, who, "case_noted", code)
    return _to(code, "#notes")


@router.post(f"{LIST}/{{code}}/lines/{{reply}}/retry")
async def retry(request: Request, who: Officer, code: CaseCode, reply: Reply) -> Response:
    """Try again to send a line that its channel did not take."""
    stores = parts_of(request).stores
    if await seen(request, who, code) is None or not await stores.caseload.is_line_of(code, reply):
        return page(request, "conversations/gone.html", who, 404, typed=Typed())
    if await stores.outbox.retry(reply):
        await _write_down(request, who, "case_line_retried", code)
    return _to(code)


async def _refused(  # noqa: PLR0913, PLR0917 - the page once more, as it was
    request: Request, who: SignedIn, code: str, act: Awaitable[object], problem: str,
    typed: Typed | None = None,
) -> Response | None:  # fmt: skip
    """Do it; the page with what was typed and the reason when it cannot be done any more."""
    try:
        await act
    except CaseError:
        kept = typed or Typed()
        return await shown(request, who, code, Asked(), Typed(kept.text, kept.note, problem))
    return None


async def _write_down(  # noqa: PLR0913, PLR0917 - who, what, to what, before and after
    request: Request, who: SignedIn, action: str, code: str,
    after: Mapping[str, Any] | None = None, office: str | None = None,
) -> None:  # fmt: skip
    before = {"office": office} if office else None
    await parts_of(request).stores.audit.add(Act(who.id, action, code, before, after))


def _to(code: str, part: str = "") -> Response:
    return RedirectResponse(f"{LIST}/{code}{part}", 303, {"Cache-Control": "no-store"})
