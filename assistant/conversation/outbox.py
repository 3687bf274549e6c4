"""The outbox: every reply is kept before it is sent, and stays visible until it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.conversation.delivery import Outgoing
from assistant.knowledge.reply import Reply

FETCHED = frozenset({"web"})  # channels whose residents come for what is posted to them


@dataclass(frozen=True)
class Parked:
    """A reply that was not sent and is not tried again by itself. No word of it is shown."""

    id: int
    channel: str
    reason: str
    since: datetime


@dataclass(frozen=True)
class Sent:
    """A reply that was taken by its channel, under this id."""

    outgoing: int
    channel_id: str


class Outbox(Protocol):
    """Keeps replies. Every method may raise StorageError."""

    async def post(self, conversation: str, reply: Reply, officer: str | None = None) -> None:
        """Keep a reply nobody asked for just now, with the job that delivers it.

        `officer`: who wrote it, None for the assistant. Channels of FETCHED have no job: the
        resident's side comes for it (pushed.py).
        """

    async def next(self, like: int, sent: Sent | None = None) -> Outgoing | None:
        """The oldest waiting reply of the conversation of reply `like`, marked as being tried.

        `sent`: the one before, which was taken by the channel.
        """

    async def failed(self, outgoing: int, reason: str, *, maybe_sent: bool) -> None:
        """It was not taken and is tried again."""

    async def park(self, outgoing: int, reason: str) -> None:
        """It is not tried again until somebody says so."""

    async def parked(self, limit: int) -> list[Parked]:
        """What was not sent, the oldest first."""

    async def retry(self, outgoing: int) -> bool:
        """Try a parked reply again; False when there is none of this id."""
