"""Handing over to a person, and the conversation back: who may speak, and what is said of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from assistant.clock import now
from assistant.conversation.case import Case, Cases
from assistant.conversation.outbox import Outbox
from assistant.errors import CaseError
from assistant.knowledge.content import Phrases
from assistant.knowledge.policy import HandoverPolicy, Policy
from assistant.knowledge.reply import Reply


class Words(Protocol):
    """What is said, and how long an officer may be silent."""

    @property
    def phrases(self) -> Phrases: ...

    @property
    def policy(self) -> Policy: ...


class Handover:
    """The officer's side: list, claim, write, release. The assistant is silent in between.

    `words` gives those that stand now.
    """

    def __init__(self, words: Callable[[], Words], cases: Cases, outbox: Outbox) -> None:
        self._words = words
        self._cases = cases
        self._outbox = outbox

    async def waiting(self) -> list[Case]:
        """Every open case, the longest waiting first."""
        return await self._cases.all_open()

    async def claim(self, code: str, officer: str) -> Case:
        """Take a case on, once; CaseError when another officer was faster."""
        is_new = await self._cases.claim(code, officer)
        case = await self._held(code, officer)
        if is_new:
            await self._say(case, self._phrases["officer_joined"])
        return case

    async def write(self, code: str, officer: str, text: str) -> None:
        """A message of the officer to the resident, on the resident's own channel."""
        case = await self._held(code, officer)
        await self._outbox.post(case.conversation, Reply(text=text), officer)
        await self._cases.officer_wrote(code)

    async def release(self, code: str, officer: str) -> None:
        """Give the conversation back to the assistant."""
        case = await self._held(code, officer)
        if await self._cases.close(code, officer):
            await self._say(case, self._phrases["officer_left"])

    async def taken_over(self, conversation: str, channel: str, officer: str) -> None:
        """An officer wrote on the channel's own desk: the assistant is silent from now on."""
        code = await self._cases.open(conversation, channel)
        await self._cases.claim(code, officer)
        await self._cases.officer_wrote(code)

    async def release_forgotten(self) -> int:
        """Give back what officers have left lying; how many."""
        patience = timedelta(minutes=self._policy.release_after_minutes)
        forgotten = [c for c in await self._cases.all_open() if c.is_forgotten(now(), patience)]
        for case in forgotten:
            if await self._cases.close(case.code, case.officer):
                await self._say(case, self._phrases["officer_left"])
        return len(forgotten)

    @property
    def _policy(self) -> HandoverPolicy:
        return self._words().policy.handover

    @property
    def _phrases(self) -> Phrases:
        return self._words().phrases

    async def _held(self, code: str, officer: str) -> Case:
        case = await self._cases.find(code)
        if case is None or case.officer != officer:
            raise CaseError(f"case {code} is closed or another officer has it")
        return case

    async def _say(self, case: Case, text: str) -> None:
        await self._outbox.post(case.conversation, Reply(text=text))
