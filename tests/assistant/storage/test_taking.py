"""Inside one transaction: what is given up when it does not end well."""

from contextlib import suppress
from datetime import timedelta

import pytest

from assistant.appointments.appointment import BookingError, Contact, Guest, Refusal
from assistant.storage import seats
from assistant.storage.database import open_engine
from assistant.storage.taking import Taking
from tests.assistant.appointments.bookings import new_office
from tests.assistant.storage import takers
from tests.assistant.storage.conftest import Ask

SOON = takers.NOW + timedelta(minutes=5)


async def test_nothing_is_left_of_a_transaction_that_is_broken_off(
    database_url: str, ask: Ask
) -> None:
    office, engine = new_office(), open_engine(database_url)
    guest = Guest(Contact("Lê Hoa", "0912345678"), f"person-{office}")
    async with seats.booking(engine) as connection:
        await seats.sync(connection, {(office, "chung"): 1}, takers.NOW)
    with suppress(RuntimeError):
        async with seats.booking(engine) as connection:
            taking = Taking(connection, takers.KEY, takers.NOW)
            await taking.book(takers.wanted(office, 0), 1, guest, "resident", 3)
            raise RuntimeError
    assert ask("SELECT a.id FROM appointments a JOIN seats s ON s.id = a.seat_id"
               " WHERE s.office = :o", o=office) == []  # fmt: skip
    await engine.dispose()


async def test_a_hold_without_who_comes_is_not_confirmed(database_url: str) -> None:
    office, engine = new_office(), open_engine(database_url)
    async with seats.booking(engine) as connection:
        await seats.sync(connection, {(office, "chung"): 1}, takers.NOW)
        taking = Taking(connection, takers.KEY, takers.NOW)
        held = await taking.hold(takers.wanted(office, 0), 1, f"web:{office}", SOON)
        for wrong in (held.id, -1):
            with pytest.raises(BookingError) as error:
                await taking.confirm(wrong, "resident", 3)
            assert error.value.refusal is Refusal.HOLD_ENDED
        with pytest.raises(BookingError) as error:
            await taking.locked(-1)
        assert error.value.refusal is Refusal.NOT_FOUND
    await engine.dispose()
