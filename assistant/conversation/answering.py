"""Answers a kept message: once, whatever is repeated."""

from assistant.conversation.dialogue import Mark
from assistant.conversation.inbox import Answered, Inbox
from assistant.conversation.reception import Reception


class Answering:
    """Between the inbox and the reception."""

    def __init__(self, inbox: Inbox, reception: Reception) -> None:
        self._inbox = inbox
        self._reception = reception

    async def answer(self, message: int, *, repeated: bool) -> None:
        """Ask the reception and keep what it says. `repeated`: a try before this one broke off."""
        received = await self._inbox.waiting(message)
        if received is None:
            return
        mark = Mark(f"inbox-{message}", repeated=repeated)
        spoken = await self._reception.receive(received, mark)
        answered = Answered(spoken.outcome, tuple(spoken.replies))
        await self._inbox.answer(message, answered, deliver=True)
