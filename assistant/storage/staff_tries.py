"""Tries to sign in, in PostgreSQL. A name is known by a keyed digest: what people type into the
field of the name is now and then a password.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.clock import now
from assistant.staff.lockout import FORGOTTEN_AFTER, wait_after
from assistant.storage.database import reading, transaction
from assistant.storage.staff_tables import staff_tries

_OWN = staff_tries.c


class PostgresTries:
    """Implements assistant.staff.store.Tries."""

    def __init__(self, engine: AsyncEngine, sign: Callable[[str], str]) -> None:
        self._engine, self._sign = engine, sign

    async def count(self, name: str, now: datetime) -> timedelta | None:
        """Count one more, before it is looked at: a hundred at once are counted like a hundred one
        after the other.
        """
        key = _OWN.name == self._digest(name)
        first = insert(staff_tries).values(name=self._digest(name), tries=0, at=now)
        async with transaction(self._engine) as connection:
            await connection.execute(first.on_conflict_do_nothing())
            row = (await connection.execute(select(staff_tries).where(key).with_for_update())).one()
            if row.closed_until is not None and row.closed_until > now:
                return timedelta(seconds=(row.closed_until - now).total_seconds())
            tries = 1 if row.at < now - FORGOTTEN_AFTER else row.tries + 1
            wait = wait_after(tries)
            values = {"tries": tries, "at": now, "closed_until": now + wait if wait else None}
            await connection.execute(update(staff_tries).where(key).values(**values))
        return None

    async def forget(self, name: str) -> None:
        """It went well; so are those of long ago."""
        own = delete(staff_tries).where(_OWN.name == self._digest(name))
        past = select(_OWN.name).where(_OWN.at < now() - FORGOTTEN_AFTER)
        async with reading(self._engine) as connection:
            await connection.execute(own)
            old = past.with_for_update(skip_locked=True)
            await connection.execute(delete(staff_tries).where(_OWN.name.in_(old)))

    def _digest(self, name: str) -> str:
        return self._sign(f"sign-in:{name}")
