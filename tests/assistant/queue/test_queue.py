"""A day in a hall: numbers taken, called and told about, on the real database."""

from datetime import timedelta

import pytest

from assistant.queue.queue import Line
from assistant.queue.ticket import QueueError, QueueRefusal
from tests.assistant.appointments.bookings import at
from tests.assistant.queue.halls import LAN, TryHall


async def test_everybody_is_called_in_the_order_they_came(hall: TryHall) -> None:
    taken = [await hall.queue.take(hall.office, "chung") for _ in range(3)]
    assert [(place.ticket.label, place.ahead) for place in taken] == [
        ("A001", 0), ("A002", 1), ("A003", 2),
    ]  # fmt: skip
    assert (await hall.queue.take(hall.office, "ho-tich")).ticket.label == "B001"
    called = [await hall.queue.next(hall.office, "chung", "1", LAN) for _ in range(4)]
    assert [ticket.label if ticket else None for ticket in called] == [
        "A001", "A002", "A003", None,
    ]  # fmt: skip


async def test_the_same_key_finds_its_number_wherever_it_stands(hall: TryHall) -> None:
    first = await hall.queue.take(hall.office, "chung", key="press")
    again = await hall.queue.take(hall.office, "chung", key="press")
    assert (first.is_new, again.is_new, again.ticket) == (True, False, first.ticket)
    await hall.queue.next(hall.office, "chung", "4", LAN)
    called = await hall.queue.take(hall.office, "chung", key="press")
    assert (called.ticket.window, called.ahead, called.minutes) == ("4", 0, None)


async def test_a_wait_is_told_once_services_were_measured_and_a_window_serves(
    hall: TryHall,
) -> None:
    for _ in range(8):
        await hall.queue.take(hall.office, "chung")
    waits = []
    for _ in range(3):
        waits.append((await hall.queue.take(hall.office, "chung")).minutes)
        await hall.serve(minutes=6)
    assert waits == [None, None, None]
    last = await hall.queue.take(hall.office, "chung")
    # Eight before it, six minutes each, one window: 54, told as 55.
    assert (last.ahead, last.minutes) == (8, 55)
    await hall.queue.next(hall.office, "chung", "2", LAN)
    (chung, _) = (await hall.queue.hall(hall.office)).lines
    assert (chung.windows, chung.minutes(7)) == (2, 25)
    hall.clock.forward(hours=2)
    (chung, _) = (await hall.queue.hall(hall.office)).lines
    assert chung.windows == 1  # the second still has somebody, the first has long called nobody


async def test_a_pace_the_office_told_is_taken_until_enough_is_measured(hall: TryHall) -> None:
    rules = hall.base.policy.queue.model_copy(update={"service_minutes": {"chung": 10}})
    policy = hall.base.policy.model_copy(update={"queue": rules})
    object.__setattr__(hall.base, "policy", policy)
    await hall.queue.take(hall.office, "chung")
    await hall.queue.next(hall.office, "chung", "1", LAN)
    assert (await hall.queue.take(hall.office, "chung")).minutes == 10


async def test_yesterday_is_over_by_itself(hall: TryHall) -> None:
    await hall.queue.take(hall.office, "chung")
    await hall.queue.take(hall.office, "chung")
    await hall.queue.next(hall.office, "chung", "1", LAN)
    hall.clock.moment += timedelta(days=1)
    looked = await hall.queue.hall(hall.office)
    assert (looked.called, [len(line.waiting) for line in looked.lines]) == ([], [0, 0])
    assert await hall.queue.next(hall.office, "chung", "1", LAN) is None
    assert (await hall.queue.take(hall.office, "chung")).ticket.label == "A001"


async def test_midnight_is_that_of_the_country(hall: TryHall) -> None:
    from datetime import UTC

    hall.clock.moment = at(0, 30).astimezone(UTC)  # still the day before in Greenwich
    place = await hall.queue.take(hall.office, "chung")
    assert place.ticket.day == at(0, 30).date()


async def test_the_display_has_the_last_call_first(hall: TryHall) -> None:
    for _ in range(4):
        await hall.queue.take(hall.office, "chung")
    for window in ("1", "2"):
        await hall.queue.next(hall.office, "chung", window, LAN)
        hall.clock.forward(minutes=1)
    await hall.queue.again(hall.office, "1", LAN)
    looked = await hall.queue.hall(hall.office)
    assert [(t.label, t.window, t.calls) for t in looked.called] == [
        ("A001", "1", 2), ("A002", "2", 1),
    ]  # fmt: skip
    assert [t.label for t in looked.lines[0].waiting] == ["A003", "A004"]


async def test_who_was_absent_is_called_back_by_the_number_as_it_is_said(hall: TryHall) -> None:
    await hall.queue.take(hall.office, "chung")
    await hall.queue.next(hall.office, "chung", "1", LAN)
    gone = await hall.queue.end(hall.office, "1", LAN, came=False)
    assert gone.state == "absent"
    assert (await hall.queue.call(hall.office, "1", "a1", LAN)).label == "A001"


async def test_what_cannot_be_is_refused_with_the_reason(hall: TryHall) -> None:
    there = hall.office
    for asked, refusal in (
        (hall.queue.take("nirgends", "chung"), QueueRefusal.UNKNOWN_OFFICE),
        (hall.queue.take(there, "khong-co"), QueueRefusal.UNKNOWN_COUNTER),
        (hall.queue.next(there, "khong-co", "1", LAN), QueueRefusal.UNKNOWN_COUNTER),
        (hall.queue.again(there, "1", LAN), QueueRefusal.NOBODY_CALLED),
        (hall.queue.end(there, "1", LAN, came=True), QueueRefusal.NOBODY_CALLED),
        (hall.queue.call(there, "1", "A001", LAN), QueueRefusal.NO_SUCH_NUMBER),
        (hall.queue.call(there, "1", "một", LAN), QueueRefusal.NO_SUCH_NUMBER),
        (hall.queue.hall("nirgends"), QueueRefusal.UNKNOWN_OFFICE),
    ):
        with pytest.raises(QueueError) as refused:
            await asked
        assert refused.value.refusal is refusal


async def test_a_line_tells_who_comes_now_what_to_expect(hall: TryHall) -> None:
    (group, _) = hall.queue.groups(hall.office)
    line = Line(group, (), windows=1, pace=4.0, step=5)
    assert (line.minutes(), line.minutes(3)) == (5, 20)
    assert Line(group, (), windows=0, pace=4.0, step=5).minutes() is None
