"""Pairs of tokens in PostgreSQL, sealed; a lock of the row makes renewing single-file."""

import json
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.conversation.credentials import Pair, Renew, RenewalRefused
from assistant.errors import StorageError
from assistant.storage.database import transaction
from assistant.storage.seal import Seal
from assistant.storage.tables import channel_tokens


class PostgresCredentials:
    """Implements assistant.conversation.credentials.Credentials."""

    def __init__(self, engine: AsyncEngine, seal: Seal) -> None:
        self._engine = engine
        self._seal = seal

    async def get(self, name: str) -> Pair | None:
        """The pair in force."""
        async with transaction(self._engine) as connection:
            row = await _row(connection, name, lock=False)
        return self._pair(row) if row else None

    async def put(self, name: str, pair: Pair) -> None:
        """A new pair, whatever was before."""
        async with transaction(self._engine) as connection:
            await self._write(connection, name, pair)

    async def sow(self, name: str, pair: Pair) -> Pair:
        """The pair in force; `pair` when there is none, or one of other settings."""
        new = insert(channel_tokens).values(name=name, **self._values(pair))
        async with transaction(self._engine) as connection:
            await connection.execute(new.on_conflict_do_nothing())
            row = await _row(connection, name, lock=True)
            kept = self._pair(row) if row else pair
            if kept.seed != pair.seed:
                await self._write(connection, name, pair)
                kept = pair
        return kept

    async def renew(self, name: str, stale: str, renew: Renew) -> Pair | None:
        """The pair in force if it is another than `stale`, else what `renew` gives, kept first."""
        refused: RenewalRefused | None = None
        new: Pair | None = None
        try:
            async with transaction(self._engine) as connection:
                row = await _row(connection, name, lock=True)
                if row is None:
                    return None
                kept = self._pair(row)
                if kept.access != stale:
                    return kept
                try:
                    new = await renew(kept)
                    await self._write(connection, name, new)
                except RenewalRefused as error:
                    refused = error
                    await _note(connection, name, error.reason)
        except StorageError:
            if new is None:
                raise
            # The old pair is dead at the channel: the new one must not go with the transaction.
            await self.put(name, new)
        if refused:
            raise refused
        return new

    async def _write(self, connection: AsyncConnection, name: str, pair: Pair) -> None:
        new = insert(channel_tokens).values(name=name, **self._values(pair))
        again = {**self._values(pair), "before": channel_tokens.c.sealed}
        await connection.execute(new.on_conflict_do_update(index_elements=["name"], set_=again))

    def _values(self, pair: Pair) -> dict[str, Any]:
        secret = {"access": pair.access, "refresh": pair.refresh, "seed": pair.seed}
        return {
            "sealed": self._seal.close(json.dumps(secret)), "expires_at": pair.expires_at,
            "changed_at": pair.since, "refused": pair.refused[:120],
        }  # fmt: skip

    def _pair(self, row: Row[Any]) -> Pair:
        secret = json.loads(self._seal.open(row.sealed))
        return Pair(
            access=secret["access"], refresh=secret["refresh"], seed=secret["seed"],
            since=row.changed_at, expires_at=row.expires_at, refused=row.refused,
        )  # fmt: skip


async def _row(connection: AsyncConnection, name: str, *, lock: bool) -> Row[Any] | None:
    asked = select(channel_tokens).where(channel_tokens.c.name == name)
    return (await connection.execute(asked.with_for_update() if lock else asked)).one_or_none()


async def _note(connection: AsyncConnection, name: str, reason: str) -> None:
    row = update(channel_tokens).where(channel_tokens.c.name == name)
    await connection.execute(row.values(refused=func.left(reason, 120)))
