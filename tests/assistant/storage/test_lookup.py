"""Looking visits up: the newest of a person first, and only so many of an office."""

from datetime import timedelta

from assistant.clock import now
from assistant.storage.lookup import PostgresLookup
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask
from tests.assistant.storage.visits import book


async def test_the_coming_visits_of_an_office_by_time_and_no_more(stores: Stores, ask: Ask) -> None:
    start = (now() + timedelta(days=3)).replace(hour=9, minute=0, second=0, microsecond=0)
    office = "office-lookup"
    later, soon, _ = (
        book(ask, start + timedelta(hours=hours), None, office=office) for hours in (2, 1, -120)
    )
    lookup = PostgresLookup(stores.engine, stores.seal)
    assert [v.code for v in await lookup.coming(office, now(), 9)] == [soon, later]
    assert [v.code for v in await lookup.coming(office, now(), 1)] == [soon]
    assert await lookup.coming("office-none", now(), 9) == []


async def test_a_person_is_known_by_the_digest_at_one_office(stores: Stores, ask: Ask) -> None:
    start = now() + timedelta(days=4)
    codes = [book(ask, start + timedelta(days=day), None, office="office-p") for day in (0, 1)]
    ask("UPDATE appointments SET person = 'd1' WHERE code = ANY(:codes)", codes=codes)
    lookup = PostgresLookup(stores.engine, stores.seal)
    assert [v.code for v in await lookup.of_person("office-p", "d1")] == codes[::-1]
    assert await lookup.of_person("office-q", "d1") == []
    visit = await lookup.by_code(codes[0])
    assert visit is not None
    assert await lookup.changes(visit.id) == []
