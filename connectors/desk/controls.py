"""The officers' controls: the switch of the assistant, and replies that were not sent."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, model_validator
from starlette.exceptions import HTTPException

from assistant.stores import Stores
from connectors.desk.access import Guarded, Reason, officer_of

_HISTORY = 50
router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=Guarded)


class Turn(BaseModel):
    """How the switch is to stand. Residents read the reason while it is off."""

    model_config = ConfigDict(extra="forbid")

    on: bool
    reason: Reason | None = None

    @model_validator(mode="after")
    def is_explained(self) -> "Turn":
        if not self.on and self.reason is None:
            raise ValueError("turning off needs a reason")
        return self


class Turned(BaseModel):
    """One turn of the switch."""

    on: bool
    reason: str
    by: str
    at: datetime


class Switch(BaseModel):
    """How it stands, and how it came to, newest first."""

    on: bool
    reason: str | None
    history: list[Turned]


class Parked(BaseModel):
    """A reply that was not sent and waits for a person. None of its words is shown."""

    id: int
    channel: str
    reason: str
    since: datetime


@router.get("/switch")
async def get_switch(request: Request) -> Switch:
    """How the switch stands, and its history."""
    history = await _stores(request).switch.history(_HISTORY)
    on = not history or history[0].is_on
    return Switch(
        on=on,
        reason=None if on else history[0].reason,
        history=[Turned(on=t.is_on, reason=t.reason, by=t.by, at=t.at) for t in history],
    )


@router.post("/switch")
async def turn_switch(
    turn: Turn, request: Request, officer: Annotated[str, Depends(officer_of)]
) -> Switch:
    """Turn the assistant off, with a reason residents read, or on again."""
    await _stores(request).switch.turn(on=turn.on, reason=turn.reason or "", by=officer)
    return await get_switch(request)


@router.get("/outbox/parked")
async def get_parked(
    request: Request, limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> list[Parked]:
    """Replies that were not sent, the oldest first."""
    parked = await _stores(request).outbox.parked(limit)
    return [Parked(id=p.id, channel=p.channel, reason=p.reason, since=p.since) for p in parked]


@router.post("/outbox/{reply}/retry", status_code=202)
async def retry_parked(reply: Annotated[int, Path(ge=1, le=2**63 - 1)], request: Request) -> None:
    """Try a parked reply again."""
    if not await _stores(request).outbox.retry(reply):
        raise HTTPException(404, "no parked reply of this id")


def _stores(request: Request) -> Stores:
    stores: Stores = request.app.state.parts.stores
    return stores
