"""Sessions in the database."""

from datetime import datetime, timedelta

from assistant.clock import VIETNAM
from assistant.staff.account import Account
from assistant.staff.role import Role
from assistant.staff.session import Stage, Way
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask

NOW = datetime(2032, 1, 5, 8, tzinfo=VIETNAM)


async def _open(stores: Stores, name: str, digest: str, at: datetime = NOW) -> None:
    if await stores.accounts.get(name) is None:
        await stores.accounts.add(Account(name, "Phiên", frozenset({Role.EDITOR})), None, "test")
    await stores.sessions.open(name, digest, Stage.SIGNED_IN, Way.PASSWORD, at)


async def _lives(stores: Stores, digest: str, at: datetime, *, seen: bool = True) -> bool:
    return await stores.sessions.find(digest, at, seen=seen) is not None


async def test_it_lives_while_something_is_done(stores: Stores) -> None:
    await _open(stores, "phien.mot", "d1")
    for minutes in range(10, 70, 10):
        assert await _lives(stores, "d1", NOW + timedelta(minutes=minutes))
    assert not await _lives(stores, "d1", NOW + timedelta(minutes=76))


async def test_what_a_page_asks_by_itself_keeps_nobody_signed_in(stores: Stores) -> None:
    await _open(stores, "phien.hai", "d2")
    for minutes in (5, 10, 14):
        assert await _lives(stores, "d2", NOW + timedelta(minutes=minutes), seen=False)
    assert not await _lives(stores, "d2", NOW + timedelta(minutes=15), seen=False)


async def test_after_a_working_day_it_ends_whatever_is_done(stores: Stores) -> None:
    await _open(stores, "phien.ba", "d3")
    for minutes in range(10, 480, 10):
        assert await _lives(stores, "d3", NOW + timedelta(minutes=minutes))
    assert not await _lives(stores, "d3", NOW + timedelta(hours=8))


async def test_ended_is_ended_and_told_once(stores: Stores) -> None:
    await _open(stores, "phien.bon", "d4")
    for _ in range(2):
        await stores.sessions.end("d4", "phien.bon")
    assert not await _lives(stores, "d4", NOW)
    acts = [entry.action for entry in await stores.audit.latest(9, subject="phien.bon")]
    assert acts.count("signed_out") == 1


async def test_old_ones_are_deleted_when_somebody_signs_in(stores: Stores, ask: Ask) -> None:
    await _open(stores, "phien.nam", "d5")
    await _open(stores, "phien.nam", "d6", NOW + timedelta(hours=9))
    assert ask("SELECT 1 FROM staff_sessions WHERE digest = 'd5'") == []
    assert await _lives(stores, "d6", NOW + timedelta(hours=9))
