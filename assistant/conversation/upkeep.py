"""What must be done from time to time. Several workers may do it at once: each chore is safe so."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from assistant.errors import AssistantError

log = structlog.get_logger()


@dataclass(frozen=True)
class Chore:
    """Something to be done every so many seconds, the first time at once."""

    name: str
    seconds: float
    do: Callable[[], Awaitable[object]]


class Upkeep:
    """Does its chores until it is cancelled; one that fails is told and tried again in its turn."""

    def __init__(self, chores: Sequence[Chore]) -> None:
        self._chores = chores

    async def run(self) -> None:
        """Each chore in its own rhythm."""
        async with asyncio.TaskGroup() as group:
            for chore in self._chores:
                group.create_task(_again_and_again(chore))


async def _again_and_again(chore: Chore) -> None:
    while True:
        try:
            await chore.do()
        except AssistantError as error:
            log.error("upkeep failed", chore=chore.name, error=type(error).__name__)
        await asyncio.sleep(chore.seconds)
