"""Turns, in PostgreSQL."""

from dataclasses import asdict

from sqlalchemy import create_engine, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.conversation.turn import Turn
from assistant.errors import StorageError
from assistant.storage.conversations import touched
from assistant.storage.database import reading, with_driver
from assistant.storage.tables import turns


class PostgresTurns:
    """Implements assistant.conversation.turn.TurnStore."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def record(self, turn: Turn) -> None:
        """Keep a turn and touch its conversation; one that is kept already stays as it is."""
        row = asdict(turn)
        channel, conversation = row.pop("channel"), row.pop("conversation")
        new = insert(turns).values(conversation_id=conversation, **row).on_conflict_do_nothing()
        async with reading(self._engine) as connection:
            await connection.execute(new.add_cte(touched(conversation, channel)))

    async def is_ready(self) -> bool:
        """Whether the database answers."""
        try:
            async with self._engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError):
            return False
        return True


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
