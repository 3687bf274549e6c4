"""Signing in: name and password, or a provider the office trusts; then, where it is on, a second
step. A new token at each step; what does not succeed does not tell why.
"""

from collections.abc import Callable
from datetime import datetime

from assistant.staff.account import Account, sign_in_name
from assistant.staff.hashing import Hashing
from assistant.staff.refusal import StaffError, StaffRefusal
from assistant.staff.second_step import read_recovery_code, step_of
from assistant.staff.session import Opened, Session, Stage, Way, digest_of, made_token
from assistant.staff.store import Accounts, Sessions, Tries


class SignIn:
    """Opens sessions, finds and ends them."""

    def __init__(
        self,
        accounts: Accounts,
        sessions: Sessions,
        tries: Tries,
        hashing: Hashing,
        clock: Callable[[], datetime],
    ) -> None:
        self._accounts, self._sessions, self._tries = accounts, sessions, tries
        self._hashing, self._clock = hashing, clock

    async def by_password(self, name: str, password: str) -> Opened:
        """StaffError: WRONG, or LOCKED with how long."""
        kept = await self._accounts.credentials(await self.tried(name))
        right = await self._hashing.matches(password, kept.password if kept else None)
        if kept is None or not right or kept.account.disabled:
            raise StaffError(StaffRefusal.WRONG)
        return await self._open(kept.account, Way.PASSWORD)

    async def by_provider(
        self, issuer: str, subject: str, email: str | None, *, verified: bool
    ) -> Opened:
        """Whom a provider vouches for. The account exists beforehand: roles are given here. The
        first time it is found by e-mail, then by the provider's own id of the person, for an
        address may be given to a successor.
        """
        account = await self._accounts.of_provider(issuer, subject)
        if account is None and email and verified:
            account = await self._accounts.bind(email.strip().lower(), issuer, subject)
        if account is None or account.disabled:
            raise StaffError(StaffRefusal.UNKNOWN_TO_PROVIDER)
        return await self._open(account, Way.PROVIDER)

    async def second_step(self, token: str, typed: str) -> Opened:
        """Six digits or a recovery code. StaffError: WRONG_CODE, LOCKED, or OVER."""
        begun = await self._sessions.find(digest_of(token), self._clock(), seen=False)
        if begun is None or begun.stage is not Stage.SECOND_STEP:
            raise StaffError(StaffRefusal.OVER)
        await self.tried(begun.account.id)
        if not await self.is_second_step(begun.account.id, typed):
            raise StaffError(StaffRefusal.WRONG_CODE)
        await self._sessions.end(begun.digest)
        return await self.open(begun.account.id, begun.way)

    async def is_second_step(self, id_: str, typed: str) -> bool:
        """Whether the code is right; it is used up then."""
        code = read_recovery_code(typed)
        if code is not None:
            return await self._accounts.use_recovery_code(id_, code)
        kept = await self._accounts.credentials(id_)
        step = step_of(kept.secret, typed, self._clock()) if kept and kept.secret else None
        return step is not None and await self._accounts.use_step(id_, step)

    async def tried(self, name: str) -> str:
        """Count a try at this name; the name as it is kept. StaffError LOCKED after too many."""
        name = sign_in_name(name)
        wait = await self._tries.count(name, self._clock())
        if wait is not None:
            raise StaffError(StaffRefusal.LOCKED, wait)
        return name

    async def open(self, id_: str, way: Way) -> Opened:
        """A whole session; tries until here are forgotten."""
        opened = Opened(made_token(), Stage.SIGNED_IN)
        await self._sessions.open(
            id_, digest_of(opened.token), opened.stage, way, self._clock()
        )  # fmt: skip
        await self.succeeded(id_)
        return opened

    async def succeeded(self, id_: str) -> None:
        """Forget the tries at this name."""
        await self._tries.forget(id_)

    async def find(self, token: str, *, seen: bool = True) -> Session | None:
        """The session of a token. `seen=False`: a page asks by itself, nobody does anything."""
        return await self._sessions.find(digest_of(token), self._clock(), seen=seen)

    async def end(self, session: Session) -> None:
        """Sign out."""
        await self._sessions.end(session.digest, session.account.id)

    async def _open(self, account: Account, way: Way) -> Opened:
        """Half a session where a second step is asked: tries are not forgotten before it."""
        if not account.second_step:
            return await self.open(account.id, way)
        token = made_token()
        await self._sessions.open(
            account.id, digest_of(token), Stage.SECOND_STEP, way, self._clock()
        )  # fmt: skip
        return Opened(token, Stage.SECOND_STEP)
