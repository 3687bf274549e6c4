"""The inbox: every message is kept before it is answered, and answered once."""

from dataclasses import dataclass
from typing import Protocol

from assistant.conversation.incoming import Incoming, Kind
from assistant.knowledge.reply import Outcome, Reply


@dataclass(frozen=True)
class Received:
    """A kept message on its way to be answered.

    `of_its_minute`: how many messages came in the minute that ends with it, itself among them.
    `is_followed`: the resident has written on since.
    """

    id: int
    conversation: str
    channel: str
    kind: Kind
    content: str
    of_its_minute: int = 1
    is_followed: bool = False


@dataclass(frozen=True)
class Answered:
    """What was said to a kept message."""

    outcome: Outcome
    replies: tuple[Reply, ...]


def turn_of(message: int) -> str:
    """The id of the turn that answers a kept message, in the logs of every process."""
    return f"inbox-{message}"


class Inbox(Protocol):
    """Keeps messages. Every method may raise StorageError."""

    async def receive(self, incoming: Incoming) -> bool:
        """Keep a message with the job that answers it, in one transaction; False if known."""

    async def keep(self, incoming: Incoming) -> int:
        """Keep a message that the caller answers itself, without a job; its id, known or not."""

    async def find(self, channel: str, message_id: str) -> int | None:
        """The id of a message of this channel, None when it is not known."""

    async def waiting(self, message: int) -> Received | None:
        """The message if it still waits for its answer, None when it was answered."""

    async def answer(self, message: int, answered: Answered, *, deliver: bool) -> None:
        """Keep the replies and the jobs that deliver them, in one transaction; once only.

        What the resident wrote is forgotten here: the turn keeps it, masked.
        """

    async def answered(self, message: int) -> Answered | None:
        """What was said to it, None while it waits."""
