"""Turns, in PostgreSQL."""

from dataclasses import asdict

from sqlalchemy import create_engine, select, text, union_all
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.conversation.turn import Turn
from assistant.errors import StorageError
from assistant.knowledge.reply import Outcome
from assistant.storage.cases import DESK
from assistant.storage.conversations import touched
from assistant.storage.database import reading, with_driver
from assistant.storage.pushed import ring
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
            if turn.outcome is Outcome.HANDED_OVER:
                await ring(connection, DESK)

    async def asked_lately(self, most: int) -> list[str]:
        """The latest different questions, masked; so many of each outcome that staff can mend."""
        asked = [
            select(turns.c.question)
            .where(turns.c.outcome == outcome, turns.c.question.not_like("/%"))
            .order_by(turns.c.at.desc()).limit(most).subquery()
            for outcome in ("unknown", "clarified", "answered", "faq")
        ]  # fmt: skip
        every = union_all(*(select(part.c.question) for part in asked))
        async with reading(self._engine) as connection:
            return list(dict.fromkeys((await connection.execute(every)).scalars()))

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
