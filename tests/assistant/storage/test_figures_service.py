"""Waiting and visits of a period, and of an office alone."""

from datetime import date, datetime, timedelta

from assistant.clock import VIETNAM
from assistant.figures.period import Period
from assistant.figures.service import Times
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask, incoming

DAY = date(2033, 2, 1)
NOON = datetime(2033, 2, 1, 12, tzinfo=VIETNAM)


async def test_times_visits_and_ratings_are_those_of_the_period(stores: Stores, ask: Ask) -> None:
    for number in range(1, 4):
        await stores.inbox.receive(incoming(f"served:{number}", "served", f"m{number}"))
        ask("INSERT INTO handovers (code, conversation_id, wished_at, first_claimed_at, office,"
            " officer, closed_at) VALUES (:code, :id, :at, :taken, :office, 'a', :closed)",
            code=f"SRV{number}", id=f"served:{number}", at=NOON,
            office="tinh" if number < 3 else None, taken=NOON + timedelta(minutes=number),
            closed=NOON + timedelta(hours=1))  # fmt: skip
    ((seat,),) = ask("INSERT INTO seats (office, counter, number) VALUES ('x-served', 'c', 1)"
                     " RETURNING id")  # fmt: skip
    for number, state in enumerate(("arrived", "arrived", "missed", "booked")):
        ask("INSERT INTO appointments (code, seat_id, kind, starts_at, ends_at, state) VALUES"
            " (:code, :seat, 'submit', :at, :until, :state)", code=f"SERVED-{number}", seat=seat,
            at=NOON + timedelta(hours=number), until=NOON + timedelta(hours=number, minutes=20),
            state=state)  # fmt: skip
    ((first,),) = ask("SELECT id FROM appointments WHERE code = 'SERVED-0'")
    ask("INSERT INTO appointment_changes (appointment_id, by, what) VALUES (:id, 'a', 'moved'),"
        " (:id, 'a', 'moved')", id=first)  # fmt: skip
    ask("INSERT INTO ratings VALUES (:id, 5, :at)", id=first, at=NOON)
    day = Period(DAY, DAY)
    all_ = await stores.figuring.service.read(day)
    assert (all_.wishes, all_.waiting) == (3, 0)
    assert all_.taken == Times(3, 120.0, 168.0)
    assert all_.visits.states == {"arrived": 2, "missed": 1, "booked": 1}
    assert all_.visits.moved == 1
    assert all_.ratings.stars == {5: 1}
    own = await stores.figuring.service.read(day, "tinh")
    assert (own.wishes, own.visits.total, own.ratings.stars) == (2, 0, {})
    other = await stores.figuring.service.read(Period(date(2033, 1, 1), date(2033, 1, 2)))
    assert (other.wishes, other.taken, other.visits.total) == (0, Times(0), 0)
    months = await stores.figuring.service.visits_by_month(day)
    assert months == [(DAY, "x-served", "arrived", 2), (DAY, "x-served", "missed", 1)]
    ask("DELETE FROM appointments WHERE seat_id = :seat", seat=seat)
    ask("DELETE FROM seats WHERE id = :seat", seat=seat)
    ask("DELETE FROM conversations WHERE id LIKE 'served:%'")
