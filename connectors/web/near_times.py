"""Times near one that cannot be had, told with the refusal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.appointments.appointment import BookingError, Kind, Refusal
from assistant.appointments.booking import Booking
from assistant.appointments.slots import near
from connectors.refused import Refused, refused

_LOST = {Refusal.TAKEN, Refusal.CLOSED, Refusal.HOLD_ENDED}
_BEFORE, _AFTER = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Wish:
    """The visit that was asked for."""

    office: str
    kind: Kind
    procedure: str | None
    start: datetime


async def with_near_times(error: BookingError, wish: Wish, booking: Booking) -> Refused:
    """The refusal; where only the time was wrong, with up to three near it."""
    if error.refusal not in _LOST:
        return refused(error)
    day = wish.start.date()
    try:
        free = await booking.free(
            wish.office, wish.kind, wish.procedure, day - _BEFORE, day + _AFTER
        )
    except BookingError:  # the time was not all that was wrong
        return refused(error)
    return refused(error, near(free, wish.start))
