"""A session: one browser in which somebody is signed in. The browser has a random token, the
database its digest: whoever reads the table cannot use what is in it.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from assistant.staff.account import Account

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=8)  # a working day
SECOND_STEP_WITHIN = timedelta(minutes=10)


class Stage(StrEnum):
    """How far the sign-in is."""

    SECOND_STEP = "second_step"
    SIGNED_IN = "signed_in"


class Way(StrEnum):
    """How the person was known."""

    PASSWORD = "password"  # noqa: S105 - the name of a way
    PROVIDER = "provider"


@dataclass(frozen=True)
class Session:
    """`ends_at`: when it ends if nothing is done until then."""

    digest: str
    account: Account
    stage: Stage
    way: Way
    made_at: datetime
    seen_at: datetime

    @property
    def ends_at(self) -> datetime:
        """The earlier of both ends."""
        if self.stage is Stage.SECOND_STEP:
            return self.made_at + SECOND_STEP_WITHIN
        return min(self.seen_at + IDLE, self.made_at + ABSOLUTE)

    @property
    def needs_new_password(self) -> bool:
        """Somebody else knows the password; who came by the provider has not used it."""
        return self.account.must_change and self.way is Way.PASSWORD


@dataclass(frozen=True)
class Opened:
    """A session just opened; `token` is for the browser alone and kept nowhere."""

    token: str
    stage: Stage


def made_token() -> str:
    """A token nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What a token is known by. It is random enough to need no key."""
    return hashlib.sha256(token.encode("utf8", "replace")).hexdigest()
