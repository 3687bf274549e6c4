"""Chores are done again and again, and one that fails does not end the others."""

import asyncio

import pytest

from assistant.conversation.upkeep import Chore, Upkeep
from assistant.errors import StorageError


async def test_a_chore_that_fails_is_tried_again_and_the_other_goes_on() -> None:
    done: list[str] = []

    async def good() -> None:
        done.append("good")

    async def bad() -> None:
        done.append("bad")
        raise StorageError("gone")

    upkeep = Upkeep([Chore("good", 0.01, good), Chore("bad", 0.01, bad)])
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await upkeep.run()
    assert done.count("good") > 2
    assert done.count("bad") > 2


async def test_a_mistake_of_ours_is_not_hidden() -> None:
    async def broken() -> None:
        raise KeyError("x")

    with pytest.raises(ExceptionGroup):
        await Upkeep([Chore("broken", 1, broken)]).run()
