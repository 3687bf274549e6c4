"""The switches, in PostgreSQL: the last line of the history of each counts."""

import time
from collections.abc import Mapping

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.conversation.switch import Part, Turned
from assistant.errors import StorageError
from assistant.storage.database import transaction
from assistant.storage.tables import switches

_COLUMNS = (switches.c.is_on, switches.c.reason, switches.c.by, switches.c.at, switches.c.name)
_REMEMBERED_SECONDS = 2.0  # every turn asks; a person who turns it can wait that long


class PostgresSwitch:
    """Implements assistant.conversation.switch.Switch."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._asked_at = float("-inf")
        self._known: Mapping[str, Turned] | None = None

    async def off_because(self, part: str = Part.ASSISTANT) -> str | None:
        """Why nobody is answered there, None while all is on. The last known stays while the
        database is away; StorageError when nothing was ever known.
        """
        if self._known is None or time.monotonic() - self._asked_at > _REMEMBERED_SECONDS:
            self._asked_at = time.monotonic()
            try:
                self._known = await self.standing()
            except StorageError:
                if self._known is None:
                    raise
        for name in (Part.ASSISTANT, part):
            last = self._known.get(name)
            if last is not None and not last.is_on:
                return last.reason
        return None

    async def turn(
        self, *, on: bool, reason: str, by: str, name: str = Part.ASSISTANT
    ) -> None:  # fmt: skip
        """Turn it, and keep who did so and why."""
        row = {"name": str(name), "is_on": on, "reason": reason, "by": by}
        async with transaction(self._engine) as connection:
            await connection.execute(insert(switches).values(row))
        self._asked_at = float("-inf")

    async def history(self, limit: int, name: str | None = Part.ASSISTANT) -> list[Turned]:
        """The latest turns of a switch, or of all of them, newest first."""
        latest = select(*_COLUMNS).order_by(switches.c.id.desc()).limit(limit)
        if name is not None:
            latest = latest.where(switches.c.name == name)
        async with transaction(self._engine) as connection:
            return [Turned(*row) for row in await connection.execute(latest)]

    async def standing(self) -> Mapping[str, Turned]:
        """The last turn of each switch that was ever turned."""
        last = (
            select(*_COLUMNS)
            .distinct(switches.c.name)
            .order_by(switches.c.name, switches.c.id.desc())
        )
        async with transaction(self._engine) as connection:
            return {row.name: Turned(*row) for row in await connection.execute(last)}
