"""Groups on the real database: one process gathers, staff handle, the retention takes."""

import asyncio
from datetime import timedelta

from assistant.storage.unanswered import PostgresUnanswered
from assistant.unanswered.question import Chosen, Handled, Way
from assistant.unanswered.store import Heard, Placing
from tests.assistant.unanswered.conftest import START, Hall, hall

__all__ = ["hall"]
POOR, BIKE = "sổ hộ nghèo làm lại thế nào", "biển số xe máy bị mờ"
DONE = Handled(Way.DONE, "lan", START)


async def _two(hall: Hall) -> tuple[int, int]:
    await hall.unknown(POOR)
    await hall.unknown(POOR)
    await hall.unknown(BIKE)
    await hall.gather()
    first, second = await hall.heaps()
    return first.id, second.id


async def test_of_two_processes_one_gathers(hall: Hall) -> None:
    await hall.unknown(POOR)
    counts = await asyncio.gather(*(hall.gather() for _ in range(5)))
    assert sorted(counts) == [0, 0, 0, 0, 1]
    assert [heap.count for heap in await hall.heaps()] == [1]


async def test_what_fails_on_the_way_is_gathered_the_next_time(hall: Hall) -> None:
    await hall.unknown(POOR)

    def breaks(_: Heard) -> Placing:
        raise RuntimeError

    try:
        await hall.store.gather(hall.now, 30, "words", breaks)
    except RuntimeError:
        assert await hall.gather() == 1


async def test_what_is_handled_leaves_the_list_and_comes_back_when_undone(hall: Hall) -> None:
    first, second = await _two(hall)
    assert await hall.store.handle(first, DONE)
    assert [heap.id for heap in await hall.heaps()] == [second]
    (closed,) = await hall.heaps(closed=True)
    assert (closed.id, closed.handled) == (first, DONE)
    assert await hall.store.handle(first, None)
    assert [heap.id for heap in await hall.heaps()] == [first, second]
    assert not await hall.store.handle(10**9, DONE)


async def test_questions_after_it_was_handled_are_counted(hall: Hall) -> None:
    first, _ = await _two(hall)
    await hall.store.handle(first, Handled(Way.ALIAS, "lan", hall.now, code="9.000001"))
    await hall.unknown(POOR)
    await hall.gather(minutes=1)
    (closed,) = await hall.heaps(closed=True)
    assert (closed.count, closed.since) == (3, 1)


async def test_what_is_passed_on_waits_for_its_receiver_until_they_write(hall: Hall) -> None:
    first, second = await _two(hall)
    to_office = Handled(Way.PASSED_ON, "lan", START, office="tinh")
    await hall.store.handle(first, to_office)
    await hall.store.handle(second, Handled(Way.PASSED_ON, "lan", START, account="minh"))
    assert [heap.id for heap in await hall.store.passed_to("minh", None)] == [second]
    assert {heap.id for heap in await hall.store.passed_to("minh", "tinh")} == {first, second}
    assert await hall.store.passed_to("lan", "09319") == []
    assert await hall.store.reply(second, "công an quản lý")
    assert await hall.store.passed_to("minh", None) == []
    assert {heap.id for heap in await hall.heaps()} == {first, second}
    assert not await hall.store.reply(10**9, "x")


async def test_a_group_keeps_what_was_done_when_its_words_are_forgotten(hall: Hall) -> None:
    first, second = await _two(hall)
    await hall.store.handle(first, DONE)
    async with hall.engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM conversations")
    await hall.gather(minutes=1)
    (closed,) = await hall.heaps(closed=True)
    assert (closed.id, closed.text, closed.count) == (first, "", 0)
    assert await hall.heaps() == []
    assert await hall.store.heap(second) is None


async def test_a_page_tells_how_many_there_are(hall: Hall) -> None:
    for number in range(7):
        await hall.unknown(" ".join([f"khác{number}", f"nữa{number}", f"gì{number}"]))
    await hall.gather()
    pages = [await hall.store.heaps(Chosen(), 3, offset) for offset in (0, 3, 6)]
    assert [(len(found), total) for found, total in pages] == [(3, 7), (3, 7), (1, 7)]
    assert len({heap.id for found, _ in pages for heap in found}) == 7


async def test_the_store_says_until_when_it_looked(hall: Hall) -> None:
    await hall.gather()
    async with hall.engine.connect() as connection:
        until = (await connection.exec_driver_sql("SELECT until FROM unanswered_progress")).scalar()
    assert until is not None
    assert abs(until - hall.now) < timedelta(seconds=1)
    assert isinstance(hall.store, PostgresUnanswered)
