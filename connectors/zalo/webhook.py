"""POST /webhooks/zalo: verify, read, keep, 200. Zalo waits two seconds, and unsubscribes whoever
fails too often: everything that is a POST is answered with 200, what is forged is dropped.
"""

import asyncio
import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from assistant.clock import now
from assistant.conversation.handover import Handover
from assistant.conversation.inbox import Inbox
from assistant.conversation.incoming import Incoming, Kind
from assistant.conversation.keyboard import Keyboard
from assistant.errors import AssistantError
from assistant.wiring import Conversing
from connectors.problem import problem
from connectors.zalo.envelope import Flaw, open_event
from connectors.zalo.events import Event, OfficerWrote, Withdrawn, read
from connectors.zalo.signature import HEADER

log = structlog.get_logger()
PATH = "/webhooks/zalo"
_PATIENCE_SECONDS = 1.7  # of the two that Zalo gives
_REMEMBERED = 10_000
# What may be a button or a number of ours: nothing else is looked up.
_CHOSEN = re.compile(r"\s*(?:\d{1,2}\.?|[A-Za-z0-9_-]{16})\s*")


@dataclass(frozen=True)
class Signer:
    """Who may sign: our application, with the account's own secret. `account`: its id if known."""

    app: str
    secret: str
    account: str | None


class Webhook:
    """What Zalo tells, put where it belongs."""

    def __init__(self, signer: Signer, parts: Conversing) -> None:
        self._signer = signer
        self._inbox: Inbox = parts.stores.inbox
        self._keyboard: Keyboard = parts.stores.keyboard
        self._handover: Handover = parts.handover
        self._knowledge = parts.knowledge
        self._seen: OrderedDict[str, None] = OrderedDict()

    async def receive(self, body: bytes, signature: str) -> bool:
        """Take in a post; False when the database could not keep it and Zalo should come again."""
        event = open_event(body, signature, self._signer.app, self._signer.secret, now())
        if isinstance(event, Flaw):
            log.info("zalo post dropped", flaw=event)
            return True
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self._take(read(event, self._signer.account))
        except (AssistantError, TimeoutError) as error:
            log.error("zalo event not kept", error=type(error).__name__)
            return False
        return True

    async def _take(self, event: Event) -> None:
        match event:
            case Incoming():
                await self._inbox.receive(await self._as_button(event))
            case OfficerWrote():
                await self._officer(event)
            case Withdrawn():
                log.error("a resident wants their data deleted; the event does not say who")
            case None:
                pass

    async def _as_button(self, incoming: Incoming) -> Incoming:
        """Buttons come back as texts: a text that is one of this conversation is taken as it."""
        if incoming.kind is not Kind.TEXT or not _CHOSEN.fullmatch(incoming.content):
            return incoming
        payload = await self._keyboard.payload(incoming.conversation, incoming.content)
        return replace(incoming, kind=Kind.BUTTON, content=payload) if payload else incoming

    async def _officer(self, event: OfficerWrote) -> None:
        """A late or repeated echo must not silence the assistant after the officer has gone."""
        minutes = self._knowledge.current.base.policy.handover.release_after_minutes
        if now() - event.sent_at > timedelta(minutes=minutes) or event.message_id in self._seen:
            return
        await self._handover.taken_over(event.conversation, "zalo", event.officer)
        if event.message_id:
            self._seen[event.message_id] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)


def router_of(webhook: Webhook) -> APIRouter:
    """The route that Zalo posts to."""
    router = APIRouter(tags=["zalo"])

    @router.post(PATH)
    async def receive(request: Request) -> JSONResponse:
        """Events of the Official Account, signed by Zalo."""
        signature = request.headers.get(HEADER, "")
        if await webhook.receive(await request.body(), signature):
            return JSONResponse({"status": "ok"})
        return problem(503, "not_kept", "the database does not answer; please send it again")

    return router
