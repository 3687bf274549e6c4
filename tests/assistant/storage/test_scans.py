"""Scans are numbers, in the real database."""

import asyncio
from datetime import date, timedelta

from assistant.storage.scans import Scans
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask

DAY = date(2026, 11, 26)


async def test_scans_at_once_all_count(stores: Stores, ask: Ask) -> None:
    ask("DELETE FROM scans")
    await asyncio.gather(*(stores.scans.add("1.001193", "07210", DAY) for _ in range(30)))
    assert await stores.scans.counts(DAY) == [Scans("1.001193", "07210", DAY, 30)]


async def test_posters_offices_and_days_are_counted_apart(stores: Stores, ask: Ask) -> None:
    ask("DELETE FROM scans")
    await stores.scans.add("1.001193", "07210", DAY)
    await stores.scans.add("1.001193", None, DAY)
    await stores.scans.add("1.001193", "07210", DAY + timedelta(days=1))
    await stores.scans.add("1.000894", "07210", DAY - timedelta(days=1))
    assert [(s.code, s.office, s.day.day, s.count) for s in await stores.scans.counts(DAY)] == [
        ("1.001193", "", 26, 1), ("1.001193", "07210", 26, 1), ("1.001193", "07210", 27, 1),
    ]  # fmt: skip
    own = await stores.scans.counts(date(2026, 1, 1), "07210")
    assert [s.code for s in own] == ["1.000894", "1.001193", "1.001193"]


async def test_nothing_but_the_number_is_kept(stores: Stores, ask: Ask) -> None:
    await stores.scans.add("1.001193", "07210", DAY)
    columns = "SELECT column_name FROM information_schema.columns WHERE table_name = 'scans'"
    assert {name for (name,) in ask(columns)} == {"code", "office", "day", "count"}
