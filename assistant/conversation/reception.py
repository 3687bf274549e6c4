"""The way of one message: read → doorstep → Rasa, or search alone → a person if wished → keep."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from assistant.conversation.asked import Asked, as_kept, office_of
from assistant.conversation.attendance import WITH_OFFICER, Attendance
from assistant.conversation.contacts import Aside
from assistant.conversation.dialogue import Dialogue, Mark, Spoken
from assistant.conversation.doorstep import Doorstep
from assistant.conversation.inbox import Received
from assistant.conversation.incoming import Kind
from assistant.conversation.message import Button, Domain, Typed, read_payload, read_text
from assistant.conversation.turn import Turn, TurnStore
from assistant.conversation.without_rasa import WithoutRasa
from assistant.errors import DialogueError, StorageError
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.live import Edition, Editions
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.state import State

log = structlog.get_logger()
_REMEMBERED = 20_000  # conversations whose state is kept at hand for a turn without Rasa


@dataclass
class _Desk:
    """One conversation at the desk: its lock, and what was last remembered of it."""

    lock: asyncio.Lock
    state: State


@dataclass(frozen=True)
class _Front:
    """What stands before the dialogue, made for one edition of the knowledge."""

    edition: Edition
    doorstep: Doorstep
    without_rasa: WithoutRasa

    @staticmethod
    def of(edition: Edition) -> "_Front":
        without_rasa = WithoutRasa(edition.base, edition.consultation)
        return _Front(edition, Doorstep(edition.base), without_rasa)


class Reception:
    """Receives messages of all channels. One message of a conversation at a time."""

    def __init__(  # noqa: PLR0913, PLR0917 - everything that a message passes on its way
        self, knowledge: Editions, dialogue: Dialogue, turns: TurnStore, attendance: Attendance,
        aside: Aside, domain: Domain,
    ) -> None:  # fmt: skip
        self._knowledge = knowledge
        self._front = _Front.of(knowledge.current)
        self._dialogue = dialogue
        self._turns = turns
        self._attendance = attendance
        self._aside = aside
        self._domain = domain
        self._desks: OrderedDict[str, _Desk] = OrderedDict()

    @property
    def _base(self) -> KnowledgeBase:
        return self._now().edition.base

    def _now(self) -> _Front:
        if self._front.edition is not self._knowledge.current:
            self._front = _Front.of(self._knowledge.current)
        return self._front

    def state_of(self, conversation: str) -> State:
        """What is at hand of a conversation here: nothing of one that another process answers."""
        return self._desks[conversation].state if conversation in self._desks else State()

    async def receive(self, received: Received, mark: Mark) -> Spoken:
        """A message of the inbox, whatever it is."""
        message = received.conversation, received.channel, received.content
        match received.kind:
            case Kind.TEXT:
                return await self.text(*message, mark)
            case Kind.CONTACT if received.content:  # a card with name and phone
                return await self._card(*message, mark)
            case Kind.BUTTON:
                return await self.button(*message, mark)
            case kind:
                return await self._turn(received.conversation, received.channel, kind, mark)

    async def _card(self, conversation: str, channel: str, raw: str, mark: Mark) -> Spoken:
        """A contact that nobody awaits goes no further: it is only noted that one came."""
        known = self._desk(conversation).state
        taken = await self._aside.taken_from(raw, conversation, known, self._base)
        return await self._turn(conversation, channel, taken or Kind.CONTACT, mark)

    async def text(
        self, conversation: str, channel: str, raw: str, mark: Mark | None = None
    ) -> Spoken:
        """A typed message. A name and a phone that are awaited go no further than here, nor does a
        code that brings something from elsewhere.
        """
        known = self._desk(conversation).state
        taken = await self._aside.taken_from(raw, conversation, known, self._base)
        if taken is not None:
            return await self._turn(conversation, channel, taken, mark or Mark())
        typed = read_text(raw, self._base.policy.conversation.longest_question)
        return await self._turn(conversation, channel, typed, mark or Mark())

    async def button(
        self, conversation: str, channel: str, raw: str, mark: Mark | None = None
    ) -> Spoken:
        """A button taken; what is not one of our payloads is told so, politely."""
        pressed = read_payload(raw, self._domain.intents, self._domain.entities)
        code = pressed.entities.get("procedure") if pressed else None
        if code and not self._base.knows(code):
            pressed = None
        return await self._turn(conversation, channel, pressed, mark or Mark())

    async def _turn(self, conversation: str, channel: str, incoming: Asked, mark: Mark) -> Spoken:
        async with self._desk(conversation).lock:
            ms: dict[str, float] = {}
            with _timed(ms, "total"):
                spoken, degraded = await self._spoken(conversation, incoming, mark, ms)
                spoken = await self._attendance.with_officer(
                    self._base, conversation, channel, spoken,
                    office_of(incoming, spoken.state, self._base),
                )  # fmt: skip
                spoken = await self._attendance.announced(
                    self._base, mark.id, conversation, channel, spoken
                )
            if isinstance(incoming, Typed) and incoming.masked and spoken.replies:
                notice = Reply(text=self._base.phrases["personal_number"])
                spoken = spoken.model_copy(update={"replies": [notice, *spoken.replies]})
            asked = as_kept(incoming)
            await self._keep(
                _turn(mark.id, conversation, channel, asked, spoken, ms, degraded=degraded)
            )
            return spoken

    async def _spoken(
        self, conversation: str, incoming: Asked, mark: Mark,
        ms: dict[str, float],
    ) -> tuple[Spoken, bool]:  # fmt: skip
        """What is said; whether without Rasa."""
        doorstep = self._now().doorstep
        instead = await self._attendance.instead(self._base, conversation)
        if instead is not None:
            return instead, False
        if incoming is None:
            return doorstep.stale_button(), False
        if isinstance(incoming, Kind):
            return doorstep.no_text(incoming), False
        if isinstance(incoming, Spoken):
            return incoming.model_copy(update={"state": self._desk(conversation).state}), False
        if isinstance(incoming, Typed) and (said := doorstep.typed(incoming)) is not None:
            return said, False
        desk = self._desk(conversation)
        spoken, degraded = await self._talk(conversation, incoming, desk.state, mark, ms)
        desk.state = spoken.state
        return spoken, degraded

    async def _talk(
        self, conversation: str, incoming: Typed | Button, state: State, mark: Mark,
        ms: dict[str, float],
    ) -> tuple[Spoken, bool]:  # fmt: skip
        message = incoming.payload if isinstance(incoming, Button) else incoming.text
        degraded = False
        try:
            with _timed(ms, "rasa"):
                spoken = await self._dialogue.send(conversation, message, mark)
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

    async def _keep(self, turn: Turn) -> None:
        log.info("turn", turn=turn.id, channel=turn.channel, outcome=turn.outcome,
                 intent=turn.intent, procedure=turn.procedure, degraded=turn.degraded,
                 ms=turn.ms)  # fmt: skip
        try:
            await self._turns.record(turn)
        except StorageError as error:
            log.error("turn not kept", turn=turn.id, error=str(error))
            if turn.reason == WITH_OFFICER:  # nobody has answered, and nobody would read it
                raise

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


def _turn(  # noqa: PLR0913, PLR0917 - one row, all its columns
    number: str, conversation: str, channel: str, asked: str, spoken: Spoken,
    ms: dict[str, float], *, degraded: bool,
) -> Turn:  # fmt: skip
    return Turn(
        id=number,
        conversation=conversation,
        channel=channel,
        question=asked,
        outcome=spoken.outcome,
        intent=spoken.intent,
        confidence=spoken.confidence,
        procedure=spoken.state.procedure,
        reason=spoken.reason,
        degraded=degraded,
        scores={hit.code: hit.score for hit in spoken.hits[:5]},
        ms={stage: round(value, 1) for stage, value in ms.items()},
        aspect=spoken.told_first,
        office=spoken.state.office,
    )
