"""What the workshop passed on to somebody who knows more: read it, and write back."""

from typing import Annotated

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from assistant.staff.role import Permission
from assistant.unanswered.question import Heap
from connectors.console.fields import Line
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router
from connectors.console.unanswered import view
from connectors.console.unanswered.view import GroupId

router = console_router()
Reader = Annotated[SignedIn, signed_in(Permission.READ_CONTENT)]


@router.get("/console/passed-on")
async def passed_page(request: Request, who: Reader) -> Response:
    """What waits for this person, or for their office, and for nobody else."""
    return _shown(request, who, await _mine(request, who))


@router.post("/console/passed-on/{id_}")
async def reply(request: Request, who: Reader, id_: GroupId, text: Line = "") -> Response:
    """What they say to it goes back to the workshop."""
    waiting = await _mine(request, who)
    if id_ not in {heap.id for heap in waiting}:
        raise HTTPException(404, "nothing such waits")
    if not text:
        return _shown(request, who, waiting, missing=id_)
    await view.parts(request).stores.unanswered.reply(id_, text)
    await view.note(request, who, "question_replied", id_)
    return RedirectResponse("/console/passed-on", 303, {"Cache-Control": "no-store"})


def _shown(
    request: Request, who: SignedIn, waiting: list[Heap], missing: int | None = None
) -> Response:  # fmt: skip
    return page(
        request, "unanswered/passed.html", who, 422 if missing else 200, heaps=waiting,
        missing=missing,
    )  # fmt: skip


async def _mine(request: Request, who: SignedIn) -> list[Heap]:
    store = view.parts(request).stores.unanswered
    return await store.passed_to(who.id, who.account.office)
