"""One group: how it was asked, why it got no answer, and what can be done about it."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from assistant.documents.version import Listed
from assistant.language.text import fold
from assistant.staff.account import Account
from assistant.staff.role import Permission
from assistant.unanswered.mending import Draft, document_of, holds
from assistant.unanswered.question import Heap
from assistant.unanswered.reasons import Reasons, reasons
from assistant.unanswered.wording import LONGEST, WordingError
from connectors.console.fields import Clean
from connectors.console.guard import SignedIn
from connectors.console.page import page
from connectors.console.route import console_router
from connectors.console.unanswered import view
from connectors.console.unanswered.view import GroupId, Workshop

router = console_router()
_WORDINGS = 30
_FOUND = 8
_SAID = {
    "in_review", "as_draft", "written", "out_of_scope", "done", "passed_on", "reopened",
}  # fmt: skip


class Asked(BaseModel):
    """`q`: records and questions to look for; `said`: what was just done."""

    wording: Annotated[int, Field(ge=0, le=_WORDINGS)] = 0
    q: Clean = ""
    said: Clean = ""


@dataclass(frozen=True)
class Shown:
    """What the page shows beside the group. `typed`: a form that was refused, as it was sent;
    `problem`: why; `draft`: what the checks refused.
    """

    wording: int = 0
    q: str = ""
    said: str = ""
    typed: dict[str, str] | None = None
    problem: str = ""
    draft: Draft | None = None


@router.get("/console/unanswered/{id_}")
async def group_page(
    request: Request, who: Workshop, id_: GroupId, asked: Annotated[Asked, Query()]
) -> Response:
    """The group, with the reasons for one of its wordings."""
    heap = await view.heap(request, id_)
    said = asked.said if asked.said in _SAID else ""
    return await shown(request, who, heap, Shown(asked.wording, asked.q, said))


async def shown(request: Request, who: SignedIn, heap: Heap, more: Shown) -> Response:
    """The page; 422 with what was typed where a form was refused."""
    stores, base = view.parts(request).stores, view.base(request)
    wordings = await stores.unanswered.wordings(heap.id, _WORDINGS)
    at = min(more.wording, max(len(wordings) - 1, 0))
    text = wordings[at].text if wordings else heap.text
    why = await asyncio.to_thread(
        reasons, base, view.parts(request).knowledge.current.consultation, text
    )  # fmt: skip
    listing = await stores.documents.listing()
    problem = bool(more.problem or (more.draft and more.draft.problems))
    given: dict[str, Any] = {
        **vars(more), "heap": heap, "wordings": wordings, "at": at, "text": text, "reasons": why,
        "found": _found(listing, more.q), "written": _written(listing, why),
        "typed": more.typed or {"words": text[:LONGEST], "as_": "alias", "note": ""},
        "fields": view.field_names(request), "office_names": view.office_names(request),
        "offices": view.offices(request), "colleagues": await _colleagues(request, who),
        "name_of": lambda code: base.name(code) if base.knows(code) else code,
        "cases": [case for case in await stores.question_cases.all() if case.group == heap.id],
        "document": await _document(request, heap), "longest": LONGEST,
    }  # fmt: skip
    return page(request, "unanswered/group.html", who, 422 if problem else 200, **given)


async def _document(request: Request, heap: Heap) -> str | None:
    """Where the words were written in."""
    if heap.handled is None or heap.handled.code is None:
        return None
    try:
        return (await document_of(view.parts(request).stores.documents, heap.handled.code)).path
    except WordingError:
        return None


async def _colleagues(request: Request, who: SignedIn) -> list[Account]:
    """Whom it can be passed on to: they may read content, and are not oneself."""
    everybody = await view.parts(request).stores.accounts.all()
    return [
        account for account in everybody
        if account.id != who.id and not account.disabled and account.may(Permission.READ_CONTENT)
    ]  # fmt: skip


def _found(listing: list[Listed], q: str) -> list[tuple[str, str]]:
    """Records and topics of this name, published or still written: code and name."""
    words = fold(q).split()
    if not words:
        return []
    hits = [
        (code, listed.newest.summary.title)
        for listed in listing
        for code in listed.newest.summary.codes
        if holds(listed, code)
        and all(word in fold(f"{listed.newest.summary.title} {code}") for word in words)
    ]
    return sorted(hits, key=lambda hit: fold(hit[1]))[:_FOUND]


def _written(listing: list[Listed], why: Reasons) -> set[str]:
    """Those of the nearest that staff can write into: not the portal's own."""
    near = {one.code for one in why.near}
    return {
        code for listed in listing for code in listed.newest.summary.codes
        if code in near and holds(listed, code)
    }  # fmt: skip
