"""A hall of a test's own, over the real database, at a moment that is set by hand."""

from dataclasses import replace
from pathlib import Path

from assistant.knowledge.base import KnowledgeBase
from assistant.queue.check_in import CheckIn
from assistant.queue.queue import Queue
from assistant.storage.database import open_engine
from assistant.storage.queue import PostgresQueue
from tests.assistant.appointments.bookings import Desk, at

RULES = {
    "early_minutes": 30, "late_minutes": 15, "due_before_minutes": 5, "open_minutes": 30,
    "measured_days": 14, "measured_at_least": 3, "counted_from_minutes": 1,
    "counted_to_minutes": 90, "service_minutes": {}, "said_in_minutes": 5,
}  # fmt: skip
LAN = "officer:Lan"


class TryHall(Desk):
    """An office with booking, queue and check-in: counters "chung" (A) and "ho-tich" (B)."""

    def __init__(self, base: KnowledgeBase, url: str, folder: Path, **rules: object) -> None:
        super().__init__(base, url, folder, seats=2)
        policy = base.policy.queue.model_copy(update={**RULES, **rules})
        known = base.policy.model_copy(update={"queue": policy})
        self.base = replace(self.base, policy=known)
        self.clock.moment = at(8)
        self.numbers = PostgresQueue(open_engine(url))
        self.queue = Queue(self.numbers, lambda: self.base, self.clock)
        self.check_in = CheckIn(
            self.store, self.booking, self.queue, lambda: self.base, self.clock
        )  # fmt: skip

    async def serve(self, minutes: int, window: str = "1") -> None:
        """One service from call to end."""
        await self.queue.next(self.office, "chung", window, LAN)
        self.clock.forward(minutes=minutes)
        await self.queue.end(self.office, window, LAN, came=True)

    async def close(self) -> None:
        """Give connections back."""
        await super().close()
        await self.numbers._engine.dispose()
