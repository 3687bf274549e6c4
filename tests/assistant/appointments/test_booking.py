"""Booking over the real database: who may have which time, and what every refusal says."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.appointments.appointment import (
    Appointment,
    BookingError,
    Closure,
    Contact,
    Kind,
    Refusal,
    State,
)
from assistant.appointments.person import ContactError
from assistant.knowledge.base import KnowledgeBase
from tests.assistant.appointments.bookings import MONDAY, Desk, at, somebody, with_offices

TUESDAY, SATURDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=5)


@pytest.fixture
async def desk(small_base: KnowledgeBase, database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    """An office with one seat at each counter, three days before the Monday."""
    made = Desk(small_base, database_url, tmp_path)
    yield made
    await made.close()


async def refused(trying: Awaitable[Any]) -> Refusal:
    """Why it was refused."""
    with pytest.raises(BookingError) as error:
        await trying
    return error.value.refusal


async def book(desk: Desk, hour: int, minute: int = 0, **more: Any) -> Appointment:
    """Somebody's visit on the Monday."""
    start = at(hour, minute, more.get("day", MONDAY))
    who = more.get("contact") or somebody()
    return await desk.booking.book(desk.office, more.get("kind", Kind.SUBMIT), None, start, who)


async def test_a_held_time_is_nobody_elses_until_the_hold_ends(desk: Desk) -> None:
    await desk.booking.hold(desk.office, Kind.SUBMIT, None, at(8), "web:first")
    assert await refused(
        desk.booking.hold(desk.office, Kind.SUBMIT, None, at(8), "web:second")
    ) is Refusal.TAKEN  # fmt: skip
    assert await desk.free_at(at(8)) == 0
    desk.clock.forward(minutes=5, seconds=1)
    assert await desk.free_at(at(8)) == 1
    held = await desk.booking.hold(desk.office, Kind.SUBMIT, None, at(8), "web:second")
    assert held.state is State.HELD
    assert await desk.booking.held("web:first") is None


async def test_a_conversation_holds_one_time(desk: Desk) -> None:
    await desk.booking.hold(desk.office, Kind.SUBMIT, None, at(8), "web:one")
    later = await desk.booking.hold(desk.office, Kind.SUBMIT, None, at(9), "web:one")
    again = await desk.booking.hold(desk.office, Kind.SUBMIT, None, at(9), "web:one")
    assert later.start == again.start
    assert await desk.booking.held("web:one") == again
    assert (await desk.free_at(at(8)), await desk.free_at(at(9))) == (1, 0)
    await desk.booking.release("web:one")
    assert await desk.free_at(at(9)) == 1


async def test_name_and_phone_may_come_one_after_the_other(desk: Desk) -> None:
    held = await desk.booking.hold(desk.office, Kind.SUBMIT, None, at(8), "web:slow")
    assert await desk.booking.attach("web:slow", Contact("", "+84 912-345-678"))
    assert await refused(desk.booking.confirm(held.id)) is Refusal.HOLD_ENDED
    assert await desk.booking.attach("web:slow", Contact("  Lê   Văn An ", ""))
    known = await desk.booking.held("web:slow")
    assert known is not None
    assert known.contact == Contact("Lê Văn An", "0912345678")
    with pytest.raises(ContactError) as error:
        await desk.booking.attach("web:slow", Contact("", "12345"))
    assert error.value.field == "phone"
    assert not await desk.booking.attach("web:nobody", somebody())
    booked = await desk.booking.confirm(held.id)
    assert booked.state is State.BOOKED
    assert booked.conversation == "web:slow"
    assert booked.contact == known.contact
    assert await desk.booking.confirm(held.id) == booked, "a job that is repeated is no new visit"


async def test_a_hold_that_ended_is_not_confirmed(desk: Desk) -> None:
    held = await desk.booking.hold(desk.office, Kind.SUBMIT, None, at(8), "web:late")
    await desk.booking.attach("web:late", somebody())
    desk.clock.forward(minutes=6)
    assert await refused(desk.booking.confirm(held.id)) is Refusal.HOLD_ENDED
    assert not await desk.booking.attach("web:late", somebody())


@pytest.mark.parametrize(("hour", "minute", "days", "why"), [
    (8, 0, -7, Refusal.PAST), (8, 0, 28, Refusal.TOO_FAR), (7, 0, 0, Refusal.CLOSED),
    (8, 5, 0, Refusal.CLOSED), (10, 45, 0, Refusal.CLOSED), (8, 0, 5, Refusal.CLOSED),
])  # fmt: skip
async def test_a_time_that_is_not_offered_is_refused_with_the_reason(
    desk: Desk, hour: int, minute: int, days: int, why: Refusal
) -> None:
    day = MONDAY + timedelta(days=days)
    assert await refused(book(desk, hour, minute, day=day)) is why


async def test_who_books_still_has_to_come(desk: Desk) -> None:
    desk.clock.moment = at(8, 31)
    assert await refused(book(desk, 9)) is Refusal.PAST
    assert (await book(desk, 9, 15)).start == at(9, 15)


async def test_what_an_office_does_not_take_is_said(desk: Desk) -> None:
    wishes: list[tuple[str, Kind, str | None]] = [
        ("none", Kind.SUBMIT, None),
        (desk.office, Kind.HOME_VISIT, None),
        (desk.office, Kind.SUBMIT, "9.999999"),
    ]
    for office, kind, procedure in wishes:
        trying = desk.booking.book(office, kind, procedure, at(8), somebody())
        assert await refused(trying) is Refusal.NOT_TAKEN_HERE
        free = desk.booking.free(office, kind, procedure, MONDAY, MONDAY)
        assert await refused(free) is Refusal.NOT_TAKEN_HERE


async def test_a_procedure_goes_to_the_counter_of_its_field(desk: Desk) -> None:
    booked = await desk.booking.book(desk.office, Kind.SUBMIT, "9.000001", at(8), somebody())
    assert booked.counter == "ho-tich"
    assert await desk.free_at(at(8)) == 1, "the other counter has nothing to do with it"


async def test_after_hours_has_its_own_openings(desk: Desk) -> None:
    slots = await desk.booking.free(desk.office, Kind.AFTER_HOURS, None, MONDAY, SATURDAY)
    assert {slot.start.date() for slot in slots} == {SATURDAY}


async def test_one_a_day_of_a_person_and_kind_and_not_too_many_in_all(desk: Desk) -> None:
    me = somebody()
    spaced = Contact(me.name, f"+84{me.phone[1:]}")
    first = await book(desk, 8, contact=me)
    assert await refused(book(desk, 9, contact=spaced)) is Refusal.ONE_A_DAY
    await book(desk, 9, contact=me, kind=Kind.COLLECT)
    await book(desk, 8, contact=me, day=TUESDAY)
    third_day = TUESDAY + timedelta(days=1)
    assert await refused(book(desk, 8, contact=me, day=third_day)) is Refusal.TOO_MANY
    assert await desk.free_at(at(8, day=third_day)) == 1, "nothing is left of a refused booking"
    await desk.booking.cancel(first, "resident")
    assert (await book(desk, 10, contact=me)).start == at(10)


async def test_a_person_who_books_from_many_places_at_once_gets_no_more(desk: Desk) -> None:
    me = somebody()
    days = [MONDAY + timedelta(days=n) for n in range(5)] * 2
    tries = [book(desk, 8 + n // 5, contact=me, day=day) for n, day in enumerate(days)]
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(result, Appointment) for result in results) == 3
    refusals = {r.refusal for r in results if isinstance(r, BookingError)}
    assert refusals <= {Refusal.TOO_MANY, Refusal.ONE_A_DAY}


async def test_a_cancelled_time_rests_before_others_may_take_it(desk: Desk) -> None:
    visit = await book(desk, 8)
    gone = await desk.booking.cancel(visit, "resident")
    assert (gone.state, gone.code, gone.sequence) == (State.CANCELLED, visit.code, 1)
    assert await refused(book(desk, 8)) is Refusal.TAKEN
    desk.clock.forward(minutes=10)
    assert (await book(desk, 8)).start == at(8)
    assert await refused(desk.booking.cancel(gone, "resident")) is Refusal.OVER


async def test_moving_keeps_the_code_and_gives_the_old_time_back(desk: Desk) -> None:
    visit = await book(desk, 8)
    moved = await desk.booking.move(visit, at(9), None, "resident")
    assert (moved.code, moved.start, moved.sequence) == (visit.code, at(9), 1)
    assert await desk.booking.move(visit, at(9), None, "resident") == moved, "pressed twice"
    assert (await desk.free_at(at(8)), await desk.free_at(at(9))) == (0, 0)
    desk.clock.forward(minutes=10)
    assert await desk.free_at(at(8)) == 1
    elsewhere = await desk.booking.move(moved, at(9), desk.other, "resident")
    assert (elsewhere.office, elsewhere.start, elsewhere.sequence) == (desk.other, at(9), 2)


async def test_moving_by_less_than_its_own_length_does_not_stand_in_its_own_way(desk: Desk) -> None:
    visit = await book(desk, 8)
    assert (await desk.booking.move(visit, at(8, 15), None, "resident")).start == at(8, 15)


async def test_a_move_that_is_refused_changes_nothing(desk: Desk) -> None:
    visit, other = await book(desk, 8), await book(desk, 9)
    assert await refused(desk.booking.move(visit, other.start, None, "resident")) is Refusal.TAKEN
    assert await refused(desk.booking.move(visit, at(12), None, "resident")) is Refusal.CLOSED
    assert await desk.booking._store.by_code(visit.code) == visit
    desk.clock.moment = at(8)
    assert await refused(desk.booking.move(visit, at(10), None, "resident")) is Refusal.OVER


async def test_a_move_to_a_day_that_is_taken_by_oneself_is_refused(desk: Desk) -> None:
    me = somebody()
    first = await book(desk, 8, contact=me)
    await book(desk, 8, contact=me, day=TUESDAY)
    onto = desk.booking.move(first, at(9, day=TUESDAY), None, "resident")
    assert await refused(onto) is Refusal.ONE_A_DAY


async def test_a_code_shows_nothing_without_the_second_factor(desk: Desk) -> None:
    visit = await book(desk, 8, contact=Contact("Lê Văn An", "0987123456"))
    typed = visit.code.lower().replace("-", " ")
    for factor in ("3456", "0987123456", "+84 987 123 456"):
        assert await desk.booking.find(typed, factor, "ip") == visit
    for code, factor in [(visit.code, "3457"), (visit.code, ""), ("ACDE-1234", "3456"), ("?", "1")]:
        assert await refused(desk.booking.find(code, factor, "ip")) is Refusal.NOT_FOUND


async def test_guesses_are_limited_of_a_code_and_of_an_address(desk: Desk) -> None:
    visit, other = await book(desk, 8), await book(desk, 9)
    right = visit.contact.phone[-4:] if visit.contact else ""
    wrong = [desk.booking.find(visit.code, "xxxx", f"ip-{n}") for n in range(5)]
    assert [await refused(one) for one in wrong] == [Refusal.NOT_FOUND] * 5
    blocked = desk.booking.find(visit.code, right, "ip-new")
    assert await refused(blocked) is Refusal.GUESSED_TOO_OFTEN
    for n in range(5):
        await refused(desk.booking.find(f"ACDE-123{n}", "0000", "one-ip"))
    trying = desk.booking.find(other.code, "0000", "one-ip")
    assert await refused(trying) is Refusal.GUESSED_TOO_OFTEN
    desk.clock.forward(minutes=61)
    assert await desk.booking.find(visit.code, right, "ip-new") == visit


async def test_guesses_made_at_once_all_count(desk: Desk) -> None:
    visit = await book(desk, 8)
    tries = [desk.booking.find(visit.code, f"x{n:03}", f"at-once-{n}") for n in range(40)]
    why = [await_.refusal for await_ in await asyncio.gather(*tries, return_exceptions=True)
           if isinstance(await_, BookingError)]  # fmt: skip
    assert why.count(Refusal.NOT_FOUND) <= 5
    assert len(why) == 40


async def test_looking_often_with_the_right_factor_is_no_guessing(desk: Desk) -> None:
    visit = await book(desk, 8)
    right = visit.contact.phone[-4:] if visit.contact else ""
    for _ in range(8):
        assert await desk.booking.find(visit.code, right, "home") == visit


async def test_in_its_own_conversation_the_code_is_enough(desk: Desk) -> None:
    held = await desk.booking.hold(desk.office, Kind.SUBMIT, None, at(8), "zalo:me")
    await desk.booking.attach("zalo:me", somebody())
    visit = await desk.booking.confirm(held.id)
    assert await desk.booking.by_code_of("zalo:me", visit.code.lower()) == visit
    assert list(await desk.booking.mine("zalo:me")) == [visit]
    other = desk.booking.by_code_of("zalo:you", visit.code)
    assert await refused(other) is Refusal.NOT_FOUND
    desk.clock.moment = at(8)
    assert list(await desk.booking.mine("zalo:me")) == []


async def test_an_officer_checks_in_and_notes_who_did_not_come(desk: Desk) -> None:
    came, late = await book(desk, 8), await book(desk, 9)
    assert await refused(desk.booking.arrived(came.code, "officer:Lan")) is Refusal.NOT_YET
    assert await refused(desk.booking.missed(late.code, "officer:Lan")) is Refusal.NOT_YET
    assert await refused(desk.booking.arrived("ACDE-1234", "officer:Lan")) is Refusal.NOT_FOUND
    desk.clock.moment = at(8)
    arrived = await desk.booking.arrived(came.code, "officer:Lan")
    assert arrived.state is State.ARRIVED
    assert await desk.booking.arrived(came.code, "officer:Lan") == arrived, "read twice"
    desk.clock.moment = at(9, 10)
    assert (await desk.booking.missed(late.code, "officer:Lan")).state is State.MISSED
    assert (await desk.booking.arrived(late.code, "officer:Lan")).state is State.ARRIVED
    assert await refused(desk.booking.missed(came.code, "officer:Lan")) is Refusal.OVER
    desk.clock.moment = at(9, 10, TUESDAY)
    gone = await book(desk, 10, day=TUESDAY)
    desk.clock.moment = at(9, 10, TUESDAY + timedelta(days=1))
    assert await refused(desk.booking.arrived(gone.code, "officer:Lan")) is Refusal.OVER


async def test_the_day_of_an_office_is_listed_by_time(desk: Desk) -> None:
    second, first, gone = await book(desk, 9), await book(desk, 8), await book(desk, 10)
    await book(desk, 8, day=TUESDAY)
    await desk.booking.cancel(gone, "resident")
    assert list(await desk.booking.day(desk.office, MONDAY)) == [first, second]


async def test_closing_ends_holds_and_tells_who_had_booked(desk: Desk) -> None:
    early, hit = await book(desk, 8), await book(desk, 9)
    held = await desk.booking.hold(desk.office, Kind.SUBMIT, None, at(10), "web:held")
    await desk.booking.attach("web:held", somebody())
    closed = Closure(desk.office, None, at(8, 30), at(11), "mất điện")
    assert list(await desk.booking.close(closed, "officer:Lan")) == [hit]
    assert early.end <= closed.since
    assert await refused(desk.booking.confirm(held.id)) is Refusal.HOLD_ENDED
    assert await refused(book(desk, 10, 15)) is Refusal.CLOSED
    day = await desk.booking.free(desk.office, Kind.SUBMIT, None, MONDAY, MONDAY)
    assert all(slot.end <= closed.since for slot in day)


async def test_closing_one_counter_leaves_the_others(desk: Desk) -> None:
    await desk.booking.close(Closure(desk.office, "ho-tich", at(8), at(11), "nghỉ"), "officer:Lan")
    assert await desk.free_at(at(8)) == 1
    trying = desk.booking.book(desk.office, Kind.SUBMIT, "9.000001", at(8), somebody())
    assert await refused(trying) is Refusal.CLOSED


async def test_seats_follow_what_is_published(desk: Desk, small_base: KnowledgeBase) -> None:
    await book(desk, 8)
    desk.base = with_offices(small_base, 2, desk.office)
    second = await book(desk, 8)
    assert await refused(book(desk, 8)) is Refusal.TAKEN
    desk.base = with_offices(small_base, 1, desk.office)
    assert await desk.free_at(at(8)) == 0
    assert (await desk.booking.day(desk.office, MONDAY))[1] == second, "what was booked stays"
    assert await refused(book(desk, 8)) is Refusal.TAKEN


async def test_who_asks_to_be_forgotten_is(desk: Desk) -> None:
    visit = await book(desk, 8)
    await desk.booking.forget(visit, "resident")
    known = await desk.booking._store.by_code(visit.code)
    assert known is not None
    assert (known.state, known.contact, known.conversation) == (State.CANCELLED, None, None)
    factor = visit.contact.phone[-4:] if visit.contact else ""
    assert await refused(desk.booking.find(visit.code, factor, "ip")) is Refusal.NOT_FOUND


def test_nothing_personal_is_printed() -> None:
    contact = somebody("Bí Mật")
    assert "Bí Mật" not in repr(contact)
    assert contact.phone not in repr(contact)
