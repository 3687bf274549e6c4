"""All that figures are made of, and the chore that keeps them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.storage.figures_centres import PostgresCentreFigures
from assistant.storage.figures_samples import PostgresSamples
from assistant.storage.figures_service import PostgresServiceFigures
from assistant.storage.figures_turns import PostgresTurnCounts


@dataclass(frozen=True)
class Figuring:
    """`turns`: counted by day; `samples`: graded; `service`: waiting and visits; `centres`: what
    offices say of their months.
    """

    turns: PostgresTurnCounts
    samples: PostgresSamples
    service: PostgresServiceFigures
    centres: PostgresCentreFigures

    @classmethod
    def on(cls, engine: AsyncEngine, clock: Callable[[], datetime]) -> Self:
        """All on one engine."""
        return cls(
            PostgresTurnCounts(engine, clock), PostgresSamples(engine, clock),
            PostgresServiceFigures(engine), PostgresCentreFigures(engine, clock),
        )  # fmt: skip

    async def keep_up(self) -> None:
        """Count turns, and draw those of the week that is over. Safe in several processes."""
        await self.turns.keep_up()
        await self.samples.draw()
