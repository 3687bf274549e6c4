"""One booking, however often a client sends it under its key."""

import asyncio
from weakref import WeakValueDictionary

from assistant.appointments.appointment import Appointment, BookingError, Contact, Refusal
from assistant.appointments.booking import Booking
from assistant.appointments.links import Sign
from connectors.web.near_times import Wish

_RACED = {Refusal.HOLD_ENDED, Refusal.ONE_A_DAY, Refusal.TOO_MANY, Refusal.TAKEN}
_LOOKS, _PAUSE = 20, 0.1  # seconds


class BookedOnce:
    """Between the API and the booking.

    The key and all that was asked for stand for a conversation of their own: a repeat finds what
    was booked there. The same key with other words is another booking, and nobody's is shown.
    `sign` keeps the words from being found by trying.
    """

    def __init__(self, booking: Booking, sign: Sign) -> None:
        self._booking = booking
        self._sign = sign
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def book(self, wish: Wish, contact: Contact, key: str | None) -> Appointment:
        """What was booked, now or by the first try. BookingError as of `Booking.book`."""
        if key is None:
            return await self._booking.book(
                wish.office, wish.kind, wish.procedure, wish.start, contact
            )
        said = repr((key, wish, contact.name, contact.phone, contact.address))
        place = f"api:{self._sign(said)}"
        lock = self._locks.setdefault(place, asyncio.Lock())
        async with lock:
            if known := await self._booking.mine(place):
                return known[0]
            try:
                return await self._held(place, wish, contact)
            except BookingError as error:
                # Another process may be at it: with our hold, or done.
                looks = _LOOKS if error.refusal is Refusal.HOLD_ENDED else 1
                other = await self._other(place, looks) if error.refusal in _RACED else None
                if other is None:
                    raise
                return other

    async def _held(self, place: str, wish: Wish, contact: Contact) -> Appointment:
        held = await self._booking.hold(wish.office, wish.kind, wish.procedure, wish.start, place)
        await self._booking.attach(place, contact)
        try:
            return await self._booking.confirm(held.id)
        except BookingError as error:
            if error.refusal is not Refusal.HOLD_ENDED:
                await self._booking.release(place)
            raise

    async def _other(self, place: str, looks: int) -> Appointment | None:
        """What another process booked under the key; it may need a moment."""
        for look in range(looks):
            await asyncio.sleep(_PAUSE if look else 0)
            if known := await self._booking.mine(place):
                return known[0]
        return None
