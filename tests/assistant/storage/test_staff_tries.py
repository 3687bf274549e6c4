"""Tries at names in the database."""

from datetime import datetime, timedelta

from assistant.clock import VIETNAM
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask

NOW = datetime(2032, 1, 5, 8, tzinfo=VIETNAM)


async def test_a_closed_name_tells_how_long_and_counts_no_more(stores: Stores) -> None:
    for _ in range(5):
        assert await stores.tries.count("ai.do", NOW) is None
    later = NOW + timedelta(seconds=10)
    assert await stores.tries.count("ai.do", later) == timedelta(seconds=20)
    assert await stores.tries.count("ai.do", later) == timedelta(seconds=20)
    assert await stores.tries.count("ai.khac", later) is None


async def test_after_a_day_tries_are_forgotten(stores: Stores) -> None:
    for _ in range(5):
        await stores.tries.count("hom.qua", NOW)
    tomorrow = NOW + timedelta(hours=25)
    for _ in range(5):
        assert await stores.tries.count("hom.qua", tomorrow) is None


async def test_names_are_not_readable(stores: Stores, ask: Ask) -> None:
    await stores.tries.count("mat-khau-go-nham-o", NOW)
    assert "mat-khau-go-nham-o" not in str(ask("TABLE staff_tries"))
    await stores.tries.forget("mat-khau-go-nham-o")
