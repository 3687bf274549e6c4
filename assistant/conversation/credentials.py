"""Access to a channel that ends and is renewed: the pair of tokens, and who keeps it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from assistant.errors import AssistantError


@dataclass(frozen=True)
class Pair:
    """An access token and the token that renews it once; both are secrets and are never printed.

    `seed`: a digest of the settings in force when it came, so that new settings are noticed.
    `refused`: why it could not be renewed; empty while it can.
    """

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    since: datetime
    expires_at: datetime
    seed: str = ""
    refused: str = ""

    def has_ended(self, now: datetime) -> bool:
        """Whether the access token is of no more use."""
        return now >= self.expires_at

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to renew: after four fifths of its life, 20 of Zalo's 25 hours."""
        return now >= self.since + (self.expires_at - self.since) * 0.8


class RenewalRefused(AssistantError):
    """No new pair came. `final`: a person must give consent again; else it may come later."""

    def __init__(self, reason: str, *, final: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


Renew = Callable[[Pair], Awaitable[Pair]]


class Credentials(Protocol):
    """Keeps one pair by name. Every method may raise StorageError."""

    async def get(self, name: str) -> Pair | None:
        """The pair in force."""

    async def put(self, name: str, pair: Pair) -> None:
        """A new pair, whatever was before."""

    async def sow(self, name: str, pair: Pair) -> Pair:
        """The pair in force; `pair` when there is none, or one of other settings."""

    async def renew(self, name: str, stale: str, renew: Renew) -> Pair | None:
        """The pair in force if its access token is not `stale` any more, else what `renew` gives.

        One at a time over all processes; the new pair is kept before anybody has it, and the one
        before it beside it. RenewalRefused is remembered with the pair.
        """
