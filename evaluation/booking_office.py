"""An office made for a measurement of booking, in a database of its own: nothing of it stays."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assistant.appointments.booking import Booking
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.hours import Counter, OwnHours
from assistant.knowledge.offices import Office
from assistant.storage.appointments import PostgresAppointments
from assistant.storage.database import migrate, open_engine
from assistant.storage.embedded import EmbeddedServer
from assistant.storage.seal import Seal

OFFICE, COUNTER = "do-dac", "chung"
KEY = Seal("evaluation", Path("none"))


@contextmanager
def own_database() -> Iterator[str]:
    """The address of a fresh database on the PostgreSQL that ships, deleted at the end."""
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedServer(Path(folder) / "postgres", owner=True)
        try:
            url = server.start()
            migrate(url)
            yield url
        finally:
            server.stop()


def with_office(base: KnowledgeBase, seats: int, days: int) -> KnowledgeBase:
    """The knowledge base with one office alone: the standard hours, its seats, its horizon."""
    counter = Counter(id=COUNTER, name="Quầy chung", seats=seats)
    hours = OwnHours(counters=(counter,))
    office = Office(id=OFFICE, name="Điểm đo", unit="Xã Đo", kind="provincial", hours=hours)
    rules = base.policy.appointments.model_copy(update={"horizon_days": days})
    policy = base.policy.model_copy(update={"appointments": rules})
    offices = base.offices.model_copy(update={"offices": [office]})
    return replace(base, offices=offices, policy=policy)


def booking_at(url: str, base: KnowledgeBase, now: Callable[[], datetime]) -> Booking:
    """Booking as the assistant does it, over the real store."""
    store = PostgresAppointments(open_engine(url), KEY, now)
    return Booking(store, lambda: base, KEY.digest, now)
