"""Times near a lost one are offered when only the time was wrong."""

from datetime import datetime, timedelta

import pytest

from assistant.appointments.appointment import BookingError, Kind, Refusal
from assistant.appointments.booking import Booking
from assistant.clock import now
from connectors.web.near_times import Wish, with_near_times
from tests.connectors.booking import BIRTH, slots
from tests.connectors.conftest import Served

OFFICE = "07351"
WHERE = (OFFICE, Kind.SUBMIT, BIRTH)


@pytest.fixture
def booking(gateway: Served) -> Booking:
    """The booking of the gateway; its rules are asked, its database is the gateway's."""
    made: Booking = gateway.app.state.parts.booking
    return made


@pytest.mark.parametrize("refusal", [
    Refusal.ONE_A_DAY, Refusal.TOO_MANY, Refusal.NOT_TAKEN_HERE, Refusal.TOO_FAR, Refusal.OVER,
])  # fmt: skip
async def test_what_another_time_would_not_mend_has_no_offers(
    booking: Booking, refusal: Refusal
) -> None:
    said = await with_near_times(BookingError(refusal), Wish(*WHERE, now()), booking)
    assert (said.code, said.offers) == (refusal.value, None)


async def test_an_office_that_does_not_take_it_has_none_to_offer(booking: Booking) -> None:
    wish = Wish("tinh", Kind.HOME_VISIT, None, now())
    said = await with_near_times(BookingError(Refusal.TAKEN), wish, booking)
    assert said.offers is None


def test_the_three_nearest_are_told_by_the_clock(gateway: Served) -> None:
    free = slots(gateway, OFFICE)
    wished = datetime.fromisoformat(free[5]["start"]) + timedelta(minutes=1)
    body = {"office": OFFICE, "kind": "submit", "procedure": BIRTH, "name": "An Bình",
            "start": wished.isoformat(), "phone": "0987000000"}  # fmt: skip
    said = gateway.http.post("/api/v1/appointments", json=body).json()
    assert said["code"] == "closed"  # between two beginnings
    assert said["offers"] == free[4:7]
