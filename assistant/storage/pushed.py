"""What was posted to conversations that come for it, in PostgreSQL; NOTIFY says when to look.

One connection of the process listens for all its open streams. While it is broken nothing rings,
so whoever waits looks by itself from time to time as well.
"""

import asyncio
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import structlog
from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.conversation.pushed import Posted
from assistant.knowledge.reply import Reply
from assistant.storage.database import transaction
from assistant.storage.tables import outbox

log = structlog.get_logger()
_CHANNEL = "pushed"
_AGAIN_SECONDS = 1.0
_NOBODY_ASKED = outbox.c.inbox_id.is_(None)


class PostgresPushed:
    """Implements assistant.conversation.pushed.Pushed."""

    def __init__(self, engine: AsyncEngine, address: str) -> None:
        self._engine = engine
        self._address = address
        self._bells: dict[str, set[asyncio.Event]] = {}
        self._listening: asyncio.Task[None] | None = None

    async def after(self, conversation: str, last: int, limit: int) -> list[Posted]:
        """What was posted to it after reply `last`, the oldest first."""
        posted = (
            select(outbox.c.id, outbox.c.officer.is_not(None), outbox.c.reply)
            .where(outbox.c.conversation_id == conversation, _NOBODY_ASKED, outbox.c.id > last)
            .order_by(outbox.c.id)
            .limit(limit)
        )
        async with transaction(self._engine) as connection:
            rows = (await connection.execute(posted)).all()
        return [Posted(number, by, Reply.model_validate(reply)) for number, by, reply in rows]

    async def fetched(self, conversation: str, last: int) -> None:
        """The resident's side was handed everything up to reply `last`."""
        done = (
            update(outbox)
            .where(outbox.c.conversation_id == conversation, _NOBODY_ASKED)
            .where(outbox.c.id <= last, outbox.c.state == "waiting")
            .values(state="sent", sent_at=func.now())
        )
        async with transaction(self._engine) as connection:
            await connection.execute(done)

    @contextmanager
    def bell(self, conversation: str) -> Iterator[asyncio.Event]:
        """Rings when something may have been posted to it; also for nothing, now and then."""
        name, bell = _name(conversation), asyncio.Event()
        self._bells.setdefault(name, set()).add(bell)
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen())
        try:
            yield bell
        finally:
            self._bells[name].discard(bell)
            if not self._bells[name]:
                del self._bells[name]
            if not self._bells and self._listening is not None:
                self._listening.cancel()  # nobody waits: the connection is given back
                self._listening = None

    async def _listen(self) -> None:
        while True:
            try:
                await self._ring_what_is_heard()
            except (psycopg.Error, OSError) as error:
                log.warning("not listening for what is posted", error=type(error).__name__)
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _ring_what_is_heard(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self._address, autocommit=True, connect_timeout=3
        )
        async with connection:
            await connection.execute(f"LISTEN {_CHANNEL}")
            for name in list(self._bells):  # what was posted before we listened
                self._ring(name)
            async for notice in connection.notifies():
                self._ring(notice.payload)

    def _ring(self, name: str) -> None:
        for bell in self._bells.get(name, ()):
            bell.set()


async def ring(connection: AsyncConnection, conversation: str) -> None:
    """With the end of this transaction, wake who waits for something posted."""
    values = {"channel": _CHANNEL, "name": _name(conversation)}
    await connection.execute(text("SELECT pg_notify(:channel, :name)"), values)


def _name(conversation: str) -> str:
    """A digest: logs of the server may show what is notified."""
    return hashlib.sha256(conversation.encode()).hexdigest()[:32]
