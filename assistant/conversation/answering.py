"""Answers a kept message: once, whatever is repeated."""

from typing import Protocol

import structlog

from assistant.conversation.dialogue import Mark
from assistant.conversation.inbox import Answered, Inbox, Received, turn_of
from assistant.conversation.incoming import Kind
from assistant.conversation.reception import Reception
from assistant.knowledge.live import Editions
from assistant.knowledge.reply import Outcome, Reply
from assistant.language.openers import is_opener

log = structlog.get_logger()


class Erasing(Protocol):
    """Forgets a resident."""

    async def forget(self, conversation: str) -> None:
        """Delete everything kept of a conversation. StorageError when it could not be done."""


class Answering:
    """Between the inbox and the reception. `limits`: False lifts the limit on one conversation."""

    def __init__(
        self, inbox: Inbox, reception: Reception, knowledge: Editions, erasure: Erasing, *,
        limits: bool = True,
    ) -> None:  # fmt: skip
        self._inbox = inbox
        self._reception = reception
        self._knowledge = knowledge
        self._erasure = erasure
        self._limits = limits

    async def answer(self, message: int, *, repeated: bool) -> None:
        """Ask the reception and keep what it says. `repeated`: a try before this one broke off."""
        received = await self._inbox.waiting(message)
        if received is None:
            return
        if received.kind is Kind.WITHDRAWN:
            # In its turn: an answer under way would write anew what was just deleted.
            await self._erasure.forget(received.conversation)
            log.info("resident forgotten", channel=received.channel)
            return
        answered = self._too_many(received) or _opens_only(received)
        if answered is None:
            mark = Mark(turn_of(message), repeated=repeated)
            spoken = await self._reception.receive(received, mark)
            answered = Answered(spoken.outcome, tuple(spoken.replies))
        await self._inbox.answer(message, answered, deliver=True)

    def _too_many(self, received: Received) -> Answered | None:
        """Of a flood the first message too many is told so, and those after it are not answered."""
        base = self._knowledge.current.base
        most = base.policy.limits.messages_per_minute + base.policy.limits.burst
        if not self._limits or received.of_its_minute <= most:
            return None
        told = Reply(text=base.phrases["slow_down"])
        return Answered(Outcome.FAILED, (told,) if received.of_its_minute == most + 1 else ())


def _opens_only(received: Received) -> Answered | None:
    """ "Em chào ạ", and the question in the next line: they are one, answered with the question."""
    if received.kind is not Kind.TEXT or not received.is_followed:
        return None
    return Answered(Outcome.CONTINUED, ()) if is_opener(received.content) else None
