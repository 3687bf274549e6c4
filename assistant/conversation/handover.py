"""Handing over to a person, and the conversation back: who may speak, and what is said of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from assistant.clock import now
from assistant.conversation.case import Case, Cases, Destination
from assistant.errors import CaseError
from assistant.knowledge.content import Phrases
from assistant.knowledge.policy import Policy
from assistant.knowledge.reply import Reply


class Words(Protocol):
    """What is said, and how long an officer may be silent."""

    @property
    def phrases(self) -> Phrases: ...

    @property
    def policy(self) -> Policy: ...


class Handover:
    """The officer's side: list, claim, write, pass on, release. The assistant is silent meanwhile.

    `words` gives those that stand now. `officer`: an account's id, or a name as it was given.
    """

    def __init__(self, words: Callable[[], Words], cases: Cases) -> None:
        self._words = words
        self._cases = cases

    async def waiting(self) -> list[Case]:
        """Every open case, the longest waiting first."""
        return await self._cases.all_open()

    async def claim(self, code: str, officer: str, office: str | None = None) -> Case:
        """Take a case on, once; CaseError when another officer was faster.

        `office`: the officer's own; a case of another one is refused. None may take any.
        """
        await self._cases.claim(code, officer, office, self._said("officer_joined"))
        case = await self._cases.find(code)
        if case is None or case.officer != officer:
            raise _not_theirs(code)
        return case

    async def write(self, code: str, officer: str, text: str, key: str = "") -> None:
        """A message of the officer to the resident, on the resident's own channel.

        `key`: of the form it was typed in; sent again after a lost connection it is written once.
        """
        if not await self._cases.write(code, officer, Reply(text=text), key):
            raise _not_theirs(code)

    async def pass_on(self, code: str, officer: str, to: Destination, name: str) -> None:
        """Let officers of another office go on, or a colleague; `name`: of that office.

        It waits again, and the assistant answers until one of them takes it on.
        """
        told = Reply(text=self._words().phrases.fill("officer_passed_on", office=name))
        if not await self._cases.pass_on(code, officer, to, told):
            raise _not_theirs(code)

    async def release(self, code: str, officer: str) -> None:
        """Give the conversation back to the assistant."""
        if not await self._cases.close(code, officer, self._said("officer_left")):
            raise _not_theirs(code)

    async def taken_over(self, conversation: str, channel: str, officer: str) -> None:
        """An officer wrote on the channel's own desk: the assistant is silent from now on."""
        code = await self._cases.open(conversation, channel)
        await self._cases.claim(code, officer)
        await self._cases.officer_wrote(code)

    async def release_forgotten(self) -> int:
        """Give back what officers have left lying; how many."""
        patience = timedelta(minutes=self._words().policy.handover.release_after_minutes)
        moment, left = now(), self._said("officer_left")
        forgotten = [c for c in await self._cases.all_open() if c.is_forgotten(moment, patience)]
        closed = [
            await self._cases.close(case.code, case.officer, left, moment - patience)
            for case in forgotten
        ]
        return sum(closed)

    def _said(self, phrase: str) -> Reply:
        return Reply(text=self._words().phrases[phrase])


def _not_theirs(code: str) -> CaseError:
    return CaseError(f"case {code} is closed or another officer has it")
