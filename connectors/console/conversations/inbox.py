"""The inbox: who waits, whom one is answering, what colleagues do; closed cases; find by code."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import AwareDatetime

from assistant.conversation.caseload import Listed
from connectors.console.conversations.sight import (
    LIST,
    Officer,
    Shown,
    Watching,
    mark_of,
    own_office,
    parts_of,
    seen,
    sight_of,
)
from connectors.console.fields import AskedLine
from connectors.console.guard import SignedIn
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
MOST = 200  # open cases shown at once; the rest come up as these are answered
_AT_ONCE = 50
Done = Annotated[str, Query(pattern=r"^(released|passed_on)$")]
Before = Annotated[AwareDatetime | None, Query()]


@router.get(LIST)
async def inbox(request: Request, who: Officer, done: Done | None = None) -> Response:
    """Everything open that this officer may see."""
    return page(request, "conversations/inbox.html", who, done=done, **await _open(request, who))


@router.get(f"{LIST}/part")
async def inbox_part(request: Request, who: Watching) -> Response:
    """The lists alone, for a page that stays open."""
    return page(request, "conversations/_lists.html", who, **await _open(request, who))


@router.get(f"{LIST}/closed")
async def closed(request: Request, who: Officer, before: Before = None) -> Response:
    """Closed cases of the office, as long as they are kept."""
    found = await parts_of(request).stores.caseload.closed(own_office(who), before, _AT_ONCE)
    sight = await sight_of(request, who)
    return page(
        request, "conversations/closed.html", who, cases=[sight.of(each) for each in found],
        older=_older(found),
    )  # fmt: skip


@router.get(f"{LIST}/find")
async def find(request: Request, who: Officer, code: AskedLine = "") -> Response:
    """To the case of the code that a resident reads out."""
    typed = "".join(code.upper().split())
    known = len(typed) == 6 and typed.isascii() and typed.isalnum()
    if known and await seen(request, who, typed) is not None:
        return RedirectResponse(f"{LIST}/{typed}", 303, {"Cache-Control": "no-store"})
    return page(
        request, "conversations/inbox.html", who, 404, not_found=code,
        **await _open(request, who),
    )  # fmt: skip


async def _open(request: Request, who: SignedIn) -> dict[str, Any]:
    found = await parts_of(request).stores.caseload.open_to(own_office(who), MOST)
    sight = await sight_of(request, who)
    shown = [sight.of(each) for each in found]
    return {
        "waiting": sorted(
            (each for each in shown if not each.listed.case.officer),
            key=lambda each: not each.is_meant,
        ),
        "mine": sorted((each for each in shown if each.is_mine), key=_unanswered_first),
        "others": [each for each in shown if each.listed.case.officer and not each.is_mine],
        "mark": mark_of(found),
    }


def _unanswered_first(shown: Shown) -> bool:
    return not shown.listed.awaits_officer


def _older(found: list[Listed]) -> datetime | None:
    return found[-1].case.closed_at if len(found) == _AT_ONCE else None
