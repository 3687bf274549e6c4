"""What people change of their own account: the password, and the second step."""

from collections.abc import Callable
from datetime import datetime

from assistant.staff.account import Account
from assistant.staff.hashing import Hashing
from assistant.staff.password import check_password
from assistant.staff.refusal import StaffError, StaffRefusal
from assistant.staff.second_step import made_recovery_codes, read_recovery_code, step_of
from assistant.staff.session import Opened, Session
from assistant.staff.sign_in import SignIn
from assistant.staff.store import Accounts


class OwnAccount:
    """Each change asks for the password again, or for a code: a browser left open is not enough."""

    def __init__(
        self,
        accounts: Accounts,
        sign_in: SignIn,
        hashing: Hashing,
        clock: Callable[[], datetime],
    ) -> None:
        self._accounts, self._sign_in = accounts, sign_in
        self._hashing, self._clock = hashing, clock

    async def change_password(self, session: Session, old: str, new: str) -> Opened:
        """Every session of the account ends; a new one for this browser."""
        account = session.account
        await self._prove(account, old)
        check_password(new, account.id, account.person)
        if old == new:
            raise StaffError(StaffRefusal.PASSWORD_SAME)
        hashed = await self._hashing.hash(new)
        await self._accounts.set_password(account.id, hashed, account.id, must_change=False)
        return await self._sign_in.open(account.id, session.way)

    async def turn_second_step_on(self, account: Account, secret: str, typed: str) -> list[str]:
        """The recovery codes, shown once. The code proves that the app has the secret."""
        await self._sign_in.tried(account.id)
        if step_of(secret, typed, self._clock()) is None:
            raise StaffError(StaffRefusal.WRONG_CODE)
        codes = made_recovery_codes()
        kept = [read_recovery_code(code) or code for code in codes]
        await self._accounts.set_second_step(account.id, secret, kept, account.id)
        await self._sign_in.succeeded(account.id)
        return codes

    async def turn_second_step_off(self, account: Account, typed: str) -> None:
        """With a code of the app, or a recovery code."""
        await self._sign_in.tried(account.id)
        if not await self._sign_in.is_second_step(account.id, typed):
            raise StaffError(StaffRefusal.WRONG_CODE)
        await self._accounts.set_second_step(account.id, None, [], account.id)
        await self._sign_in.succeeded(account.id)

    async def _prove(self, account: Account, password: str) -> None:
        await self._sign_in.tried(account.id)
        kept = await self._accounts.credentials(account.id)
        if not await self._hashing.matches(password, kept.password if kept else None):
            raise StaffError(StaffRefusal.WRONG)
