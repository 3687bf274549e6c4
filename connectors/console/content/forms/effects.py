"""Which questions will find a version, and which no more: asked before publishing."""

import asyncio
from typing import Annotated, Any

from fastapi import Query, Request, Response

from assistant.documents.effect import Effect
from assistant.documents.rehearsal import own_questions, rehearsed
from assistant.errors import ContentError
from assistant.staff.role import Permission
from connectors.console.content.forms.form import title_of
from connectors.console.content.forms.places import Opened, base_of, may_write, opened
from connectors.console.content.forms.preview import codes_in, public_text, unready
from connectors.console.content.shelf import DocumentPath, address
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
Reader = Annotated[SignedIn, signed_in(Permission.READ_CONTENT)]
_MOST_LATEST = 40  # of each outcome


@router.get("/console/content/{path:path}/effects")
async def effects_page(
    request: Request, who: Reader, path: DocumentPath,
    number: Annotated[int | None, Query(ge=1, le=2**31 - 2)] = None, now: bool = False,
) -> Response:  # fmt: skip
    """Before and after, question by question. That takes seconds: the page stands before `now`."""
    document = await opened(request, path, number)
    if not now:
        return _page(request, who, document, waits=True)
    public = await public_text(request, path)
    try:
        base = await asyncio.to_thread(
            rehearsed, base_of(request), path, document.text, public
        )  # fmt: skip
    except ContentError:
        return unready(request, who, document)
    own = [*own_questions(path, document.text), *own_questions(path, public)]
    latest = await _latest(request, who)
    asked = list(dict.fromkeys([*own, *latest]))
    today = request.app.state.parts.knowledge.current.consultation
    rehearsal = request.app.state.console.rehearsal
    found = await asyncio.to_thread(rehearsal.effects, today, base, asked)
    codes = set(codes_in(document))
    told = {"asked": len(asked), "latest": len(set(latest)), **_sorted(found, codes)}
    return _page(request, who, document, **told)


def _page(request: Request, who: SignedIn, document: Opened, **told: Any) -> Response:
    path, number = document.path, document.base
    given: dict[str, Any] = {
        "number": number, "title": title_of(request, document), "back": address(path),
        "here": address(path, "effects", number=number, now="true"),
        "preview": address(path, "preview", number=number),
        "edit": address(path, "edit") if may_write(who, document.kind, path) else "",
    }  # fmt: skip
    return page(request, "content/forms/effects.html", who, **given, **told)


async def _latest(request: Request, who: SignedIn) -> list[str]:
    """What residents asked lately, masked; for those who may read it."""
    if not who.may(Permission.WORKSHOP):
        return []
    questions: list[str] = await request.app.state.parts.stores.turns.asked_lately(_MOST_LATEST)
    return questions


def _sorted(found: list[Effect], codes: set[str]) -> dict[str, Any]:
    """What comes to this document, what leaves it, what else moves, and what is only said anew."""
    kinds: dict[str, list[Effect]] = {
        "to_this": [], "from_this": [], "others": [], "reworded": []
    }  # fmt: skip
    for effect in found:
        before, after = codes & {*effect.before.codes}, codes & {*effect.after.codes}
        if not effect.finds_other:
            kinds["reworded"].append(effect)
        elif after and (not before or effect.after.outcome != effect.before.outcome):
            kinds["to_this"].append(effect)
        else:
            kinds["from_this" if before and not after else "others"].append(effect)
    return kinds
