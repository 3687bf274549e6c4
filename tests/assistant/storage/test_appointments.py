"""The last seat has one taker: over connections, over processes, over a death in between."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from assistant.appointments.appointment import (
    Appointment,
    BookingError,
    Closure,
    Contact,
    Guest,
    Refusal,
    State,
)
from assistant.settings import ROOT
from assistant.storage.appointments import PostgresAppointments
from assistant.storage.database import open_engine
from tests.assistant.appointments.bookings import new_office
from tests.assistant.storage import takers
from tests.assistant.storage.conftest import Ask

REST = timedelta(minutes=10)
PROCESSES, EACH, TIMES, SEATS = 3, 100, 4, 2


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[PostgresAppointments]:
    """The store, a day before the times of the takers."""
    engine = open_engine(database_url)
    yield PostgresAppointments(engine, takers.KEY, lambda: takers.NOW)
    await engine.dispose()


@pytest.fixture
async def office(store: PostgresAppointments) -> str:
    """An office with two seats at its counter."""
    name = new_office()
    await store.sync({(name, "chung"): SEATS})
    return name


def guest(number: int) -> Guest:
    """Somebody else for each number."""
    return Guest(Contact("Lê Hoa", f"08{number:08}"), f"guest-{number}")


def start(work: str, *arguments: object) -> subprocess.Popen[str]:
    """A taker in a process of its own."""
    command = [sys.executable, "-m", "tests.assistant.storage.takers", work, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def overlaps(ask: Ask, office: str) -> list[tuple[int, ...]]:
    """Pairs of visits that are on one seat at one time."""
    return ask(
        """
        SELECT a.id, b.id FROM appointments a JOIN appointments b
        ON a.seat_id = b.seat_id AND a.id < b.id AND a.starts_at < b.ends_at
        AND b.starts_at < a.ends_at JOIN seats s ON s.id = a.seat_id
        WHERE s.office = :office AND a.state = 'booked' AND b.state = 'booked'""",
        office=office,
    )


def test_hundreds_in_several_processes_get_exactly_the_seats_there_are(
    database_url: str, office: str, ask: Ask
) -> None:
    """Times overlap: of neighbours on one seat only one can be sold."""
    running = [start("book", database_url, office, number * EACH, EACH, TIMES)
               for number in range(PROCESSES)]  # fmt: skip
    served = sum(int(process.communicate(timeout=120)[0]) for process in running)
    rows = ask(
        """SELECT a.starts_at, count(*) FROM appointments a JOIN seats s ON s.id = a.seat_id
                  WHERE s.office = :office GROUP BY 1""",
        office=office,
    )
    assert sum(row[1] for row in rows) == served
    assert overlaps(ask, office) == []
    # Four times, each overlapping the next: two to four of them fill a seat's hour.
    assert served == SEATS * 2


async def test_of_one_time_exactly_the_seats_are_sold(
    store: PostgresAppointments, office: str
) -> None:
    tries = [store.book(takers.wanted(office, 0), SEATS, guest(number), "resident", 3)
             for number in range(60)]  # fmt: skip
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(result, Appointment) for result in results) == SEATS
    refusals = [result.refusal for result in results if isinstance(result, BookingError)]
    assert refusals == [Refusal.TAKEN] * (60 - SEATS)


@pytest.mark.parametrize("work", ["inside", "held"])
async def test_who_dies_before_the_confirmation_takes_no_seat_away(
    database_url: str, store: PostgresAppointments, work: str
) -> None:
    """In the middle of the transaction: free at once. With a hold: when it ends."""
    office = new_office()
    await store.sync({(office, "chung"): 1})
    process = start(work, database_url, office)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "taken"
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    after = takers.NOW + timedelta(minutes=6 if work == "held" else 0)
    late = PostgresAppointments(store._engine, takers.KEY, lambda: after)
    visit = await late.book(
        takers.wanted(office, 0), 1, guest(1000 + (work == "held")), "resident", 3
    )
    assert visit.state is State.BOOKED


async def test_moving_in_circles_loses_no_seat(store: PostgresAppointments, ask: Ask) -> None:
    """Two who want each other's place at once: never both on one seat, never a visit lost."""
    office = new_office()
    await store.sync({(office, "chung"): SEATS})
    wishes = [takers.wanted(office, 2 * n) for n in range(3)]
    visits = [await store.book(wishes[n % 3], SEATS, guest(2000 + n), "resident", 3)
              for n in range(5)]  # fmt: skip
    for turn in range(1, 5):
        moves = [store.move(visit, wishes[(n + turn) % 3], SEATS, "resident", timedelta(0))
                 for n, visit in enumerate(visits)]  # fmt: skip
        results = await asyncio.gather(*moves, return_exceptions=True)
        assert {type(result) for result in results} <= {Appointment, BookingError}
        assert overlaps(ask, office) == []
    listed = await store.day(office, takers.START.date())
    assert {visit.code for visit in listed} == {visit.code for visit in visits}


async def test_one_person_swaps_two_days_at_once_without_a_deadlock(
    store: PostgresAppointments, office: str
) -> None:
    me = guest(2500)
    one, other = takers.wanted(office, 0), takers.wanted(office, 96)
    visits = [await store.book(time, SEATS, me, "resident", 3) for time in (one, other)]
    for _ in range(5):
        moves = [store.move(visits[0], other, SEATS, "resident", timedelta(0)),
                 store.move(visits[1], one, SEATS, "resident", timedelta(0))]  # fmt: skip
        results = await asyncio.gather(*moves, return_exceptions=True)
        assert [getattr(result, "refusal", None) for result in results] == [Refusal.ONE_A_DAY] * 2


async def test_two_confirmations_at_once_are_one_visit(
    store: PostgresAppointments, office: str
) -> None:
    held = await store.hold(
        takers.wanted(office, 0), SEATS, f"web:{office}", takers.NOW + timedelta(minutes=5)
    )
    await store.attach(held.id, guest(3000))
    both = await asyncio.gather(*(store.confirm(held.id, "resident", 1) for _ in range(8)))
    assert len({visit.code for visit in both}) == 1


async def test_a_booking_and_a_closing_at_once_never_miss_each_other(
    store: PostgresAppointments, office: str
) -> None:
    """Who is booked into a closed time is among those who are told."""
    for number in range(6):
        wanted = takers.wanted(office, 4 * number)
        closed = Closure(office, None, wanted.start, wanted.end, "thử")
        told, booked = await asyncio.gather(
            store.close(closed, "officer:Lan"),
            store.book(wanted, SEATS, guest(4000 + number), "resident", 3),
            return_exceptions=True,
        )
        assert isinstance(told, list)
        if isinstance(booked, Appointment):
            assert told == [booked]
        else:
            assert isinstance(booked, BookingError)
            assert booked.refusal is Refusal.CLOSED


async def test_every_change_is_kept_with_who_and_when_and_nothing_of_the_person(
    store: PostgresAppointments, office: str, ask: Ask
) -> None:
    who = Guest(Contact("Bí Mật Tên", "0977665544"), f"secret-{office}")
    visit = await store.book(takers.wanted(office, 0), SEATS, who, "resident", 3)
    moved = await store.move(visit, takers.wanted(office, 3), SEATS, "officer:Lan", REST)
    await store.change(moved, State.CANCELLED, "resident", REST)
    lines = ask('SELECT what, "by", at, before, after FROM appointment_changes'
                " WHERE appointment_id = :id ORDER BY id", id=visit.id)  # fmt: skip
    assert [line[:2] for line in lines] == [
        ("booked", "resident"), ("moved", "officer:Lan"), ("cancelled", "resident")
    ]  # fmt: skip
    assert all(line[2] == takers.NOW for line in lines)
    assert lines[1][3]["start"] == visit.start.isoformat()
    assert lines[1][4]["start"] == moved.start.isoformat()
    kept = str(ask("SELECT * FROM appointments WHERE id = :id", id=visit.id)) + str(lines)
    assert "Bí Mật" not in kept
    assert "0977665544" not in kept
