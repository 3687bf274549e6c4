"""Checking in: an appointment becomes a number, once, and goes before those without one."""

import asyncio
from datetime import timedelta

import pytest

from assistant.appointments.appointment import Appointment, Kind, State
from assistant.appointments.ticket import payload
from assistant.queue.arrival import ArrivalError, Obstacle
from tests.assistant.appointments.bookings import MONDAY, at, somebody
from tests.assistant.queue.halls import LAN, TryHall


async def booked(hall: TryHall, hour: int = 9, minute: int = 0) -> Appointment:
    """An appointment of the day, made some days before."""
    hall.clock.moment = at(7) - timedelta(days=3)
    start = at(hour, minute)
    return await hall.booking.book(hall.office, Kind.SUBMIT, None, start, somebody())


async def test_on_time_they_come_before_those_who_only_came_earlier(hall: TryHall) -> None:
    visit = await booked(hall)
    hall.clock.moment = at(8, 10)
    for _ in range(3):
        await hall.queue.take(hall.office, "chung")
    hall.clock.moment = at(8, 40)
    come = await hall.check_in.arrive(hall.office, payload(visit.code))
    assert (come.place.ticket.label, come.on_time, come.place.is_new) == ("A004", True, True)
    assert come.place.ahead == 3  # its time has not come yet
    hall.clock.moment = at(8, 56)
    called = [await hall.queue.next(hall.office, "chung", "1", LAN) for _ in range(2)]
    assert [t.label for t in called if t] == ["A004", "A001"]
    kept = await hall.store.by_code(visit.code)
    assert kept is not None
    assert kept.state is State.ARRIVED


@pytest.mark.parametrize("typed", ["{code}", "motcua:{code}", " {small} ", "{plain}"])
async def test_however_the_code_is_typed_or_scanned(hall: TryHall, typed: str) -> None:
    visit = await booked(hall)
    hall.clock.moment = at(9)
    said = typed.format(
        code=visit.code, small=visit.code.lower(), plain=visit.code.replace("-", "")
    )
    assert (await hall.check_in.arrive(hall.office, said)).visit.id == visit.id


async def test_said_again_or_by_many_at_once_it_is_the_same_number(hall: TryHall) -> None:
    visit = await booked(hall)
    hall.clock.moment = at(9)
    come = await asyncio.gather(*(hall.check_in.arrive(hall.office, visit.code) for _ in range(6)))
    assert {each.place.ticket.label for each in come} == {"A001"}
    assert sum(each.place.is_new for each in come) == 1
    hall.clock.forward(minutes=40)  # by now it would be too late to be first: it stays
    again = await hall.check_in.arrive(hall.office, visit.code)
    assert (again.place.is_new, again.on_time) == (False, True)


async def test_too_late_they_get_a_number_like_anybody(hall: TryHall) -> None:
    visit = await booked(hall)
    hall.clock.moment = at(9, 16)
    await hall.booking.missed(visit.code, LAN)
    come = await hall.check_in.arrive(hall.office, visit.code)
    assert (come.on_time, come.place.ticket.due_at) == (False, None)


async def test_an_officer_checked_them_in_before_and_the_kiosk_gives_the_number(
    hall: TryHall,
) -> None:
    visit = await booked(hall)
    hall.clock.moment = at(7, 30)
    await hall.booking.arrived(visit.code, LAN)
    assert (await hall.check_in.arrive(hall.office, visit.code)).place.is_new


@pytest.mark.parametrize(
    ("hour", "obstacle"), [(8, Obstacle.TOO_EARLY), (-15, Obstacle.LATER_DAY),
                           (33, Obstacle.PAST_DAY)],
)  # fmt: skip
async def test_another_time_is_told_and_nothing_changes(
    hall: TryHall, hour: int, obstacle: Obstacle
) -> None:
    visit = await booked(hall)
    hall.clock.moment = at(0) + timedelta(hours=hour)
    with pytest.raises(ArrivalError) as refused:
        await hall.check_in.arrive(hall.office, visit.code)
    assert refused.value.obstacle is obstacle
    kept = await hall.store.by_code(visit.code)
    assert kept is not None
    assert kept.state is State.BOOKED


async def test_cancelled_elsewhere_unreadable_and_unknown_are_told(hall: TryHall) -> None:
    visit, other = await booked(hall), await booked(hall, 10)
    await hall.booking.cancel(visit, "resident")
    hall.clock.moment = at(10)
    for office, scanned, obstacle in (
        (hall.office, visit.code, Obstacle.CANCELLED),
        (hall.other, other.code, Obstacle.OTHER_OFFICE),
        (hall.office, "xin chào", Obstacle.UNREADABLE),
        (hall.office, "K7DH-3MXA", Obstacle.NOT_FOUND),
    ):
        with pytest.raises(ArrivalError) as refused:
            await hall.check_in.arrive(office, scanned)
        assert refused.value.obstacle is obstacle
    assert hall.clock.moment.date() == MONDAY
    assert [len(line.waiting) for line in (await hall.queue.hall(hall.office)).lines] == [0, 0]
