"""The log in the database: a chain, whoever writes at once, and only added to."""

import asyncio

import pytest
from sqlalchemy.exc import DBAPIError

from assistant.staff.audit import FIRST, Act, first_broken
from assistant.storage.audit import PostgresAudit
from assistant.storage.database import open_engine, transaction
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask


def _sign(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


async def test_who_write_at_once_make_one_chain(stores: Stores, database_url: str) -> None:
    engines = [open_engine(database_url) for _ in range(3)]
    logs = [PostgresAudit(engine, _sign) for engine in engines]
    latest = await logs[0].latest(1)
    start, seal = (latest[0].number, latest[0].seal) if latest else (0, FIRST)

    async def write(log: PostgresAudit, who: str) -> None:
        for n in range(8):
            await log.add(Act(who, "thử", "chuỗi", {"n": n}, {"n": n + 1}))

    await asyncio.gather(*(write(log, f"{i}-{k}") for i, log in enumerate(logs) for k in range(4)))
    entries = list(reversed(await logs[0].latest(200, subject="chuỗi")))
    assert [e.number for e in entries] == list(range(start + 1, start + 97))
    assert first_broken(entries, _sign, seal) is None
    assert entries[0].changes() == [("n", 0, 1)]
    for engine in engines:
        await engine.dispose()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit SET who = 'x'", "DELETE FROM audit", "TRUNCATE audit",
     "DELETE FROM audit WHERE false"],
)  # fmt: skip
async def test_nothing_is_changed_or_taken_out(stores: Stores, ask: Ask, statement: str) -> None:
    await stores.audit.add(Act("lan", "thử", "giữ nguyên"))
    with pytest.raises(DBAPIError, match="audit is only added to"):
        ask(statement)


async def test_an_act_goes_with_its_transaction(stores: Stores) -> None:
    async def undone() -> None:
        async with transaction(stores.engine) as connection:
            await stores.audit.append(connection, Act("lan", "thử", "không xong"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await undone()
    assert await stores.audit.latest(5, subject="không xong") == []


async def test_it_is_read_by_who_and_by_what_and_page_by_page(stores: Stores) -> None:
    for n in range(5):
        await stores.audit.add(Act("trang", "thử", f"trang-{n % 2}"))
    newest = await stores.audit.latest(2, who="trang")
    assert [e.subject for e in newest] == ["trang-0", "trang-1"]
    older = await stores.audit.latest(9, who="trang", before=newest[-1].number)
    assert len(older) == 3
    assert len(await stores.audit.latest(9, subject="trang-1")) == 2


async def test_long_words_and_odd_letters_are_kept_short_and_whole(stores: Stores) -> None:
    await stores.audit.add(Act("w" * 200, "a" * 200, "s" * 300, {"\x00\ud800": "\x00"}))
    (entry,) = await stores.audit.latest(1)
    assert (len(entry.who), len(entry.action), len(entry.subject)) == (80, 40, 160)


async def test_a_log_written_under_the_table_is_found(database_url: str, ask: Ask) -> None:
    engine = open_engine(database_url)
    own = PostgresAudit(engine, lambda text: _sign("own" + text))
    # Entries of other tests are sealed with other keys: the first is told.
    await own.add(Act("lan", "thử", "kiểm tra"))
    checked = await own.check()
    assert checked.broken is not None or checked.entries == 1
    await engine.dispose()
