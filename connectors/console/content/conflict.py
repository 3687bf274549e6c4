"""Two edits of one version: both sides, and what can be done so that nothing is lost."""

import asyncio
from contextlib import suppress
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Form, Request, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.documents.difference import Difference, differences
from assistant.documents.kind import Kind
from assistant.documents.merging import Merged, merged
from assistant.documents.version import Conflict, DocumentError, Origin, State, Written
from assistant.documents.words import words
from assistant.errors import ContentError
from assistant.staff.role import Permission
from connectors.console.content.document import written
from connectors.console.content.shelf import (
    AskedNumber,
    DocumentPath,
    Number,
    address,
    after_saving,
    kind_at,
    people,
    sent_on,
    shop_of,
    title_of,
)
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
Editor = Annotated[SignedIn, signed_in(Permission.WRITE_CONTENT)]


class Way(StrEnum):
    """What becomes of the two."""

    THEIRS_FIRST = "theirs_first"  # both, theirs where both changed the same
    MINE_FIRST = "mine_first"  # both, mine there
    MINE = "mine"
    THEIRS = "theirs"


class Chosen(BaseModel):
    """`theirs`: the newest version when the page was shown."""

    mine: Number
    theirs: Number
    way: Way


@router.get("/console/content/{path:path}/conflict")
async def conflict_page(
    request: Request, who: Editor, path: DocumentPath, mine: AskedNumber = None
) -> Response:
    """What I changed, what the other changed, and the suggestion to have both."""
    kind = kind_at(path)
    both = await _both(request, path, mine or 1)
    if both.mine.state is not State.ASIDE:
        return sent_on(address(path))
    given: dict[str, Any] = {
        "path": path, "kind": kind, "both": both, "address": address, "title_of": title_of,
        "documents": words(),
        "mine": _changes(kind, both.base, both.mine),
        "theirs": _changes(kind, both.base, both.theirs),
        "may_settle": _is_theirs_to_settle(both.mine, who),
        "merged": await asyncio.to_thread(_merged, both), "people": await people(request),
    }  # fmt: skip
    return page(request, "content/conflict.html", who, **given)


@router.post("/console/content/{path:path}/conflict")
async def settle(
    request: Request, who: Editor, path: DocumentPath, chosen: Annotated[Chosen, Form()]
) -> Response:
    """A new draft on theirs; mine goes from the desk to the history."""
    kind_at(path)
    both = await _both(request, path, chosen.mine)
    if both.mine.state is not State.ASIDE:
        return sent_on(address(path))
    if chosen.way is Way.THEIRS:
        answer = sent_on(address(path, done="content_kept_theirs"))
    else:
        if not _is_theirs_to_settle(both.mine, who):
            raise HTTPException(403, "written by somebody else")
        saved = await _settled(request, who, both, chosen)
        answer = await after_saving(request, who, saved, "content_merged")
        if isinstance(saved, Conflict) and saved.mine.number == both.mine.number:
            return answer  # the same text, kept once: it is still to be settled
    with suppress(DocumentError):  # somebody settled it meanwhile
        await shop_of(request).editing.drop(path, chosen.mine)
    return answer


async def _settled(
    request: Request, who: SignedIn, both: Conflict, chosen: Chosen
) -> Written | Conflict:
    editing, path, note = shop_of(request).editing, both.mine.path, both.mine.note
    if chosen.way is Way.MINE and both.mine.ends:
        return await editing.end(path, chosen.theirs, who.id, note)
    text = await asyncio.to_thread(_wanted, both, chosen.way)
    if text is None:
        raise HTTPException(400, "cannot be merged")
    return await editing.save(path, text, chosen.theirs, who.id, note)


def _is_theirs_to_settle(mine: Written, who: SignedIn) -> bool:
    """Else its author could review their own words under another name. A file has no author."""
    return mine.author == who.id or mine.origin is Origin.FILES


async def _both(request: Request, path: str, number: int) -> Conflict:
    """The conflict as it stands now: theirs may have gone on."""
    mine = await written(request, path, number)
    theirs = await shop_of(request).store.newest(path)
    if theirs is None:
        raise HTTPException(404, "no such document")
    base = await written(request, path, mine.base) if mine.base else None
    return Conflict(mine, theirs, base)


def _wanted(both: Conflict, way: Way) -> str | None:
    """The text of the new draft; None where the two cannot be put together."""
    if way is Way.MINE:
        return both.mine.text
    swapped = Conflict(both.theirs, both.mine, both.base)
    made = _merged(both if way is Way.THEIRS_FIRST else swapped)
    return made.text if made else None


def _merged(both: Conflict) -> Merged | None:
    try:
        return merged(both)
    except ContentError:  # nothing can read one of them
        return None


def _changes(kind: Kind, base: Written | None, version: Written) -> list[Difference]:
    old = base.text if base else None
    try:
        return differences(kind, version.path, old, version.text)
    except ContentError:
        return [Difference((), old or "", version.text or "")]
