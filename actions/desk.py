"""The booking desk of the action server: the arranging of the edition that stands."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from assistant.appointments.arranging import Arranging
from assistant.appointments.booking import Booking
from assistant.appointments.links import Links
from assistant.clock import now
from assistant.knowledge.live import Edition, Editions

Rate = Callable[[str, str, int], Awaitable[bool]]
"""Conversation, code and stars in; whether they were kept with a visit."""


class BookingDesk:
    """Made anew for each edition of the knowledge."""

    def __init__(
        self, knowledge: Editions, booking: Booking, rate: Rate,
        links: Links | None = None, clock: Callable[[], datetime] = now,
    ) -> None:  # fmt: skip
        self._knowledge = knowledge
        self._booking = booking
        self._rate = rate
        self._links = links
        self._clock = clock
        self._made: tuple[Edition, Arranging] | None = None

    @property
    def arranging(self) -> Arranging:
        """Of this moment."""
        edition = self._knowledge.current
        if self._made is None or self._made[0] is not edition:
            finder = edition.consultation.finder
            made = Arranging(self._booking, edition.base, finder, self._links)
            self._made = edition, made
        return self._made[1]

    def now(self) -> datetime:
        """The present moment in Việt Nam."""
        return self._clock()

    async def rate(self, conversation: str, code: str, stars: int) -> bool:
        """Keep what a visitor thought; False when there was no such visit."""
        return await self._rate(conversation, code, stars)
