"""What is carried, in the real database."""

import asyncio
import secrets
from datetime import timedelta

from assistant.appointments.code import new_code
from assistant.clock import now
from assistant.conversation.carrying import Carried
from assistant.storage.retention import forget_visitors
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask, incoming
from tests.assistant.storage.visits import book

LIST = Carried("1.000894", {"couple": "both_vietnamese"}, "07210")


async def test_it_comes_out_as_it_went_in_and_its_code_stands_nowhere(
    stores: Stores, ask: Ask
) -> None:
    code = await stores.carried.keep(LIST, now() + timedelta(minutes=60))
    assert await stores.carried.find(code, now()) == LIST
    kept = str(ask("SELECT * FROM carried"))
    assert code not in kept
    assert code.replace("-", "") not in kept


async def test_no_two_codes_are_the_same(stores: Stores) -> None:
    until = now() + timedelta(minutes=60)
    codes = await asyncio.gather(*(stores.carried.keep(LIST, until) for _ in range(40)))
    assert len(set(codes)) == 40


async def test_what_is_over_is_not_found_and_goes_with_the_next(stores: Stores, ask: Ask) -> None:
    ask("DELETE FROM carried")
    code = await stores.carried.keep(LIST, now() + timedelta(milliseconds=1))
    await asyncio.sleep(0.01)
    assert await stores.carried.find(code, now()) is None
    await stores.carried.keep(LIST, now() + timedelta(minutes=60))
    assert ask("SELECT count(*) FROM carried") == [(1,)]


async def test_the_nightly_forgetting_takes_what_is_over(
    stores: Stores, ask: Ask, database_url: str
) -> None:
    ask("DELETE FROM carried")
    await stores.carried.keep(LIST, now() + timedelta(minutes=60))
    await asyncio.to_thread(forget_visitors, database_url, now() + timedelta(minutes=61), 30)
    assert ask("SELECT count(*) FROM carried") == [(0,)]


async def test_an_appointment_is_known_by_its_code_and_goes_with_it(
    stores: Stores, ask: Ask
) -> None:
    visit = book(ask, now() + timedelta(days=2), None, code=new_code())
    thing = Carried(appointment=visit)
    code = await stores.carried.keep(thing, now() + timedelta(minutes=60))
    assert await stores.carried.find(code, now()) == thing
    ask("DELETE FROM appointments WHERE code = :code", code=visit)
    assert await stores.carried.find(code, now()) is None


async def test_of_many_telephones_at_once_one_has_the_appointment(stores: Stores, ask: Ask) -> None:
    visit = book(ask, now() + timedelta(days=2), "web:a-kiosk", code=new_code())
    talks = [f"telegram:{secrets.token_hex(4)}" for _ in range(8)]
    for talk in talks:
        await stores.inbox.keep(incoming(talk, "telegram", secrets.token_hex(4)))
    won = await asyncio.gather(*(stores.carried.adopt(visit, talk, now()) for talk in talks))
    assert won.count(True) == 1
    owner = ask("SELECT conversation FROM appointments WHERE code = :code", code=visit)
    assert owner == [(talks[won.index(True)],)]
    changes = "SELECT count(*) FROM appointment_changes WHERE what = 'carried' AND appointment_id ="
    assert ask(f"{changes} (SELECT id FROM appointments WHERE code = :c)", c=visit) == [(1,)]


async def test_what_has_begun_is_nobodys_any_more(stores: Stores, ask: Ask) -> None:
    visit = book(ask, now() - timedelta(minutes=1), None, code=new_code())
    assert not await stores.carried.adopt(visit, "telegram:late", now())
