"""Where accounts, sessions and tries are kept. Every method may raise StorageError."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from assistant.staff.account import Account
from assistant.staff.session import Session, Stage, Way


@dataclass(frozen=True)
class Credentials:
    """What a sign-in is checked against."""

    account: Account
    password: str | None
    secret: str | None  # of the second step


class Accounts(Protocol):
    """Every change is written into the log in the same transaction; `by` is who did it."""

    async def add(self, account: Account, password: str | None, by: str) -> None:
        """A new account. StaffError when name or e-mail is taken."""

    async def get(self, id_: str) -> Account | None:
        """The account of this sign-in name."""

    async def all(self) -> list[Account]:
        """Every account, by name."""

    async def credentials(self, id_: str) -> Credentials | None:
        """What a sign-in of this name is checked against."""

    async def change(self, account: Account, by: str) -> None:
        """Keep what an administrator changed in the version given; sessions of who is disabled end.
        StaffError when it was changed meanwhile, or nobody could administrate any more.
        """

    async def set_password(self, id_: str, password: str, by: str, *, must_change: bool) -> None:
        """A new password; every session of the account ends."""

    async def set_second_step(
        self, id_: str, secret: str | None, recovery: list[str], by: str
    ) -> None:
        """Turn it on with a secret and recovery codes, or off without."""

    async def use_step(self, id_: str, step: int) -> bool:
        """Use up a step of time; False when it, or a later one, was used."""

    async def use_recovery_code(self, id_: str, code: str) -> bool:
        """Use up a recovery code; False when there is none such."""

    async def of_provider(self, issuer: str, subject: str) -> Account | None:
        """The account bound to this person of a provider."""

    async def bind(self, email: str, issuer: str, subject: str) -> Account | None:
        """Bind the account of this e-mail, if it is bound to nobody."""


class Sessions(Protocol):
    """Who is signed in."""

    async def open(
        self, account: str, digest: str, stage: Stage, way: Way, now: datetime
    ) -> None:  # fmt: skip
        """Keep a new session; a whole sign-in is written into the log."""

    async def find(self, digest: str, now: datetime, *, seen: bool) -> Session | None:
        """The session that lives; `seen`: somebody does something, so it lives on."""

    async def end(self, digest: str, by: str | None = None) -> None:
        """End it; written into the log when `by` somebody."""


class Tries(Protocol):
    """Tries to sign in, by name: also of names that nobody has, so that none is given away."""

    async def count(self, name: str, now: datetime) -> timedelta | None:
        """Count one more, before it is looked at. None: go on; else how long to wait."""

    async def forget(self, name: str) -> None:
        """It went well."""
