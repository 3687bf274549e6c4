"""Which time is closed, whom it concerns, how they are told; opened again, that is told too."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from assistant.appointments.appointment import Appointment, Kind, State
from assistant.appointments.closing import (
    Closing,
    ClosingError,
    ClosingRefusal,
    Part,
    Reach,
    Told,
    Wish,
    closure_of,
)
from assistant.knowledge.base import KnowledgeBase
from assistant.storage.closures import PostgresClosures
from assistant.storage.database import open_engine
from assistant.storage.seal import Seal
from tests.assistant.appointments.bookings import MONDAY, Desk, at, somebody

TUESDAY = MONDAY + timedelta(days=1)


@pytest.mark.parametrize(("wish", "since", "until"), [
    (Wish(MONDAY), at(0), at(0, day=TUESDAY)),
    (Wish(MONDAY, last=TUESDAY), at(0), at(0, day=date(2026, 12, 9))),
    (Wish(MONDAY, Part.MORNING), at(0), at(12)),
    (Wish(MONDAY, Part.AFTERNOON), at(12), at(0, day=TUESDAY)),
    (Wish(MONDAY, Part.HOURS, since=time(9), until=time(10, 30)), at(9), at(10, 30)),
])  # fmt: skip
def test_the_time_that_is_meant(wish: Wish, since: object, until: object) -> None:
    meant = closure_of("x", replace(wish, reason=" Mất \n điện "))
    assert (meant.since, meant.until, meant.reason) == (since, until, "Mất điện")


@pytest.mark.parametrize(("wish", "why"), [
    (Wish(MONDAY, reason="  "), ClosingRefusal.NO_REASON),
    (Wish(MONDAY, reason="x" * 301), ClosingRefusal.LONG_REASON),
    (Wish(MONDAY, Part.HOURS, reason="x"), ClosingRefusal.NO_HOURS),
    (Wish(MONDAY, Part.HOURS, since=time(9), until=time(9), reason="x"), ClosingRefusal.NO_TIME),
    (Wish(TUESDAY, last=MONDAY - timedelta(days=3), reason="x"), ClosingRefusal.NO_TIME),
    (Wish(date.max, reason="x"), ClosingRefusal.TOO_FAR),
])  # fmt: skip
def test_what_is_no_time_to_close(wish: Wish, why: ClosingRefusal) -> None:
    with pytest.raises(ClosingError) as refused:
        closure_of("x", wish)
    assert refused.value.refusal is why


@pytest.mark.parametrize(("conversation", "by_phone", "told"), [
    ("zalo:1", False, Told.SENT), ("web:1", False, Told.ON_THE_PAGE), (None, False, Told.PHONE),
    (None, True, Told.SENT), ("web:1", True, Told.SENT),
])  # fmt: skip
def test_how_somebody_is_told(conversation: str | None, told: Told, *, by_phone: bool) -> None:
    visit = Appointment(1, "K7DH-3MXA", "x", "c", Kind.SUBMIT, None, at(8), at(9), State.BOOKED,
                        conversation=conversation, contact=somebody())  # fmt: skip
    assert Reach(frozenset({"web"}), by_phone=by_phone).of(visit) is told


@pytest.fixture
async def desk(small_base: KnowledgeBase, database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    """An office nobody else has, three days before a Monday."""
    made = Desk(small_base, database_url, tmp_path)
    yield made
    await made.close()


@pytest.fixture
async def closing(desk: Desk, database_url: str, tmp_path: Path) -> AsyncIterator[Closing]:
    """Over the real tables."""
    engine = open_engine(database_url)
    store = PostgresClosures(engine, Seal("khóa thử", tmp_path / "key"), desk.clock)
    rules: Callable[[], object] = lambda: desk.base.policy.appointments.reminders  # noqa: E731
    yield Closing(store, desk.booking, rules, desk.clock, Reach(frozenset({"web"})))  # type: ignore[arg-type]
    await engine.dispose()


async def test_looking_changes_nothing_and_closing_does(desk: Desk, closing: Closing) -> None:
    made = await desk.booking.book(desk.office, Kind.SUBMIT, None, at(9), somebody())
    meant = closing.meant(desk.office, Wish(MONDAY, Part.MORNING, reason="Mất điện"))
    assert [one.visit.code for one in await closing.preview(meant)] == [made.code]
    assert await desk.free_at(at(8)) == 1
    kept = await closing.close(meant, "officer:lan")
    assert (kept.closure, kept.by, kept.reopened_at) == (meant, "officer:lan", None)
    assert await desk.free_at(at(8)) == 0
    left = await closing.left(kept)
    assert [(one.visit.code, one.told) for one in left] == [(made.code, Told.PHONE)]
    await closing.reopen(kept.id, "officer:hung")
    assert await desk.free_at(at(8)) == 1
    (after,) = await closing.after(desk.office, at(0))
    assert (after.reopened_by, after.reopened_at) == ("officer:hung", desk.clock())
    with pytest.raises(ClosingError):
        await closing.reopen(kept.id, "officer:lan")


async def test_of_two_closings_the_other_still_holds(desk: Desk, closing: Closing) -> None:
    meant = closing.meant(desk.office, Wish(MONDAY, reason="Bão"))
    first = await closing.close(meant, "officer:lan")
    second = await closing.close(meant, "officer:lan")
    assert first.id != second.id
    await closing.reopen(first.id, "officer:lan")
    assert await desk.free_at(at(8)) == 0
    await closing.reopen(second.id, "officer:lan")
    assert await desk.free_at(at(8)) == 1


async def test_what_is_over_is_not_closed(desk: Desk, closing: Closing) -> None:
    desk.clock.moment = at(13)
    with pytest.raises(ClosingError) as refused:
        closing.meant(desk.office, Wish(MONDAY, Part.MORNING, reason="x"))
    assert refused.value.refusal is ClosingRefusal.PAST
    assert closing.meant(desk.office, Wish(MONDAY, Part.AFTERNOON, reason="x")).since == at(12)
