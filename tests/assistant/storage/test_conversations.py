"""The row of a conversation, and the locks of its jobs."""

import asyncio

from assistant.storage.conversations import heard, lock_of, one_at_a_time, touch
from assistant.storage.database import transaction
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask


async def test_hearing_of_a_resident_opens_the_window_and_keeps_the_address(
    stores: Stores, ask: Ask
) -> None:
    async with transaction(stores.engine) as connection:
        await touch(connection, "zalo:c1", "zalo")
        await heard(connection, "zalo:c1", "zalo", "c1")
    ((address, heard_at),) = ask(
        "SELECT address, last_heard_at FROM conversations WHERE id = 'zalo:c1'"
    )
    assert address == "c1"
    assert heard_at is not None


async def test_what_the_assistant_says_opens_no_window(stores: Stores, ask: Ask) -> None:
    async with transaction(stores.engine) as connection:
        await touch(connection, "zalo:c2", "zalo")
    assert ask("SELECT last_heard_at FROM conversations WHERE id = 'zalo:c2'") == [(None,)]


async def test_two_writers_of_one_conversation_wait_for_each_other(stores: Stores) -> None:
    steps: list[str] = []
    async with transaction(stores.engine) as connection:
        await touch(connection, "zalo:c3", "zalo")

    async def write(name: str) -> None:
        async with transaction(stores.engine) as connection:
            await one_at_a_time(connection, "zalo:c3")
            steps.append(f"{name} in")
            await asyncio.sleep(0.05)
            steps.append(f"{name} out")

    await asyncio.gather(write("a"), write("b"))
    assert steps in (["a in", "a out", "b in", "b out"], ["b in", "b out", "a in", "a out"])


def test_a_lock_names_nobody() -> None:
    assert "24684588" not in lock_of("turn", "zalo:24684588352919792")
    assert lock_of("turn", "zalo:1") != lock_of("out", "zalo:1")
