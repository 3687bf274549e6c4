"""What is posted to a conversation without being asked for just now, as server-sent events.

The stream is told from which reply on: whoever comes with nothing gets all that was ever posted,
so a page that lost its connection, or was loaded again, misses nothing.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from starlette.types import Receive, Scope, Send

from assistant.conversation.incoming import conversation_of
from assistant.conversation.pushed import Posted, Pushed
from assistant.errors import StorageError
from assistant.knowledge.reply import Reply
from connectors.rates import Limits
from connectors.web.admission import address_of, admit_address, refuse
from connectors.web.api import CHANNEL, ConversationId

log = structlog.get_logger()
_AFTER_TROUBLE_SECONDS = 3.0
_AGAIN_MS = 3000
_AT_ONCE = 50
_LARGEST_ID = 2**63 - 1
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

router = APIRouter(prefix="/api/v1", tags=["conversation"])


class Event(BaseModel):
    """The data of one event; its id is the reply's."""

    by: Literal["officer", "assistant"]
    reply: Reply


class Streams:
    """The open streams of this process: how many an address has, and their common end.

    `heartbeat` in seconds: proxies close what is silent for longer than a minute or so.
    """

    def __init__(self, heartbeat: float = 15.0) -> None:
        self.heartbeat = heartbeat
        self.ended = False
        self._open: Counter[str] = Counter()
        self._bells: set[asyncio.Event] = set()

    def end(self) -> None:
        """No stream goes on: the process stops."""
        self.ended = True
        for bell in self._bells:
            bell.set()

    def held_by(self, address: str) -> int:
        """How many streams this address has open."""
        return self._open[address]

    @contextmanager
    def place(self, address: str) -> Iterator[None]:
        """One stream of this address, while it lasts."""
        self._open[address] += 1
        try:
            yield
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]

    @contextmanager
    def woken(self, bell: asyncio.Event) -> Iterator[None]:
        """While it lasts the common end rings this bell too."""
        self._bells.add(bell)
        try:
            yield
        finally:
            self._bells.discard(bell)


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


@router.get(
    "/conversations/{conversation}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}}},
)
async def get_events(
    conversation: ConversationId,
    request: Request,
    after: Annotated[int, Query(ge=0, le=_LARGEST_ID, description="The last id heard.")] = 0,
    last_event_id: Annotated[str, Header(description="As browsers send it.")] = "",
) -> StreamingResponse:
    """What officers write to this conversation, and what the assistant reminds of, as it comes."""
    admit_address(request)
    limits: Limits = request.app.state.limits
    streams: Streams = request.app.state.streams
    address = address_of(request)
    most = limits.streams_of(address)
    if most is not None and streams.held_by(address) >= most:
        raise refuse(streams.heartbeat)
    pushed: Pushed = request.app.state.parts.stores.pushed
    last = max(after, _number(last_event_id))
    frames = _frames(pushed, streams, conversation_of(CHANNEL, conversation), last)
    return _Stream(frames, streams.place(address))


async def _frames(
    pushed: Pushed, streams: Streams, conversation: str, last: int
) -> AsyncGenerator[str]:
    yield f"retry: {_AGAIN_MS}\n\n"
    with pushed.bell(conversation) as bell, streams.woken(bell):
        while not streams.ended:
            bell.clear()
            patience = streams.heartbeat
            try:
                while posted := await pushed.after(conversation, last, _AT_ONCE):
                    for each in posted:
                        yield _frame(each)
                        last = each.id
                    await pushed.fetched(conversation, last)
            except StorageError as error:
                log.warning("posted replies not read", error=str(error))
                patience = _AFTER_TROUBLE_SECONDS
            if not streams.ended and not await _rang(bell, patience):
                yield ": still here\n\n"


async def _rang(bell: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(bell.wait(), seconds)
    except TimeoutError:
        return False
    return True


def _frame(posted: Posted) -> str:
    event = Event(by="officer" if posted.by_officer else "assistant", reply=posted.reply)
    return f"id: {posted.id}\ndata: {event.model_dump_json()}\n\n"


def _number(last_event_id: str) -> int:
    """Ours, or nothing heard: anybody can send anything."""
    plain = last_event_id.isascii() and last_event_id.isdecimal() and len(last_event_id) < 19
    return int(last_event_id) if plain else 0
