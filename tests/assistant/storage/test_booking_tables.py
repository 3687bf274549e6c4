"""What the database refuses, whatever code writes to it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from assistant.clock import VIETNAM
from tests.assistant.appointments.bookings import new_office
from tests.assistant.storage.conftest import Ask

START = datetime(2027, 4, 1, 8, tzinfo=VIETNAM)
TWENTY = timedelta(minutes=20)
_ROW = """
INSERT INTO appointments (code, seat_id, kind, starts_at, ends_at, state, ends_by, person)
VALUES (:code, :seat, :kind, :start, :end, :state, :ends_by, :person)
"""


@pytest.fixture
def seat(ask: Ask) -> int:
    """A seat of a new office."""
    made = ask("INSERT INTO seats (office, counter, number) VALUES (:office, 'chung', 1)"
               " RETURNING id", office=new_office())  # fmt: skip
    return int(made[0][0])


def insert(ask: Ask, seat: int, code: str | None, start: datetime = START, **more: Any) -> None:
    """A row, as a careless hand would write it."""
    values = {"code": code and f"{code}{seat}"[:9], "seat": seat, "kind": "submit", "start": start,
              "end": start + TWENTY, "state": "booked", "ends_by": None, "person": None,
              **more}  # fmt: skip
    ask(_ROW, **values)


@pytest.mark.parametrize("state", ["booked", "arrived"])
@pytest.mark.parametrize("minutes", [-19, 0, 19])
def test_two_visits_on_one_seat_at_one_time_are_refused(
    ask: Ask, seat: int, minutes: int, state: str
) -> None:
    insert(ask, seat, "A")
    with pytest.raises(DBAPIError, match="appointments_alone_on_a_seat"):
        insert(ask, seat, "B", START + timedelta(minutes=minutes), state=state)


def test_what_follows_at_once_or_was_cancelled_stands_beside(ask: Ask, seat: int) -> None:
    insert(ask, seat, "A")
    insert(ask, seat, "B", START + TWENTY)
    insert(ask, seat, "C", START - TWENTY)
    insert(ask, seat, "D", state="cancelled")
    insert(ask, seat, "E", state="missed")


def test_a_hold_and_a_rest_occupy_the_seat_too(ask: Ask, seat: int) -> None:
    insert(ask, seat, None, state="resting", ends_by=START)
    with pytest.raises(DBAPIError, match="appointments_alone_on_a_seat"):
        insert(ask, seat, None, state="held", ends_by=START)


def test_one_visit_a_day_of_a_person_and_kind_by_the_days_of_viet_nam(ask: Ask, seat: int) -> None:
    person = f"day-{seat}"
    insert(ask, seat, "A", person=person)
    with pytest.raises(DBAPIError, match="appointments_one_a_day"):
        insert(ask, seat, "B", START + timedelta(hours=15), person=person)
    insert(ask, seat, "C", START + timedelta(hours=16, minutes=1), person=person)
    insert(ask, seat, "D", START + timedelta(hours=2), person=person, kind="collect")


@pytest.mark.parametrize("wrong", [
    {"state": "anything"}, {"end": START}, {"end": START + timedelta(days=2)},
    {"state": "held"}, {"ends_by": START}, {"code": None},
])  # fmt: skip
def test_rows_that_mean_nothing_are_refused(ask: Ask, seat: int, wrong: dict[str, Any]) -> None:
    with pytest.raises(DBAPIError, match="check constraint"):
        insert(ask, seat, **{"code": "A", **wrong})
