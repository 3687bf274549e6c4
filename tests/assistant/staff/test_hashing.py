"""Hashing: right or wrong, and never more than two at once."""

import asyncio
import threading
import time

from assistant.staff.hashing import Hashing


async def test_only_the_password_itself_matches() -> None:
    hashing = Hashing()
    kept = await hashing.hash("một con vịt")
    assert kept.startswith("$argon2id$")
    assert "vịt" not in kept
    assert await hashing.matches("một con vịt", kept)
    assert await hashing.matches("một con vi\u0323t", kept)  # typed letter by letter
    assert not await hashing.matches("Một con vịt", kept)
    assert not await hashing.matches("một con vịt", "not a hash")
    assert not await hashing.matches("một con vịt", None)


async def test_odd_and_endless_ones_are_no_error() -> None:
    hashing = Hashing()
    kept = await hashing.hash("\ud800" * 3)
    for odd in ("", "\x00", "\ud800", "x" * 100_000):
        assert not await hashing.matches(odd, kept)


async def test_who_has_no_account_waits_as_long_as_who_has() -> None:
    hashing = Hashing()
    kept = await hashing.hash("một con vịt")
    await hashing.matches("x", None)  # the first makes what it compares with

    async def seconds(against: str | None) -> float:
        started = time.process_time()
        for _ in range(3):
            await hashing.matches("x", against)
        return time.process_time() - started

    assert await seconds(None) > 0.5 * await seconds(kept)


async def test_at_most_two_at_once_and_the_loop_goes_on() -> None:
    hashing, most, turns = Hashing(), 0, 0
    work = asyncio.gather(*(hashing.matches("x", None) for _ in range(5)))
    while not work.done():
        running = [t for t in threading.enumerate() if t.name.startswith("argon2")]
        most, turns = max(most, len(running)), turns + 1
        await asyncio.sleep(0.005)
    assert 1 <= most <= 2
    assert turns > 10
