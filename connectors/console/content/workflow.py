"""The steps of a document: to review, back, approved, out to residents, taken away, back again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any

from fastapi import Form, Request, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.clock import VIETNAM
from assistant.documents.editing import Editing
from assistant.documents.store import Chosen
from assistant.documents.version import Conflict, DocumentError, State, Written
from assistant.staff.audit import Act, Values
from assistant.staff.role import Permission
from connectors.console.content.document import Refused, refusal, show, written
from connectors.console.content.shelf import (
    DocumentPath,
    Note,
    Number,
    address,
    after_saving,
    kind_at,
    sent_on,
    shop_of,
    write_down,
)
from connectors.console.fields import Clean
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import load_texts
from connectors.console.route import console_router

router = console_router()
Editor = Annotated[SignedIn, signed_in(Permission.WRITE_CONTENT)]
Reviewer = Annotated[SignedIn, signed_in(Permission.REVIEW_CONTENT)]
EitherOfThem = Annotated[SignedIn, signed_in(Permission.READ_CONTENT)]


class Sent(BaseModel):
    """What a button sends. `number`: the version it stood at; `base`: the newest one then."""

    number: Number
    base: Number | None = None
    note: Note = ""
    day: Clean = ""


Pressed = Annotated[Sent, Form()]


@dataclass(frozen=True)
class Call:
    """Who pressed which button of which document."""

    request: Request
    who: SignedIn
    path: str
    sent: Sent

    @property
    def editing(self) -> Editing:
        """Where its rules stand."""
        kind_at(self.path)
        return shop_of(self.request).editing

    async def refused(self, error: DocumentError) -> Response:
        """The document, with the reason and what was typed."""
        told = refusal(error, self.sent.number, self.sent.note, self.sent.day)
        return await show(self.request, self.who, self.path, told)


@router.post("/console/content/{path:path}/submit")
async def submit(request: Request, who: Editor, path: DocumentPath, sent: Pressed) -> Response:
    """Ask for a review; what the checks refuse stays a draft."""
    call = Call(request, who, path, sent)
    work = partial(call.editing.submit, path, sent.number)
    return await _step(call, "content_submitted", State.IN_REVIEW, work)


@router.post("/console/content/{path:path}/take-back")
async def take_back(
    request: Request, who: EitherOfThem, path: DocumentPath, sent: Pressed
) -> Response:
    """Out of review or of what is approved: a draft again."""
    _either(who)
    call = Call(request, who, path, sent)
    work = partial(call.editing.take_back, path, sent.number)
    return await _step(call, "content_taken_back", State.DRAFT, work)


@router.post("/console/content/{path:path}/approve")
async def approve(request: Request, who: Reviewer, path: DocumentPath, sent: Pressed) -> Response:
    """By somebody who wrote nothing of it."""
    call = Call(request, who, path, sent)
    work = partial(call.editing.approve, path, sent.number, who.id, sent.note)
    return await _step(call, "content_approved", State.APPROVED, work)


@router.post("/console/content/{path:path}/send-back")
async def send_back(request: Request, who: Reviewer, path: DocumentPath, sent: Pressed) -> Response:
    """To the author, with the reason."""
    call = Call(request, who, path, sent)
    work = partial(call.editing.send_back, path, sent.number, who.id, sent.note)
    return await _step(call, "content_sent_back", State.DRAFT, work)


@router.post("/console/content/{path:path}/drop")
async def drop(request: Request, who: Editor, path: DocumentPath, sent: Pressed) -> Response:
    """Give a draft up; it stays in the history."""
    call = Call(request, who, path, sent)
    work = partial(call.editing.drop, path, sent.number)
    return await _step(call, "content_dropped", State.DROPPED, work)


@router.post("/console/content/{path:path}/publish")
async def publish(request: Request, who: Reviewer, path: DocumentPath, sent: Pressed) -> Response:
    """Residents read it from now on."""
    kind_at(path)
    chosen = [Chosen(path, sent.number)]
    work = partial(shop_of(request).publishing.publish, chosen, who.id)
    call = Call(request, who, path, sent)
    return await _step(call, "content_published", State.PUBLISHED, work)


@router.post("/console/content/{path:path}/schedule")
async def schedule(request: Request, who: Reviewer, path: DocumentPath, sent: Pressed) -> Response:
    """On a day, from its first minute; without one: no longer by itself."""
    call, wanted = Call(request, who, path, sent), _day(sent.day)
    work = partial(call.editing.schedule, path, sent.number, wanted)
    if sent.day and wanted is None:
        told = load_texts()["content"]["unreadable_day"].format(day=sent.day)
        return await show(request, who, path, Refused(told, sent.number, day=sent.day))
    action = "content_scheduled" if wanted else "content_unscheduled"
    return await _step(call, action, State.APPROVED, work)


@router.post("/console/content/{path:path}/end")
async def end(request: Request, who: Editor, path: DocumentPath, sent: Pressed) -> Response:
    """A draft that takes the document away from residents; reviewed as any other."""
    call = Call(request, who, path, sent)
    work = partial(call.editing.end, path, sent.number, who.id, sent.note)
    return await _saved(call, "content_ended", work)


@router.post("/console/content/{path:path}/roll-back")
async def roll_back(
    request: Request, who: EitherOfThem, path: DocumentPath, sent: Pressed
) -> Response:
    """A draft with the words of an earlier version."""
    _either(who)
    call = Call(request, who, path, sent)
    base = sent.base or sent.number
    work = partial(call.editing.roll_back, path, sent.number, base, who.id, sent.note)
    return await _saved(call, "content_rolled_back", work)


async def _step(
    call: Call, action: str, ends: State, work: Callable[[], Awaitable[Any]]
) -> Response:
    """Do it and write it down, or show the document with the reason."""
    sent = call.sent
    begins = (await written(call.request, call.path, sent.number)).state
    try:
        await work()
    except DocumentError as error:
        return await call.refused(error)
    before: Values = {"version": sent.number, "state": begins}
    after = {"version": sent.number, "state": ends, **({"day": sent.day} if sent.day else {})}
    await write_down(call.request, Act(call.who.id, action, call.path, before, after))
    return sent_on(address(call.path, done=action))


async def _saved(
    call: Call, action: str, work: Callable[[], Awaitable[Written | Conflict]]
) -> Response:
    await written(call.request, call.path, call.sent.number)
    try:
        saved = await work()
    except DocumentError as error:
        return await call.refused(error)
    return await after_saving(call.request, call.who, saved, action)


def _either(who: SignedIn) -> None:
    if not (who.may(Permission.WRITE_CONTENT) or who.may(Permission.REVIEW_CONTENT)):
        raise HTTPException(403, "not allowed")


def _day(typed: str) -> date | None:
    """A day of the browser's own field, or as people here write it."""
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(typed, shape).replace(tzinfo=VIETNAM).date()
        except ValueError:
            continue
    return None
