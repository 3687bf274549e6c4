"""Tries at second factors are counted by code and by address, in their time."""

from datetime import timedelta

from assistant.storage import guessing
from assistant.storage.database import open_engine, reading
from tests.assistant.storage import takers

HOUR = timedelta(hours=1)


async def test_the_greater_of_both_counts_and_what_is_pardoned_or_old_does_not(
    database_url: str,
) -> None:
    engine, now = open_engine(database_url), takers.NOW
    async with reading(engine) as connection:
        tries = [("GGGG-1111", "g-a"), ("GGGG-1111", "g-b"), ("GGGG-2222", "g-a"),
                 ("GGGG-3333", "g-a")]  # fmt: skip
        counts = [await guessing.guessed(connection, *one, now, now - HOUR) for one in tries]
        assert counts == [1, 2, 2, 3]
        await guessing.pardon(connection, "GGGG-3333", "g-a")
        assert await guessing.guessed(connection, "GGGG-4444", "g-a", now, now - HOUR) == 3
        late = now + 2 * HOUR
        assert await guessing.guessed(connection, "GGGG-1111", "g-a", late, late - HOUR) == 1
    await engine.dispose()
