"""Finding an appointment by what is said at the desk: by the real tables, sealed as they are."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.appointments.appointment import Contact, Kind
from assistant.appointments.lookup import Lookup
from assistant.knowledge.base import KnowledgeBase
from assistant.storage.database import open_engine
from assistant.storage.lookup import PostgresLookup
from assistant.storage.seal import Seal
from tests.assistant.appointments.bookings import Desk, at, somebody


@pytest.fixture
async def desk(small_base: KnowledgeBase, database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    """An office with several seats."""
    made = Desk(small_base, database_url, tmp_path, seats=3)
    yield made
    await made.close()


@pytest.fixture
async def lookup(desk: Desk, database_url: str, tmp_path: Path) -> AsyncIterator[Lookup]:
    """Over the real tables."""
    engine, seal = open_engine(database_url), Seal("khóa thử", tmp_path / "key")
    yield Lookup(PostgresLookup(engine, seal), seal.digest, desk.clock)
    await engine.dispose()


async def test_found_by_code_phone_digits_and_name_at_its_own_office(
    desk: Desk, lookup: Lookup
) -> None:
    contact = Contact("Nguyễn Thị Khế", somebody().phone)
    made = await desk.booking.book(desk.office, Kind.SUBMIT, None, at(9), contact)
    await desk.booking.book(desk.office, Kind.SUBMIT, None, at(9), somebody("Trần Văn Bưởi"))
    phone = contact.phone
    for said in (made.code, f"MOTCUA:{made.code}", phone, f"{phone[:4]} {phone[4:]}", "khe thi"):
        assert [visit.code for visit in await lookup.find(desk.office, said)] == [made.code], said
        assert await lookup.find(desk.other, said) == []
    assert made.code in {visit.code for visit in await lookup.find(desk.office, phone[-4:])}
    for said in ("", "12", "Bưởi Nguyễn", "0900000000000"):
        assert made.code not in {visit.code for visit in await lookup.find(desk.office, said)}


async def test_a_code_is_found_at_any_office_for_the_caller_to_judge(
    desk: Desk, lookup: Lookup
) -> None:
    made = await desk.booking.book(desk.other, Kind.SUBMIT, None, at(9), somebody())
    found = await lookup.by_code(made.code.lower())
    assert found is not None
    assert found.office == desk.other
    assert await lookup.by_code("không phải mã") is None


async def test_what_became_of_it_names_who_did_it(desk: Desk, lookup: Lookup) -> None:
    made = await desk.booking.book(desk.office, Kind.SUBMIT, None, at(9), somebody())
    await desk.booking.move(made, at(10), None, "officer:lan")
    changes = await lookup.changes(made)
    assert [(change.by, change.what) for change in changes] == [
        ("resident", "booked"), ("officer:lan", "moved"),
    ]  # fmt: skip
