"""Notices in the real database."""

import asyncio
from datetime import timedelta

import pytest

from assistant.clock import now
from assistant.notices.notice import Notice, NoticeError, NoticeRefusal, Place, Severity, Wording
from assistant.storage.notices import PostgresNotices
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask

HOUR = timedelta(hours=1)


@pytest.fixture
def kept(stores: Stores, ask: Ask) -> PostgresNotices:
    """The store, empty."""
    ask("TRUNCATE notices, told_notices")
    return PostgresNotices(stores.engine)


def wording(text: str = "Nghỉ chiều nay", hours: int = 1, **more: object) -> Wording:
    """From now on."""
    moment = now().replace(microsecond=0)
    given = {"severity": Severity.INFO, "starts_at": moment, "ends_at": moment + hours * HOUR}
    return Wording(text=text, **{**given, **more})  # type: ignore[arg-type]


async def test_it_comes_back_as_it_was_kept(kept: PostgresNotices) -> None:
    wanted = wording(
        severity=Severity.URGENT, offices=frozenset({"tinh", "b"}), places=frozenset({Place.HALL})
    )
    made = await kept.add(wanted, "lan", now())
    assert await kept.get(made.id) == made
    for name, value in vars(wanted).items():
        assert getattr(made, name) == value
    assert (made.version, made.author) == (1, "lan")


async def test_ahead_are_those_that_run_or_will(kept: PostgresNotices) -> None:
    moment = now()
    later = wording("Mai nghỉ", starts_at=moment + HOUR, ends_at=moment + 2 * HOUR)
    over = wording("Đã qua", starts_at=moment - 2 * HOUR, ends_at=moment - HOUR)
    made = [await kept.add(each, "lan", moment) for each in (wording(), later, over)]
    off = await kept.add(wording("Gỡ ngay"), "lan", moment)
    assert await kept.withdraw(off.id, "lan", moment)
    assert {one.id for one in await kept.ahead(moment)} == {made[0].id, made[1].id}
    assert [one.text for one in await kept.latest(2)] == ["Gỡ ngay", "Đã qua"]
    assert [one.text for one in await kept.latest(9, before=made[1].id)] == ["Nghỉ chiều nay"]


async def test_of_two_who_change_one_the_second_is_told(kept: PostgresNotices) -> None:
    made = await kept.add(wording(), "lan", now())

    async def change(text: str) -> Notice | NoticeRefusal:
        try:
            return await kept.change(made.id, 1, wording(text), now())
        except NoticeError as error:
            return error.refusal

    ends = await asyncio.gather(*(change(f"Bản của người {n}") for n in range(8)))
    assert sum(isinstance(end, Notice) for end in ends) == 1
    assert ends.count(NoticeRefusal.CHANGED_MEANWHILE) == 7
    changed = await kept.get(made.id)
    assert changed is not None
    assert (changed.version, changed) == (2, next(end for end in ends if isinstance(end, Notice)))


async def test_what_is_over_or_gone_is_not_changed(kept: PostgresNotices) -> None:
    made = await kept.add(wording(), "lan", now())
    assert await kept.withdraw(made.id, "minh", now())
    assert not await kept.withdraw(made.id, "minh", now())
    for id_, refusal in ((made.id, NoticeRefusal.ENDED), (made.id + 99, NoticeRefusal.GONE)):
        with pytest.raises(NoticeError) as raised:
            await kept.change(id_, 1, wording(), now())
        assert raised.value.refusal is refusal


async def test_a_conversation_is_told_once_and_a_repeated_turn_the_same(
    kept: PostgresNotices, ask: Ask
) -> None:
    one, two = [(await kept.add(wording(), "lan", now())).id for _ in range(2)]
    told = "zalo:notices-1", "zalo"
    assert await kept.told(*told, "turn1", [one]) == {one}
    assert await kept.told(*told, "turn1", [one]) == {one}
    assert await kept.told(*told, "turn2", [one, two]) == {two}
    assert await kept.told("zalo:notices-2", "zalo", "turn3", [one]) == {one}
    ask("DELETE FROM conversations WHERE id = 'zalo:notices-1'")
    assert ask("SELECT conversation_id FROM told_notices") == [("zalo:notices-2",)]


async def test_of_turns_at_the_same_time_one_tells_it(kept: PostgresNotices) -> None:
    made = await kept.add(wording(), "lan", now())
    told = await asyncio.gather(
        *(kept.told("zalo:notices-3", "zalo", f"turn-{n}", [made.id]) for n in range(12))
    )
    assert sorted(told, key=len) == [set()] * 11 + [{made.id}]
