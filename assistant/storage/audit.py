"""The log of staff in PostgreSQL. One at a time adds to it: an entry names the one before."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Select, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.clock import now
from assistant.staff.audit import (
    FIRST,
    Act,
    Checked,
    Entry,
    Sign,
    first_broken,
    seal_of,
    written_values,
)
from assistant.storage.database import reading, transaction
from assistant.storage.staff_tables import audit

_LOCK = 7_408_001  # any number, the same in every process
_AT_ONCE = 1000
_BY_NUMBER = select(audit).order_by(audit.c.number)


class PostgresAudit:
    """Implements assistant.staff.audit.AuditLog."""

    def __init__(self, engine: AsyncEngine, sign: Sign) -> None:
        self._engine, self._sign = engine, sign

    async def add(self, act: Act) -> None:
        """Write it down."""
        async with transaction(self._engine) as connection:
            await self.append(connection, act)

    async def append(self, connection: AsyncConnection, act: Act) -> None:
        """Write it down in a transaction, as the last thing in it: others wait until it ends."""
        await connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        last = select(audit.c.number, audit.c.seal).order_by(audit.c.number.desc()).limit(1)
        row = (await connection.execute(last)).one_or_none()
        number, seal = (row.number, row.seal) if row else (0, FIRST)
        entry = Entry(
            number + 1, now(), act.who[:80], act.action[:40], act.subject[:160],
            written_values(act.before), written_values(act.after), "",
        )  # fmt: skip
        values = vars(replace(entry, seal=seal_of(entry, seal, self._sign)))
        await connection.execute(insert(audit).values(**values))

    async def latest(
        self, limit: int, *, before: int | None = None, who: str | None = None,
        subject: str | None = None,
    ) -> list[Entry]:  # fmt: skip
        """The newest entries, of numbers below `before`."""
        asked: Select[Any] = select(audit).order_by(audit.c.number.desc()).limit(limit)
        if before is not None:
            asked = asked.where(audit.c.number < before)
        if who:
            asked = asked.where(audit.c.who == who)
        if subject:
            asked = asked.where(audit.c.subject == subject)
        async with reading(self._engine) as connection:
            return [_entry(row) for row in await connection.execute(asked)]

    async def check(self) -> Checked:
        """Go through all of it, a thousand at a time."""
        count, seal, number = 0, FIRST, 0
        async with reading(self._engine) as connection:
            while True:
                part = _BY_NUMBER.where(audit.c.number > number).limit(_AT_ONCE)
                entries = [_entry(row) for row in await connection.execute(part)]
                if not entries:
                    return Checked(count, seal, None)
                broken = first_broken(entries, self._sign, seal)
                if entries[0].number != number + 1:
                    broken = entries[0].number
                if broken is not None:
                    return Checked(count, seal, broken)
                count, seal, number = count + len(entries), entries[-1].seal, entries[-1].number


def _entry(row: Row[Any]) -> Entry:
    return Entry(**row._mapping)
