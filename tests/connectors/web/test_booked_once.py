"""One key is one booking: also when its requests come at once, or another process has it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from assistant import wiring
from assistant.appointments.appointment import BookingError, Contact, Kind, Refusal
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.web.booked_once import BookedOnce
from connectors.web.near_times import Wish
from tests.connectors.booking import BIRTH, new_phone, slots
from tests.connectors.conftest import Served

OFFICE = "07333"


@pytest.fixture
async def parts(gateway: Served) -> AsyncIterator[Conversing]:
    """What another process on the same database has."""
    settings: Settings = gateway.app.state.settings
    made = wiring.conversing(settings, "another")
    yield made
    await made.close()


def wish(gateway: Served, number: int) -> Wish:
    """A free time."""
    start = datetime.fromisoformat(slots(gateway, OFFICE)[number]["start"])
    return Wish(OFFICE, Kind.SUBMIT, BIRTH, start)


async def test_at_once_and_again_it_is_the_same(gateway: Served, parts: Conversing) -> None:
    once, other = (
        BookedOnce(parts.booking, parts.stores.seal.digest),
        BookedOnce(parts.booking, parts.stores.seal.digest),
    )
    asked, contact = wish(gateway, 0), Contact("An Bình", new_phone())
    made = await asyncio.gather(*(once.book(asked, contact, "k") for _ in range(5)))
    assert len({visit.code for visit in made}) == 1
    assert (await other.book(asked, contact, "k")).code == made[0].code  # a restart forgot nothing
    rows = await parts.stores.appointments.day(OFFICE, asked.start.date())
    assert [visit.code for visit in rows if visit.start == asked.start] == [made[0].code]


async def test_two_processes_sell_one_seat(gateway: Served, parts: Conversing) -> None:
    asked, contact = wish(gateway, 4), Contact("An Bình", new_phone())
    ends = await asyncio.gather(
        *(
            BookedOnce(parts.booking, parts.stores.seal.digest).book(asked, contact, "k")
            for _ in range(4)
        ),
        return_exceptions=True,
    )
    codes = {end.code for end in ends if not isinstance(end, BaseException)}
    assert len(codes) == 1
    assert all(isinstance(end, BookingError) for end in ends if isinstance(end, BaseException))
    rows = await parts.stores.appointments.day(OFFICE, asked.start.date())
    assert len([visit for visit in rows if visit.start == asked.start]) == 1


async def test_a_refused_one_holds_nothing(gateway: Served, parts: Conversing) -> None:
    once = BookedOnce(parts.booking, parts.stores.seal.digest)
    asked, phone = wish(gateway, 8), new_phone()
    before = [s["free"] for s in slots(gateway, OFFICE) if s["start"] == asked.start.isoformat()]
    await once.book(asked, Contact("An Bình", phone), "one")
    with pytest.raises(BookingError) as refused:
        await once.book(asked, Contact("An Bình", phone), "two")
    assert refused.value.refusal is Refusal.ONE_A_DAY
    left = [s["free"] for s in slots(gateway, OFFICE) if s["start"] == asked.start.isoformat()]
    assert sum(left) == sum(before) - 1


async def test_the_key_of_another_opens_nothing(gateway: Served, parts: Conversing) -> None:
    once, asked = BookedOnce(parts.booking, parts.stores.seal.digest), wish(gateway, 12)
    mine = await once.book(asked, Contact("An Bình", new_phone()), "1")
    theirs = await once.book(wish(gateway, 12), Contact("An Bình", new_phone()), "1")
    assert mine.code != theirs.code
