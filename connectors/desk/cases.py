"""The officers' side of a handover: see who waits, take a case on, read, write, give it back."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from assistant.clock import now
from assistant.conversation.case import Case
from assistant.conversation.transcript import Writer
from assistant.errors import CaseError
from assistant.wiring import Conversing
from connectors.desk.access import Code, Guarded, Words, officer_of

_LINES = 200
Officer = Annotated[str, Depends(officer_of)]
router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=Guarded)


class OpenCase(BaseModel):
    """An open case. `waiting_seconds`: until now, or until somebody took it on."""

    code: str
    channel: str
    state: Literal["waiting", "held"]
    officer: str | None
    waiting_seconds: int


class Line(BaseModel):
    """One message. What residents write is masked; `outcome` is of their turn alone."""

    at: datetime
    by: Writer
    text: str
    outcome: str | None
    sent: bool | None


class WholeCase(OpenCase):
    """With the conversation, the oldest line first."""

    lines: list[Line]


class Message(BaseModel):
    """What an officer writes to the resident."""

    model_config = ConfigDict(extra="forbid")

    text: Words


@router.get("/cases")
async def get_cases(request: Request) -> list[OpenCase]:
    """Every open case, the longest waiting first."""
    moment = now()
    return [_open(case, moment) for case in await _parts(request).handover.waiting()]


@router.get("/cases/{code}")
async def get_case(code: Code, request: Request) -> WholeCase:
    """One open case with its conversation."""
    case = await _found(request, code)
    lines = await _parts(request).stores.transcripts.lines(case.conversation, _LINES)
    shown = [
        Line(at=line.at, by=line.writer, text=line.text, outcome=line.outcome, sent=line.sent)
        for line in lines
    ]
    return WholeCase(**_open(case, now()).model_dump(), lines=shown)


@router.post("/cases/{code}/claim")
async def claim_case(code: Code, officer: Officer, request: Request) -> OpenCase:
    """Take it on; 409 when another officer has it. Again by the same officer changes nothing."""
    try:
        case = await _parts(request).handover.claim(code, officer)
    except CaseError as error:
        raise await _refusal(request, code) from error
    return _open(case, now())


@router.post("/cases/{code}/messages", status_code=202)
async def post_case_message(
    code: Code, message: Message, officer: Officer, request: Request
) -> OpenCase:
    """Write to the resident, on the resident's own channel; 409 when it is not yours."""
    try:
        await _parts(request).handover.write(code, officer, message.text)
    except CaseError as error:
        raise await _refusal(request, code) from error
    return _open(await _found(request, code), now())


@router.post("/cases/{code}/release", status_code=204)
async def release_case(code: Code, officer: Officer, request: Request) -> None:
    """Give the conversation back to the assistant; 409 when it is not yours."""
    try:
        await _parts(request).handover.release(code, officer)
    except CaseError as error:
        raise await _refusal(request, code) from error


def _parts(request: Request) -> Conversing:
    parts: Conversing = request.app.state.parts
    return parts


async def _found(request: Request, code: str) -> Case:
    case = await _parts(request).stores.cases.find(code)
    if case is None:
        raise HTTPException(404, "no open case of this code")
    return case


async def _refusal(request: Request, code: str) -> HTTPException:
    """Why it was not theirs to do: 404 or 409."""
    try:
        await _found(request, code)
    except HTTPException as closed:
        return closed
    return HTTPException(409, "the case is not yours")


def _open(case: Case, moment: datetime) -> OpenCase:
    return OpenCase(
        code=case.code,
        channel=case.channel,
        state="waiting" if case.officer is None else "held",
        officer=case.officer,
        waiting_seconds=int(case.waited(moment).total_seconds()),
    )
