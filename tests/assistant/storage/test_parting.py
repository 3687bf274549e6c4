"""What is known of a person leaves their appointments; that somebody came is still counted."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine

from assistant.storage.booking_tables import appointments
from assistant.storage.database import with_driver
from assistant.storage.parting import parting, parting_with_the_past
from tests.assistant.appointments.bookings import new_office
from tests.assistant.storage.conftest import Ask
from tests.assistant.storage.takers import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def talk(ask: Ask) -> str:
    """A conversation with a visit yesterday, one tomorrow, and a hold."""
    office = new_office()
    ask("INSERT INTO seats (office, counter, number) VALUES (:o, 'chung', 1)", o=office)
    for number, (state, start) in enumerate(
        [("arrived", NOW - DAY), ("booked", NOW + DAY), ("held", NOW + 2 * DAY)]
    ):
        passing = state == "held"
        ask("""INSERT INTO appointments (code, seat_id, kind, starts_at, ends_at, state, ends_by,
                                         conversation, contact, person)
               SELECT :code, id, 'submit', :s, :e, :state, :by, :talk, 'sealed', office
               FROM seats WHERE office = :o""", o=office, s=start, e=start + HOUR, state=state,
            by=NOW + HOUR if passing else None, talk=f"zalo:{office}",
            code=None if passing else f"{number}{office}"[:9])  # fmt: skip
    return f"zalo:{office}"


def run(url: str, statements: list[object]) -> None:
    """All in one transaction."""
    engine = create_engine(with_driver(url))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]
    engine.dispose()


def rows_of(ask: Ask, talk: str) -> list[tuple[object, ...]]:
    """State and contact of what was booked there, whoever it belongs to now."""
    return ask("""SELECT a.state, a.contact, a.person, a.conversation FROM appointments a
                  JOIN seats s ON s.id = a.seat_id WHERE 'zalo:' || s.office = :t
                  ORDER BY a.starts_at""", t=talk)  # fmt: skip


def test_a_person_who_goes_leaves_counts_alone(database_url: str, talk: str, ask: Ask) -> None:
    run(database_url, list(parting(appointments.c.conversation == talk, NOW, "resident")))
    nobody = (None, None, None)
    assert rows_of(ask, talk) == [("arrived", *nobody), ("cancelled", *nobody)]
    lines = ask("""SELECT c.what, c.by FROM appointment_changes c
                   JOIN appointments a ON a.id = c.appointment_id JOIN seats s ON s.id = a.seat_id
                   WHERE 'zalo:' || s.office = :t""", t=talk)  # fmt: skip
    assert lines == [("cancelled", "resident")]


def test_only_what_is_past_loses_its_person(database_url: str, talk: str, ask: Ask) -> None:
    run(database_url, list(parting_with_the_past(NOW, NOW - HOUR)))
    kept = [(state, contact is not None) for state, contact, *_ in rows_of(ask, talk)]
    assert kept == [("arrived", False), ("booked", True), ("held", True)]
    run(database_url, list(parting_with_the_past(NOW + 2 * HOUR, NOW - HOUR)))
    assert [row[0] for row in rows_of(ask, talk)] == ["arrived", "booked"]
