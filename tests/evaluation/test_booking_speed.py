"""The office of the measurement is as full as it says, and what is measured really happens."""

import random
from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest

from assistant.appointments.appointment import Kind, Slot
from assistant.appointments.booking import Booking
from assistant.clock import now
from assistant.knowledge.base import KnowledgeBase
from evaluation.booking_office import OFFICE, booking_at, own_database, with_office
from evaluation.booking_speed import Client, fill


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A database of its own: its seats are those of the measurement."""
    with own_database() as url:
        yield url


async def test_a_full_office_still_sells_what_is_free(real_base: KnowledgeBase, url: str) -> None:
    base = with_office(real_base, 3, 60)
    booking = booking_at(url, base, now)
    empty = await _free(booking)
    # The horizon of the measurement, not the usual one.
    assert (empty[-1].start.date() - now().date()).days > 30
    assert fill(url, base, now()) > 1000
    full = await _free(booking)
    assert sum(slot.free for slot in full) < sum(slot.free for slot in empty) / 4
    client = Client(booking, random.Random(1))
    assert await client.book() > 0
    assert await client.in_steps() > 0
    with psycopg.connect(url) as connection:
        new = (
            "SELECT count(*) FROM appointments WHERE state = 'booked' AND person NOT LIKE 'other%'"
        )
        assert connection.execute(new).fetchone() == (2,)


async def _free(booking: Booking) -> list[Slot]:
    today = now().date()
    return await booking.free(OFFICE, Kind.SUBMIT, None, today, today + timedelta(days=365))
