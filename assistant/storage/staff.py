"""Accounts of the staff in PostgreSQL. Each change and its entry in the log are one transaction."""

from typing import Any

from sqlalchemy import Row, Select, any_, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.clock import now
from assistant.staff.account import Account, written
from assistant.staff.audit import Act
from assistant.staff.refusal import StaffError, StaffRefusal
from assistant.staff.role import Role
from assistant.staff.store import Credentials
from assistant.storage.audit import PostgresAudit
from assistant.storage.database import reading, transaction
from assistant.storage.seal import Seal
from assistant.storage.staff_tables import staff_accounts, staff_sessions

_OWN = staff_accounts.c


class PostgresAccounts:
    """Implements assistant.staff.store.Accounts."""

    def __init__(self, engine: AsyncEngine, seal: Seal, audit: PostgresAudit) -> None:
        self._engine, self._seal, self._audit = engine, seal, audit

    async def add(self, account: Account, password: str | None, by: str) -> None:
        """A new account. StaffError when name or e-mail is taken."""
        new = insert(staff_accounts).values(
            id=account.id, password=password, must_change=account.must_change, **_values(account)
        )
        async with transaction(self._engine) as connection:
            added = new.on_conflict_do_nothing().returning(_OWN.id)
            if (await connection.execute(added)).first() is None:
                taken = await _row(connection, _OWN.id == account.id) is not None
                raise StaffError(StaffRefusal.TAKEN_NAME if taken else StaffRefusal.TAKEN_EMAIL)
            await self._audit.append(
                connection, Act(by, "account_added", account.id, None, written(account))
            )

    async def get(self, id_: str) -> Account | None:
        """The account of this sign-in name."""
        async with reading(self._engine) as connection:
            row = await _row(connection, _OWN.id == id_)
        return account_of(row) if row else None

    async def all(self) -> list[Account]:
        """Every account, by name."""
        async with reading(self._engine) as connection:
            rows = await connection.execute(select(staff_accounts).order_by(_OWN.id))
            return [account_of(row) for row in rows]

    async def credentials(self, id_: str) -> Credentials | None:
        """What a sign-in of this name is checked against."""
        async with reading(self._engine) as connection:
            row = await _row(connection, _OWN.id == id_)
        if row is None:
            return None
        secret = self._seal.open(row.totp) if row.totp else None
        return Credentials(account_of(row), row.password, secret)

    async def change(self, account: Account, by: str) -> None:
        """Keep what an administrator changed in the version given."""
        async with transaction(self._engine) as connection:
            await self._change(connection, account, by)

    async def set_password(self, id_: str, password: str, by: str, *, must_change: bool) -> None:
        """A new password; every session of the account ends."""
        values = {"password": password, "must_change": must_change}
        action = "password_reset" if must_change else "password_changed"
        async with transaction(self._engine) as connection:
            await _set(connection, id_, values)
            await _end_sessions(connection, id_)
            await self._audit.append(connection, Act(by, action, id_))

    async def set_second_step(
        self, id_: str, secret: str | None, recovery: list[str], by: str
    ) -> None:
        """Turn it on with a secret and recovery codes, or off without."""
        sealed = self._seal.close(secret) if secret else None
        digests = [self._recovery(id_, code) for code in recovery]
        action = "second_step_on" if secret else "second_step_off"
        async with transaction(self._engine) as connection:
            await _set(connection, id_, {"totp": sealed, "totp_step": None, "recovery": digests})
            await self._audit.append(connection, Act(by, action, id_))

    async def use_step(self, id_: str, step: int) -> bool:
        """Use up a step of time; False when it, or a later one, was used."""
        unused = _OWN.totp_step.is_(None) | (_OWN.totp_step < step)
        used = update(staff_accounts).where(_OWN.id == id_, unused).values(totp_step=step)
        async with reading(self._engine) as connection:
            return bool((await connection.execute(used)).rowcount)

    async def use_recovery_code(self, id_: str, code: str) -> bool:
        """Use up a recovery code; False when there is none such."""
        digest = self._recovery(id_, code)
        left = func.array_remove(_OWN.recovery, digest)
        used = update(staff_accounts).where(_OWN.id == id_, literal(digest) == any_(_OWN.recovery))
        async with transaction(self._engine) as connection:
            if not (await connection.execute(used.values(recovery=left))).rowcount:
                return False
            await self._audit.append(connection, Act(id_, "recovery_code_used", id_))
        return True

    async def of_provider(self, issuer: str, subject: str) -> Account | None:
        """The account bound to this person of a provider."""
        async with reading(self._engine) as connection:
            row = await _row(connection, _OWN.issuer == issuer, _OWN.subject == subject)
        return account_of(row) if row else None

    async def bind(self, email: str, issuer: str, subject: str) -> Account | None:
        """Bind the account of this e-mail, if it is bound to nobody."""
        free = (_OWN.email == email, _OWN.subject.is_(None), _OWN.disabled_at.is_(None))
        async with transaction(self._engine) as connection:
            row = await _row(connection, *free, lock=True)
            if row is None:
                return None
            await _set(connection, row.id, {"issuer": issuer, "subject": subject})
            await self._audit.append(connection, Act(row.id, "provider_bound", row.id))
        return account_of(row)

    async def _change(self, connection: AsyncConnection, account: Account, by: str) -> None:
        if Role.ADMINISTRATOR not in account.roles or account.disabled:
            await _others_administrate(connection, account.id)
        row = await _row(connection, _OWN.id == account.id, lock=True)
        if row is None or row.version != account.version:
            raise StaffError(StaffRefusal.CHANGED_MEANWHILE)
        before = account_of(row)
        values = {**_values(account), "version": account.version + 1}
        values["disabled_at"] = (row.disabled_at or now()) if account.disabled else None
        # Another address is another person at the provider, until it is told anew.
        if before.email != account.email:
            values |= {"issuer": None, "subject": None}
        try:
            await _set(connection, account.id, values)
        except IntegrityError:
            raise StaffError(StaffRefusal.TAKEN_EMAIL) from None
        if account.disabled:
            await _end_sessions(connection, account.id)
        if written(before) != written(account):
            act = Act(by, "account_changed", account.id, written(before), written(account))
            await self._audit.append(connection, act)

    def _recovery(self, id_: str, code: str) -> str:
        return self._seal.digest(f"recovery:{id_}:{code}")


def account_of(row: Row[Any]) -> Account:
    """The account of a row of the table."""
    return Account(
        id=row.id, person=row.person, roles=frozenset(Role(role) for role in row.roles),
        office=row.office, email=row.email, disabled=row.disabled_at is not None,
        must_change=row.must_change, second_step=row.totp is not None,
        has_password=row.password is not None, from_provider=row.subject is not None,
        version=row.version, made_at=row.made_at, signed_in_at=row.signed_in_at,
    )  # fmt: skip


def _values(account: Account) -> dict[str, Any]:
    return {
        "person": account.person, "email": account.email, "office": account.office,
        "roles": sorted(account.roles),
    }  # fmt: skip


async def _row(connection: AsyncConnection, *where: Any, lock: bool = False) -> Row[Any] | None:
    asked: Select[Any] = select(staff_accounts).where(*where)
    rows = await connection.execute(asked.with_for_update() if lock else asked)
    row: Row[Any] | None = rows.one_or_none()
    return row


async def _set(connection: AsyncConnection, id_: str, values: dict[str, Any]) -> None:
    changed = update(staff_accounts).where(_OWN.id == id_).values(**values)
    if not (await connection.execute(changed)).rowcount:
        raise StaffError(StaffRefusal.NO_SUCH_ACCOUNT)


async def _end_sessions(connection: AsyncConnection, account: str) -> None:
    await connection.execute(delete(staff_sessions).where(staff_sessions.c.account == account))


async def _others_administrate(connection: AsyncConnection, id_: str) -> None:
    """All administrators are locked, in one order: two who take each other's role away at once do
    so one after the other, and the second is refused.
    """
    asked = select(_OWN.id).where(
        literal(Role.ADMINISTRATOR.value) == any_(_OWN.roles), _OWN.disabled_at.is_(None)
    )
    rows = await connection.execute(asked.order_by(_OWN.id).with_for_update())
    administrators = set(rows.scalars())
    if administrators == {id_}:
        raise StaffError(StaffRefusal.LAST_ADMINISTRATOR)
