"""What residents thought of answers, in PostgreSQL."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.storage.database import reading
from assistant.storage.tables import turns
from assistant.storage.unanswered_tables import turn_ratings

_OPEN = timedelta(days=1)  # who comes back to it later means something else
_NO_ANSWER = ("handed_over", "failed")


class PostgresTurnRatings:
    """Implements assistant.unanswered.rating.Ratings."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def rate(self, conversation: str, now: datetime, *, helpful: bool) -> bool:
        """Of the latest answer; the last word counts. False when there is none to rate."""
        last = (
            select(turns.c.id, turns.c.outcome)
            .where(turns.c.conversation_id == conversation, turns.c.at > now - _OPEN)
            .order_by(turns.c.at.desc())
            .limit(1)
        )
        async with reading(self._engine) as connection:
            row = (await connection.execute(last)).one_or_none()
            if row is None or row.outcome in _NO_ANSWER:
                return False
            kept = insert(turn_ratings).values(turn_id=row.id, helpful=helpful, at=now)
            said = {"helpful": kept.excluded.helpful, "at": kept.excluded.at}
            await connection.execute(
                kept.on_conflict_do_update(index_elements=["turn_id"], set_=said)
            )
        return True
