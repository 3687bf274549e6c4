"""How a reply goes out, and what to do when it does not. Pure: no clock, no channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from assistant.errors import AssistantError
from assistant.knowledge.reply import Reply, Template

_FIRST_WAIT = 1.0
_LONGEST_WAIT = 300.0
_TRIES = 60  # with the longest wait some five hours: an outage of the channel is outlived


class Refusal(StrEnum):
    """Why a channel did not take a message."""

    RETRY = "retry"  # down, slow, a limit: later it may
    REFRESH = "refresh"  # the access token ended: with a new one it may
    WINDOW_CLOSED = "window_closed"  # too long since the resident wrote
    BLOCKED = "blocked"  # the resident does not want messages
    CONFIGURATION = "configuration"  # the account or the application is not allowed to
    REFUSED = "refused"  # this message will never be taken


class DeliveryError(AssistantError):
    """A channel did not take a message. `maybe_sent`: it may have arrived all the same."""

    def __init__(
        self, refusal: Refusal, reason: str, *, after: float | None = None, maybe_sent: bool = False
    ) -> None:
        super().__init__(reason)
        self.refusal = refusal
        self.reason = reason
        self.after = after
        self.maybe_sent = maybe_sent

    @property
    def is_worth_retrying(self) -> bool:
        """Whether the same message may be taken later."""
        return self.refusal in (Refusal.RETRY, Refusal.REFRESH)


@dataclass(frozen=True)
class Outgoing:
    """A reply on its way. `tried_at`: a first try began then, and how it ended is not known.

    `turn`: which turn it belongs to, None for what nobody asked for just now. `template`: what a
    door may send in place of the reply when the channel does not let the reply through.
    `follows`: the channel's id of the reply sent before it in the conversation.
    """

    id: int
    conversation: str
    channel: str
    address: str
    reply: Reply
    attempts: int = 0
    tried_at: datetime | None = None
    last_heard_at: datetime | None = None
    turn: str | None = None
    template: Template | None = None
    follows: str | None = None


class Sender(Protocol):
    """A door, as seen from the way out."""

    async def send(self, outgoing: Outgoing) -> str:
        """Send; the channel's id of what was sent. DeliveryError when it was not taken."""


def wait_before(attempt: int, after: float | None, chance: float) -> float:
    """Seconds until try number `attempt` + 1; `after`: as the channel asked; `chance`: in 0..1.

    Exponential with full jitter above the half, never sooner than asked.
    """
    grown = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** min(attempt, 16))
    return max(after or 0.0, grown / 2 + grown / 2 * chance)


def is_spent(attempt: int) -> bool:
    """Whether it has been tried often enough."""
    return attempt >= _TRIES
