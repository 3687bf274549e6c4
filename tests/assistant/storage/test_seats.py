"""Seats: as many as the knowledge base says, and all that is taken of one told at once."""

from datetime import timedelta

import pytest

from assistant.appointments.appointment import BookingError, Refusal, Taken, Wanted
from assistant.storage import seats
from assistant.storage.database import open_engine
from tests.assistant.appointments.bookings import new_office
from tests.assistant.storage import takers
from tests.assistant.storage.conftest import Ask

HOUR = timedelta(hours=1)


async def test_seats_come_go_and_come_back(database_url: str, ask: Ask) -> None:
    office, engine = new_office(), open_engine(database_url)
    for most in (2, 1, 3):
        async with seats.booking(engine) as connection:
            await seats.sync(connection, {(office, "chung"): most}, takers.NOW)
        open_now = ask("SELECT number FROM seats WHERE office = :o AND retired_at IS NULL"
                       " ORDER BY number", o=office)  # fmt: skip
        assert open_now == [(number,) for number in range(1, most + 1)]
    await engine.dispose()


async def test_what_is_taken_of_a_seat_comes_in_one_piece_and_closures_beside(
    database_url: str, ask: Ask
) -> None:
    office, engine = new_office(), open_engine(database_url)
    async with seats.booking(engine) as connection:
        await seats.sync(connection, {(office, "chung"): 2}, takers.NOW)
    for hour in (0, 1, 3):
        ask("""INSERT INTO appointments (seat_id, kind, starts_at, ends_at, state, ends_by)
               SELECT id, 'submit', :s, :e, 'resting', :e FROM seats
               WHERE office = :o AND number = 1""", o=office,
            s=takers.START + hour * HOUR, e=takers.START + (hour + 1) * HOUR)  # fmt: skip
    ask("""INSERT INTO closures (office, counter, since, until, reason, by)
           VALUES (:o, 'khac', :s, :e, '', ''), (:o, NULL, :e, :l, '', '')""",
        o=office, s=takers.START, e=takers.START + 5 * HOUR, l=takers.START + 6 * HOUR)  # fmt: skip
    until = takers.START + 8 * HOUR
    async with engine.connect() as connection:
        found = await seats.taken(connection, office, takers.START, until, takers.NOW)
        ended = await seats.taken(connection, office, takers.START, until, until)
    at = [takers.START + number * HOUR for number in range(7)]
    closed = [Taken.once("chung", number, at[5], at[6]) for number in (1, 2)]
    hours = [int(moment.timestamp()) for moment in at]
    rests = Taken("chung", 1, (hours[0], hours[1], hours[3]), (hours[1], hours[2], hours[4]))
    assert sorted(found, key=lambda one: (one.starts, one.seat)) == [rests, *closed]
    assert sorted(ended, key=lambda one: one.seat) == closed
    await engine.dispose()


async def test_only_as_many_seats_are_given_as_the_knowledge_says_and_the_table_has(
    database_url: str,
) -> None:
    office, engine = new_office(), open_engine(database_url)
    wanted: Wanted = takers.wanted(office, 0)
    async with seats.booking(engine) as connection:
        await seats.sync(connection, {(office, "chung"): 2}, takers.NOW)
        assert await seats.free_seat(connection, wanted, 99, takers.NOW)
        with pytest.raises(BookingError) as error:
            await seats.free_seat(connection, wanted, 0, takers.NOW)
    assert error.value.refusal is Refusal.TAKEN
    await engine.dispose()
