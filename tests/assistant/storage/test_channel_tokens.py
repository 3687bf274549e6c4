"""Pairs of tokens: one renewal at a time, the new pair never lost, the old one beside it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.conversation.credentials import Pair, RenewalRefused
from assistant.storage.channel_tokens import PostgresCredentials
from assistant.storage.database import open_engine
from assistant.storage.seal import Seal
from tests.assistant.storage.conftest import Ask

SINCE = datetime.fromisoformat("2026-11-22T08:00:00+07:00")


def _pair(number: int, seed: str = "s") -> Pair:
    return Pair(f"access-{number}", f"refresh-{number}", SINCE, SINCE + timedelta(hours=25), seed)


@pytest.fixture
async def credentials(
    database_url: str, tmp_path: Path, ask: Ask
) -> AsyncIterator[PostgresCredentials]:
    """The store under test, empty."""
    ask("TRUNCATE channel_tokens")
    engine = open_engine(database_url)
    yield PostgresCredentials(engine, Seal("key", tmp_path / "k"))
    await engine.dispose()


async def test_a_pair_comes_back_as_it_was(credentials: PostgresCredentials) -> None:
    assert await credentials.get("zalo") is None
    await credentials.put("zalo", _pair(1))
    assert await credentials.get("zalo") == _pair(1)


async def test_a_seed_is_sown_once_and_again_when_the_settings_change(
    credentials: PostgresCredentials,
) -> None:
    assert await credentials.sow("zalo", _pair(1)) == _pair(1)
    assert await credentials.sow("zalo", _pair(2)) == _pair(1)
    assert await credentials.sow("zalo", _pair(3, "other")) == _pair(3, "other")


async def test_of_many_one_renews(credentials: PostgresCredentials) -> None:
    await credentials.put("zalo", _pair(1))
    used: list[str] = []

    async def renew(kept: Pair) -> Pair:
        used.append(kept.refresh)
        await asyncio.sleep(0.05)
        return _pair(2)

    tasks = [credentials.renew("zalo", "access-1", renew) for _ in range(4)]
    assert set(await asyncio.gather(*tasks)) == {_pair(2)}
    assert used == ["refresh-1"]


async def test_the_former_pair_is_kept_beside(credentials: PostgresCredentials, ask: Ask) -> None:
    await credentials.put("zalo", _pair(1))
    ((before,),) = ask("SELECT sealed FROM channel_tokens")
    await credentials.put("zalo", _pair(2))
    assert ask("SELECT before FROM channel_tokens") == [(before,)]


async def test_a_refusal_is_remembered_and_a_new_pair_ends_it(
    credentials: PostgresCredentials,
) -> None:
    await credentials.put("zalo", _pair(1))

    async def refuse(_: Pair) -> Pair:
        raise RenewalRefused("consent needed: " + "x" * 200, final=True)

    with pytest.raises(RenewalRefused):
        await credentials.renew("zalo", "access-1", refuse)
    kept = await credentials.get("zalo")
    assert kept is not None
    assert kept.refused.startswith("consent needed: x")
    await credentials.put("zalo", _pair(2))
    assert await credentials.get("zalo") == _pair(2)


async def test_a_pair_is_kept_though_the_connection_broke_while_it_came(
    credentials: PostgresCredentials, ask: Ask
) -> None:
    await credentials.put("zalo", _pair(1))

    async def renew(_: Pair) -> Pair:
        ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND datname = current_database() AND state = 'idle in transaction'")  # fmt: skip
        return _pair(2)

    assert await credentials.renew("zalo", "access-1", renew) == _pair(2)
    assert await credentials.get("zalo") == _pair(2)


async def test_nothing_is_renewed_where_nothing_is(credentials: PostgresCredentials) -> None:
    async def never(_: Pair) -> Pair:
        raise AssertionError

    assert await credentials.renew("zalo", "a", never) is None
