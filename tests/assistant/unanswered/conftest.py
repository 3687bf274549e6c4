"""Turns as residents leave them, and the workshop over them, on the real database."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.clock import VIETNAM
from assistant.knowledge.live import Editions
from assistant.knowledge.reply import Outcome
from assistant.storage.database import open_engine
from assistant.storage.question_cases import PostgresQuestionCases
from assistant.storage.tables import conversations, turns
from assistant.storage.turn_ratings import PostgresTurnRatings
from assistant.storage.unanswered import PostgresUnanswered
from assistant.unanswered.gathering import Gathering
from assistant.unanswered.question import Chosen, Heap, Why

START = datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)
_NUMBERS = count(1)


@dataclass
class Hall:
    """Residents who ask; the clock goes on by a minute with each turn."""

    engine: AsyncEngine
    standing: Editions
    now: datetime = START
    store: PostgresUnanswered = field(init=False)
    cases: PostgresQuestionCases = field(init=False)
    ratings: PostgresTurnRatings = field(init=False)

    def __post_init__(self) -> None:
        self.store = PostgresUnanswered(self.engine)
        self.cases = PostgresQuestionCases(self.engine)
        self.ratings = PostgresTurnRatings(self.engine)

    async def turn(
        self, question: str, outcome: Outcome, who: str | None = None, **more: Any
    ) -> str:
        """One turn; the id of the conversation."""
        self.now += timedelta(minutes=1)
        channel = more.pop("channel", "web")
        conversation = who or f"{channel}:{next(_NUMBERS)}"
        row = {"id": f"t{next(_NUMBERS)}", "conversation_id": conversation, "at": self.now,
               "question": question, "outcome": outcome.value, "reason": "", "degraded": False,
               "scores": {}, "ms": {}, **more}  # fmt: skip
        async with self.engine.begin() as connection:
            if who is None:
                own = {"id": conversation, "channel": channel}
                await connection.execute(insert(conversations).values(**own))
            await connection.execute(insert(turns).values(**row))
        return conversation

    async def unknown(self, question: str, **more: Any) -> str:
        """A question that got no answer."""
        return await self.turn(question, Outcome.UNKNOWN, **more)

    async def gather(self, gathering: Gathering | None = None, **later: float) -> int:
        """Some time later what was asked in vain is gathered."""
        self.now += timedelta(**later)
        by_words = Gathering(self.store, self.standing, None, "", lambda: self.now)
        return await (gathering or by_words).gather()

    async def heaps(self, **chosen: Any) -> list[Heap]:
        """All groups of a list."""
        found, total = await self.store.heaps(Chosen(**chosen), 50, 0)
        assert total == len(found)
        return found

    async def vain(self) -> dict[str, Why]:
        """Each last wording, with the reason."""
        return {heap.text: why for heap in await self.heaps() for why in heap.whys}


async def emptied(engine: AsyncEngine) -> None:
    """Nothing of other tests."""
    async with engine.begin() as connection:
        await connection.execute(text(
            "TRUNCATE conversations, unanswered_groups, unanswered_progress, question_cases, "
            "case_rounds CASCADE"
        ))  # fmt: skip


@pytest.fixture
async def hall(database_url: str, standing: Editions) -> AsyncIterator[Hall]:
    """Empty, on a real database."""
    engine = open_engine(database_url)
    await emptied(engine)
    yield Hall(engine, standing)
    await engine.dispose()
