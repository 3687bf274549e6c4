"""The way of one message: read → alarms → Rasa, or search alone → a person if wished → keep."""

import asyncio
import time
import uuid
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from assistant.conversation.alarms import Alarms
from assistant.conversation.dialogue import Dialogue, Spoken
from assistant.conversation.message import Button, Typed, read_payload, read_text
from assistant.conversation.turn import Turn, TurnStore
from assistant.conversation.without_rasa import WithoutRasa
from assistant.errors import DialogueError, StorageError
from assistant.knowledge.answers import payload
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.live import Edition, Editions
from assistant.knowledge.reply import Button as Choice
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.state import State

log = structlog.get_logger()
_REMEMBERED = 20_000  # conversations whose state is kept at hand for a turn without Rasa


@dataclass(frozen=True)
class Domain:
    """The intents a button may name, and the entities it may carry."""

    intents: frozenset[str]
    entities: frozenset[str]


@dataclass
class _Desk:
    """One conversation at the desk: its lock, and what was last remembered of it."""

    lock: asyncio.Lock
    state: State


@dataclass(frozen=True)
class _Front:
    """What stands before the dialogue, made for one edition of the knowledge."""

    edition: Edition
    alarms: Alarms
    without_rasa: WithoutRasa

    @staticmethod
    def of(edition: Edition) -> "_Front":
        without_rasa = WithoutRasa(edition.base, edition.consultation)
        return _Front(edition, Alarms(edition.base.safety), without_rasa)


class Reception:
    """Receives messages of all channels. One message of a conversation at a time."""

    def __init__(
        self, knowledge: Editions, dialogue: Dialogue, turns: TurnStore, domain: Domain
    ) -> None:
        self._knowledge = knowledge
        self._front = _Front.of(knowledge.current)
        self._dialogue = dialogue
        self._turns = turns
        self._domain = domain
        self._desks: OrderedDict[str, _Desk] = OrderedDict()

    @property
    def _base(self) -> KnowledgeBase:
        return self._now().edition.base

    def _now(self) -> _Front:
        if self._front.edition is not self._knowledge.current:
            self._front = _Front.of(self._knowledge.current)
        return self._front

    async def text(self, conversation: str, channel: str, raw: str) -> Spoken:
        """A typed message."""
        typed = read_text(raw, self._base.policy.conversation.longest_question)
        async with self._desk(conversation).lock:
            return await self._turn(conversation, channel, typed)

    async def button(self, conversation: str, channel: str, raw: str) -> Spoken:
        """A button taken; what is not one of our payloads is told so, politely."""
        pressed = read_payload(raw, self._domain.intents, self._domain.entities)
        code = pressed.entities.get("procedure") if pressed else None
        if code and not self._base.knows(code):
            pressed = None
        async with self._desk(conversation).lock:
            return await self._turn(conversation, channel, pressed)

    async def _turn(
        self, conversation: str, channel: str, incoming: Typed | Button | None
    ) -> Spoken:
        ms: dict[str, float] = {}
        desk = self._desk(conversation)
        with _timed(ms, "total"):
            spoken = self._at_the_door(incoming)
            degraded = False
            if spoken is None and incoming is not None:
                spoken, degraded = await self._talk(conversation, incoming, desk.state, ms)
                desk.state = spoken.state
            assert spoken is not None
            spoken = await self._with_officer(conversation, channel, spoken)
        if isinstance(incoming, Typed) and incoming.masked:
            notice = Reply(text=self._base.phrases["personal_number"])
            spoken = spoken.model_copy(update={"replies": [notice, *spoken.replies]})
        await self._keep(conversation, channel, incoming, spoken, ms, degraded=degraded)
        return spoken

    def _at_the_door(self, incoming: Typed | Button | None) -> Spoken | None:
        """What is answered before any model runs: nothing readable, danger, fraud."""
        if incoming is None:
            return self._say("stale_button", Outcome.FAILED)
        if isinstance(incoming, Button):
            return None
        if incoming.flaw is not None:
            limit = self._base.policy.conversation.longest_question
            text = self._base.phrases.fill(incoming.flaw, limit=limit)
            reply = Reply(text=text, buttons=[self._officer()])
            return Spoken(replies=[reply], outcome=Outcome.OUT_OF_SCOPE, reason=incoming.flaw)
        raised = self._now().alarms.raised_by(incoming.text)
        if raised is None:
            return None
        reply = Reply(text=raised.reply, buttons=[self._officer()])
        return Spoken(replies=[reply], outcome=Outcome.ANSWERED, reason=raised.id)

    async def _talk(
        self, conversation: str, incoming: Typed | Button, state: State, ms: dict[str, float]
    ) -> tuple[Spoken, bool]:
        message = incoming.payload if isinstance(incoming, Button) else incoming.text
        degraded = False
        try:
            with _timed(ms, "rasa"):
                spoken = await self._dialogue.send(conversation, message)
        except DialogueError as error:
            log.warning("dialogue failed, answering by search alone", error=str(error))
            degraded = True
            with _timed(ms, "search_alone"):
                spoken = self._search_alone(incoming, state)
        return spoken, degraded

    def _search_alone(self, incoming: Typed | Button, state: State) -> Spoken:
        wish = isinstance(incoming, Button) and incoming.intent == "talk_to_officer"
        if wish:
            return Spoken(outcome=Outcome.HANDED_OVER, state=state)
        asked = incoming if isinstance(incoming, Button) else incoming.text
        advice = self._now().without_rasa.answer(asked, state)
        return Spoken(
            replies=list(advice.replies),
            outcome=advice.outcome,
            state=advice.state,
            reason=advice.reason,
            hits=list(advice.hits),
        )

    async def _with_officer(self, conversation: str, channel: str, spoken: Spoken) -> Spoken:
        """A wish for a person gets its code; a wish that could not be kept is told so."""
        if spoken.outcome is not Outcome.HANDED_OVER:
            return spoken
        phrases = self._base.phrases
        try:
            code = await self._turns.hand_over(conversation, channel)
        except StorageError:
            log.exception("handover not kept")
            failed = Reply(text=phrases["handover_failed"])
            return spoken.model_copy(update={"replies": [failed], "outcome": Outcome.FAILED})
        told = f"{phrases.fill('handover', code=code)}\n\n{phrases['handover_contact']}"
        return spoken.model_copy(update={"replies": [Reply(text=told)]})

    async def _keep(  # noqa: PLR0913 - one row, all its columns
        self, conversation: str, channel: str, incoming: Typed | Button | None, spoken: Spoken,
        ms: dict[str, float], *, degraded: bool,
    ) -> None:  # fmt: skip
        question = incoming.payload if isinstance(incoming, Button) else None
        turn = Turn(
            id=uuid.uuid4().hex,
            conversation=conversation,
            channel=channel,
            question=question or (incoming.text if isinstance(incoming, Typed) else ""),
            outcome=spoken.outcome,
            intent=spoken.intent,
            confidence=spoken.confidence,
            procedure=spoken.state.procedure,
            reason=spoken.reason,
            degraded=degraded,
            scores={hit.code: hit.score for hit in spoken.hits[:5]},
            ms={stage: round(value, 1) for stage, value in ms.items()},
        )
        log.info("turn", turn=turn.id, channel=channel, outcome=turn.outcome, intent=turn.intent,
                 procedure=turn.procedure, degraded=degraded, ms=turn.ms)  # fmt: skip
        try:
            await self._turns.record(turn)
        except StorageError as error:  # the resident has the answer; staff must know
            log.error("turn not kept", turn=turn.id, error=str(error))

    def _say(self, phrase: str, outcome: Outcome) -> Spoken:
        return Spoken(replies=[Reply(text=self._base.phrases[phrase])], outcome=outcome)

    def _officer(self) -> Choice:
        title = self._base.phrases["button_officer"]
        return Choice(title=title, payload=payload("talk_to_officer"))

    def _desk(self, conversation: str) -> _Desk:
        desk = self._desks.setdefault(conversation, _Desk(asyncio.Lock(), State()))
        self._desks.move_to_end(conversation)
        if len(self._desks) > _REMEMBERED:
            oldest = next(iter(self._desks))
            if not self._desks[oldest].lock.locked():
                del self._desks[oldest]
        return desk


@contextmanager
def _timed(ms: dict[str, float], stage: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        ms[stage] = (time.perf_counter() - start) * 1000
