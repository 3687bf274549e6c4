"""The booking desk of the action server."""

from actions.desk import BookingDesk
from tests.actions.conftest import FRIDAY


async def test_the_arranging_is_made_once_for_an_edition(desk: BookingDesk) -> None:
    assert desk.arranging is desk.arranging


async def test_it_passes_on_clock_and_rating(desk: BookingDesk) -> None:
    assert desk.now() == FRIDAY
    assert await desk.rate("web:x", "k7dh-3mxa", 5)
    assert not await desk.rate("web:x", "k7dh-3mxa", 6)
