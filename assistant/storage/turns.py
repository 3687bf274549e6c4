"""Turns and wishes for an officer, in PostgreSQL."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict

from sqlalchemy import create_engine, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.conversation.turn import Turn
from assistant.errors import StorageError
from assistant.storage.database import with_driver
from assistant.storage.tables import conversations, handovers, turns

# Letters and digits that are not mistaken for one another when read out at a counter.
_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 6


class PostgresTurns:
    """Implements assistant.conversation.turn.TurnStore."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def record(self, turn: Turn) -> None:
        """Keep a turn and touch its conversation."""
        row = asdict(turn)
        channel, conversation = row.pop("channel"), row.pop("conversation")
        async with self._transaction() as connection:
            await _touch(connection, conversation, channel)
            await connection.execute(insert(turns).values(conversation_id=conversation, **row))

    async def hand_over(self, conversation: str, channel: str) -> str:
        """Keep the wish under a new six-character code."""
        code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
        async with self._transaction() as connection:
            await _touch(connection, conversation, channel)
            row = {"code": code, "conversation_id": conversation}
            await connection.execute(insert(handovers).values(row))
        return code

    async def is_ready(self) -> bool:
        """Whether the database answers."""
        try:
            async with self._engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError):
            return False
        return True

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            # The driver's own words may hold a question: only the kind of error goes on.
            raise StorageError(type(error).__name__) from None


async def _touch(connection: AsyncConnection, conversation: str, channel: str) -> None:
    row = insert(conversations).values(id=conversation, channel=channel)
    again = row.on_conflict_do_update(index_elements=["id"], set_={"last_turn_at": func.now()})
    await connection.execute(again)


def unanswered(url: str, limit: int) -> list[str]:
    """The latest questions that no record answered, masked, for staff."""
    latest = (
        select(turns.c.question)
        .where(turns.c.outcome == "unknown")
        .order_by(turns.c.at.desc())
        .limit(limit)
    )
    engine = create_engine(with_driver(url), hide_parameters=True)
    try:
        with engine.connect() as connection:
            return list(connection.execute(latest).scalars())
    except ProgrammingError as error:
        raise StorageError("the tables are missing: run `assistant db migrate`") from error
    except SQLAlchemyError as error:
        raise StorageError(type(error).__name__) from None
    finally:
        engine.dispose()
