"""One conversation: what was said, and what an officer can do with it."""

import secrets
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from assistant.conversation.caseload import Listed
from assistant.conversation.transcript import Line, Writer
from connectors.console.conversations.answers import Answers
from connectors.console.conversations.passing import places
from connectors.console.conversations.sight import (
    LIST,
    CaseCode,
    Officer,
    Sight,
    Watching,
    own_office,
    parts_of,
    seen,
    sight_of,
)
from connectors.console.fields import Clean
from connectors.console.guard import SignedIn
from connectors.console.page import load_texts, page
from connectors.console.route import console_router

router = console_router()
_MOST_LINES = 200
_STATUS = {"taken": 409, "not_yours": 409}
AskedCode = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{0,80}$")]


@dataclass(frozen=True)
class Said:
    """A line as the page shows it. `state`: of ours, in words; `why`: it was not taken."""

    line: Line
    text: str
    by: str
    state: str = ""
    why: str = ""


class Asked(BaseModel):
    """What of the ready answers is open: the words looked for, the procedure, the one put in."""

    q: Clean = ""
    procedure: AskedCode = ""
    aspect: AskedCode = ""


@dataclass(frozen=True)
class Typed:
    """What was typed when something was refused, and why: nothing of it is lost."""

    text: str = ""
    note: str = ""
    problem: str = ""


NOTHING = Typed()


@router.get(f"{LIST}/{{code}}")
async def case_page(
    request: Request, who: Officer, code: CaseCode, asked: Annotated[Asked, Query()]
) -> Response:
    """The conversation, oldest line first, and below it the answer."""
    return await shown(request, who, code, asked)


@router.get(f"{LIST}/{{code}}/lines")
async def lines_part(request: Request, who: Watching, code: CaseCode) -> Response:
    """The lines and the state alone, for a page that stays open."""
    listed = await seen(request, who, code)
    if listed is None:  # as an answer that is put in: the words leave the screen
        return page(request, "conversations/_gone.html", who)
    return page(request, "conversations/_talk.html", who, **await _talk(request, who, listed))


async def shown(
    request: Request, who: SignedIn, code: str, asked: Asked, typed: Typed = NOTHING
) -> Response:
    """The page of a case; with `typed`, as it was before a refusal."""
    listed = await seen(request, who, code)
    if listed is None:
        return page(request, "conversations/gone.html", who, 404, typed=typed)
    given = await _talk(request, who, listed)
    parts = parts_of(request)
    accounts = await request.app.state.console.directory.all()
    ready = Answers(parts.knowledge.current, listed.case.office)
    found, told = ready.found(asked.q), ready.of(asked.procedure)
    # A question that is not one procedure has one answer, of no aspect.
    put_in = next((each.text for each in told if each.aspect == asked.aspect), "")
    status = _STATUS.get(typed.problem, 422) if typed.problem else 200
    return page(
        request, "conversations/case.html", who, status, asked=asked, typed=typed,
        found=found, told=told, text=typed.text or put_in,
        key=secrets.token_hex(16), notes=await parts.stores.caseload.notes(code),
        places=places(parts.knowledge.current.base.offices, accounts, own_office(who), who.id),
        **given,
    )  # fmt: skip


async def _talk(request: Request, who: SignedIn, listed: Listed) -> dict[str, Any]:
    sight = await sight_of(request, who)
    found = await parts_of(request).stores.transcripts.lines(
        listed.case.conversation, _MOST_LINES + 1
    )
    lines = [_said(line, sight, listed) for line in found[-_MOST_LINES:]]
    return {
        "case": sight.of(listed), "lines": lines, "person": sight.person,
        "is_cut": len(found) > _MOST_LINES,
    }  # fmt: skip


def _said(line: Line, sight: Sight, listed: Listed) -> Said:
    words = load_texts()["conversations"]
    if line.writer is Writer.RESIDENT:
        return Said(line, sight.wording.line(line.text), words["by"]["resident"])
    by = words["by"][line.writer]
    if line.writer is Writer.OFFICER:
        by = f"{by} {sight.person(line.officer)}"
    fetched = listed.case.channel == "web"
    if line.sent:
        return Said(line, line.text, by, words["sent"])
    if line.is_parked:
        refusal = line.reason.partition(":")[0]
        why = words["refusals"].get(refusal, words["refusals"]["other"])
        return Said(line, line.text, by, words["not_sent"], why)
    state = words["awaits_page"] if fetched else words["on_the_way"]
    return Said(line, line.text, by, state, words["tried"] if line.reason else "")
