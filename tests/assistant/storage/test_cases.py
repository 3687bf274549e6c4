"""Cases of officers: one open a conversation, one officer a case."""

import asyncio
import re

import pytest

from assistant.clock import now
from assistant.errors import StorageError
from assistant.storage.cases import PostgresCases
from assistant.storage.database import open_engine
from assistant.storage.jobs import Jobs
from assistant.storage.outbox import PostgresOutbox
from assistant.stores import Stores


async def test_a_wish_gets_a_code_that_is_easy_to_read_out(stores: Stores) -> None:
    codes = {await stores.cases.open(f"web:code-{number}", "web") for number in range(20)}
    assert len(codes) == 20
    assert all(re.fullmatch("[A-HJ-NP-Z2-9]{6}", code) for code in codes)


async def test_a_second_wish_is_the_same_case(stores: Stores) -> None:
    codes = await asyncio.gather(*(stores.cases.open("web:again", "web") for _ in range(10)))
    assert len(set(codes)) == 1
    case = await stores.cases.of("web:again")
    assert case == await stores.cases.find(codes[0])
    assert case is not None
    assert (case.conversation, case.channel, case.officer) == ("web:again", "web", None)
    assert case.wished_at <= now()


async def test_a_claim_has_one_winner(stores: Stores) -> None:
    code = await stores.cases.open("web:race", "web")
    officers = [f"Cán bộ {number}" for number in range(12)]
    won = await asyncio.gather(*(stores.cases.claim(code, officer) for officer in officers))
    assert sum(won) == 1
    case = await stores.cases.find(code)
    assert case is not None
    assert case.officer == officers[won.index(True)]
    assert case.claimed_at is not None
    assert not await stores.cases.claim(code, case.officer)


async def test_only_its_officer_closes_it_and_then_it_is_gone(stores: Stores) -> None:
    code = await stores.cases.open("web:close", "web")
    await stores.cases.claim(code, "Lan")
    assert not await stores.cases.close(code, "Hùng")
    assert await stores.cases.close(code, "Lan")
    assert not await stores.cases.close(code, "Lan")
    assert not await stores.cases.claim(code, "Hùng")
    assert await stores.cases.of("web:close") is None
    assert await stores.cases.find(code) is None
    assert await stores.cases.open("web:close", "web") != code


async def test_anybody_may_close_what_nobody_has(stores: Stores) -> None:
    code = await stores.cases.open("web:unclaimed", "web")
    assert await stores.cases.close(code, None)


async def test_the_longest_waiting_comes_first(stores: Stores) -> None:
    mine = [await stores.cases.open(f"web:order-{number}", "web") for number in range(3)]
    listed = [case.code for case in await stores.cases.all_open() if case.code in mine]
    assert listed == mine


async def test_writing_is_remembered(stores: Stores) -> None:
    code = await stores.cases.open("web:wrote", "web")
    await stores.cases.claim(code, "Lan")
    await stores.cases.officer_wrote(code)
    case = await stores.cases.find(code)
    assert case is not None
    assert case.claimed_at is not None
    assert case.officer_wrote_at is not None
    assert case.officer_wrote_at > case.claimed_at


async def test_a_server_that_is_gone_is_a_told_failure() -> None:
    engine = open_engine("postgresql://nobody:secret@127.0.0.1:1/none")
    with pytest.raises(StorageError) as error:
        await PostgresCases(engine, PostgresOutbox(engine, Jobs(str(engine.url)))).open(
            "web:gone", "web"
        )
    assert "secret" not in repr(error.value)
    await engine.dispose()
