"""News of conversations for open pages, as server-sent events: that something changed, and how many
wait. No word of anybody: the page asks for what it shows, as who it is.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import AbstractContextManager, suppress
from typing import Annotated, Protocol

import structlog
from fastapi import Query, Request
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from assistant.errors import StorageError
from assistant.staff.role import Permission
from connectors.console.conversations.inbox import MOST
from connectors.console.conversations.sight import (
    LIST,
    Watching,
    digest,
    mark_of,
    own_office,
    parts_of,
    seen,
)
from connectors.console.guard import SignedIn, session_of
from connectors.console.route import console_router

router = console_router()
log = structlog.get_logger()
LINES_WATCHED = 50
_LOOK_SECONDS = 4.0  # what does not ring: whether a channel has taken a line
_MOST_STREAMS = 12  # of one officer
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
Code = Annotated[str | None, Query(pattern=r"^[A-Z0-9]{6}$")]


class Streams(Protocol):
    """The open streams of this process."""

    ended: bool

    def held_by(self, address: str) -> int:
        """How many this one has open."""

    def place(self, address: str) -> AbstractContextManager[None]:
        """One of this one, while it lasts."""

    def woken(self, bell: asyncio.Event) -> AbstractContextManager[None]:
        """While it lasts the common end rings this bell too."""


class _Stream(StreamingResponse):
    """Gives its place back however it ends."""

    media_type = "text/event-stream"

    def __init__(self, frames: AsyncGenerator[str], place: AbstractContextManager[None]) -> None:
        super().__init__(frames, headers=_HEADERS)
        self._frames = frames
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._place:
            try:
                await super().__call__(scope, receive, send)
            finally:
                await self._frames.aclose()


@router.get(f"{LIST}/events")
async def events(request: Request, who: Watching, case: Code = None) -> StreamingResponse:
    """That the lists, or the lines of this case, are no longer what they were."""
    own_office(who)
    if case is not None:
        await seen(request, who, case)
    streams: Streams = request.app.state.streams
    name = f"staff:{who.id}"
    if streams.held_by(name) >= _MOST_STREAMS:
        raise HTTPException(429, "too many streams")
    return _Stream(_frames(request, who, streams, case), streams.place(name))


async def _frames(
    request: Request, who: SignedIn, streams: Streams, code: str | None
) -> AsyncGenerator[str]:
    told, pushed = "", parts_of(request).stores.pushed
    yield "retry: 3000\n\n"
    with pushed.bell("desk") as bell, streams.woken(bell):
        while not streams.ended:
            bell.clear()
            try:
                if not await _may_go_on(request):
                    return
                news = await _news(request, who, code)
            except StorageError as error:
                log.warning("cases not read", error=str(error))
            else:
                yield f"data: {news}\n\n" if news != told else ": still here\n\n"
                told = news
            with suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), _LOOK_SECONDS)


async def _may_go_on(request: Request) -> bool:
    """Who was signed out, or is no officer any more, hears nothing more."""
    session = await session_of(request, seen=False)
    return session is not None and session.account.may(Permission.CONVERSATIONS)


async def _news(request: Request, who: SignedIn, code: str | None) -> str:
    stores = parts_of(request).stores
    found = await stores.caseload.open_to(own_office(who), MOST)
    marks = [mark_of(found)]
    if code is not None and (listed := await stores.caseload.case(code)) is not None:
        lines = await stores.transcripts.lines(listed.case.conversation, LINES_WATCHED)
        marks.append(digest((mark_of([listed]), [(line.at, line.sent) for line in lines])))
    mine = [each for each in found if each.case.officer == who.id]
    return json.dumps({
        "mark": "-".join(marks),
        "waiting": sum(each.case.officer is None for each in found),
        "unread": sum(each.awaits_officer for each in mine),
    })  # fmt: skip
