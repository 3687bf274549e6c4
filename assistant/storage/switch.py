"""The switch of the assistant, in PostgreSQL: the last line of its history counts."""

import time

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.conversation.switch import Turned
from assistant.storage.database import transaction
from assistant.storage.tables import switches

_NAME = "assistant"
_REMEMBERED_SECONDS = 2.0  # every turn asks; a person who turns it can wait that long


class PostgresSwitch:
    """Implements assistant.conversation.switch.Switch."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._asked_at = float("-inf")
        self._reason: str | None = None

    async def off_because(self) -> str | None:
        """Why the assistant is off, None while it is on."""
        if time.monotonic() - self._asked_at > _REMEMBERED_SECONDS:
            latest = await self.history(1)
            self._reason = latest[0].reason if latest and not latest[0].is_on else None
            self._asked_at = time.monotonic()
        return self._reason

    async def turn(self, *, on: bool, reason: str, by: str) -> None:
        """Turn it, and keep who did so and why."""
        row = {"name": _NAME, "is_on": on, "reason": reason, "by": by}
        async with transaction(self._engine) as connection:
            await connection.execute(insert(switches).values(row))
        self._asked_at = float("-inf")

    async def history(self, limit: int) -> list[Turned]:
        """The latest turns of the switch, newest first."""
        columns = (switches.c.is_on, switches.c.reason, switches.c.by, switches.c.at)
        latest = select(*columns).where(switches.c.name == _NAME).order_by(switches.c.id.desc())
        async with transaction(self._engine) as connection:
            return [Turned(*row) for row in await connection.execute(latest.limit(limit))]
