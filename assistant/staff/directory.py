"""Administrating accounts. They are disabled, never deleted: the log names them."""

from dataclasses import replace

from assistant.staff.account import Account, KnownOffice, checked, sign_in_name
from assistant.staff.hashing import Hashing
from assistant.staff.password import check_password, made_password
from assistant.staff.refusal import StaffError, StaffRefusal
from assistant.staff.role import Permission
from assistant.staff.store import Accounts


class Directory:
    """Adds, changes, disables. `by`: who does it, for the log."""

    def __init__(self, accounts: Accounts, hashing: Hashing, is_office: KnownOffice) -> None:
        self._accounts, self._hashing, self._is_office = accounts, hashing, is_office

    async def add(self, account: Account, by: str, password: str | None = None) -> str:
        """A new account; the password it begins with, to be told once and changed at the first
        sign-in. `password`: chosen by the person, so it need not be changed.
        """
        account = checked(replace(account, id=sign_in_name(account.id)), self._is_office)
        account = replace(account, must_change=password is None)
        if password is not None:
            check_password(password, account.id, account.person)
        first = password or made_password()
        await self._accounts.add(account, await self._hashing.hash(first), by)
        return first

    async def change(self, account: Account, by: str) -> None:
        """Keep what was changed in the version that was looked at."""
        account = checked(account, self._is_office)
        if account.id == by and not account.may(Permission.STAFF):
            raise StaffError(StaffRefusal.OWN_ACCOUNT)
        await self._accounts.change(account, by)

    async def disable(self, id_: str, by: str, *, disabled: bool = True) -> None:
        """Nobody signs in with it any more, or again; who is signed in is so no longer."""
        await self.change(replace(await self.get(id_), disabled=disabled), by)

    async def reset_password(self, id_: str, by: str) -> str:
        """A password to be told once; it is changed at the next sign-in."""
        account = await self.get(id_)
        if account.id == by:
            raise StaffError(StaffRefusal.OWN_ACCOUNT)
        password = made_password()
        hashed = await self._hashing.hash(password)
        await self._accounts.set_password(account.id, hashed, by, must_change=True)
        return password

    async def turn_second_step_off(self, id_: str, by: str) -> None:
        """For who lost the phone and the recovery codes."""
        account = await self.get(id_)
        if account.id == by:
            raise StaffError(StaffRefusal.OWN_ACCOUNT)
        await self._accounts.set_second_step(account.id, None, [], by)

    async def get(self, id_: str) -> Account:
        """The account. StaffError when there is none."""
        account = await self._accounts.get(sign_in_name(id_))
        if account is None:
            raise StaffError(StaffRefusal.NO_SUCH_ACCOUNT)
        return account

    async def all(self) -> list[Account]:
        """Every account, by name."""
        return await self._accounts.all()
