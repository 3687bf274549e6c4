"""What is posted to the web waits to be fetched, and rings."""

import asyncio
import time
from collections.abc import Callable

import psycopg
import pytest

from assistant.errors import StorageError
from assistant.knowledge.reply import Reply
from assistant.storage.database import open_engine
from assistant.storage.pushed import PostgresPushed
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask, incoming


async def _known(stores: Stores, conversation: str, channel: str = "web") -> str:
    await stores.inbox.keep(incoming(conversation, channel, f"first of {conversation}"))
    return conversation


async def _rings(bell: asyncio.Event, seconds: float = 2.0) -> bool:
    try:
        await asyncio.wait_for(bell.wait(), seconds)
    except TimeoutError:
        return False
    return True


async def _until(wanted: Callable[[], bool]) -> None:
    end = time.monotonic() + 3
    while not wanted() and time.monotonic() < end:
        await asyncio.sleep(0.02)
    assert wanted()


async def test_what_is_posted_is_read_in_order_and_only_after_what_was_heard(
    stores: Stores,
) -> None:
    web = await _known(stores, "web:pushed-order")
    for word in ("một", "hai", "ba"):
        await stores.outbox.post(web, Reply(text=word), "Lan" if word == "hai" else None)
    posted = await stores.pushed.after(web, 0, 10)
    assert [(p.reply.text, p.by_officer) for p in posted] == [
        ("một", False), ("hai", True), ("ba", False),
    ]  # fmt: skip
    assert await stores.pushed.after(web, posted[1].id, 10) == posted[2:]
    assert await stores.pushed.after(web, 0, 2) == posted[:2]
    assert await stores.pushed.after("web:pushed-nobody", 0, 10) == []


async def test_what_was_fetched_is_sent_and_the_rest_waits(stores: Stores, ask: Ask) -> None:
    web = await _known(stores, "web:pushed-fetched")
    for word in ("một", "hai"):
        await stores.outbox.post(web, Reply(text=word))
    first, _ = await stores.pushed.after(web, 0, 10)
    await stores.pushed.fetched(web, first.id)
    rows = ask("SELECT state, sent_at IS NULL FROM outbox WHERE conversation_id = :id ORDER BY id",
               id=web)  # fmt: skip
    assert rows == [("sent", False), ("waiting", True)]


async def test_the_web_has_no_delivery_job_and_other_channels_have(
    stores: Stores, ask: Ask
) -> None:
    count = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'deliver'"
    before = ask(count)[0][0]
    await stores.outbox.post(await _known(stores, "web:pushed-job"), Reply(text="a"))
    assert ask(count)[0][0] == before
    await stores.outbox.post(await _known(stores, "zalo:pushed-job", "zalo"), Reply(text="a"))
    assert ask(count)[0][0] == before + 1


async def test_a_post_rings_its_own_bell_at_once(stores: Stores) -> None:
    web = await _known(stores, "web:pushed-bell")
    with stores.pushed.bell(web) as bell, stores.pushed.bell("web:pushed-else") as other:
        assert await _rings(bell)  # the connection stands: look once
        assert await _rings(other)
        bell.clear()
        other.clear()
        started = time.monotonic()
        await stores.outbox.post(web, Reply(text="a"))
        assert await _rings(bell)
        assert time.monotonic() - started < 0.5
        assert not await _rings(other, 0.2)


async def test_a_broken_connection_is_made_again(
    stores: Stores, database_url: str, ask: Ask
) -> None:
    web = await _known(stores, "web:pushed-broken")
    with stores.pushed.bell(web) as bell:
        assert await _rings(bell)
        bell.clear()
        ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'")
        assert await _rings(bell, 5)  # listening again, it looks by itself
        bell.clear()
        await stores.outbox.post(web, Reply(text="a"))
        assert await _rings(bell)


async def test_without_anybody_waiting_no_connection_is_held(stores: Stores, ask: Ask) -> None:
    def listening() -> int:
        query = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'"
        return int(ask(query)[0][0])

    for _ in range(3):
        with stores.pushed.bell("web:pushed-none") as bell:
            assert await _rings(bell)
        with stores.pushed.bell("web:pushed-none") as bell:
            assert await _rings(bell)
            assert listening() == 1
    await _until(lambda: True)
    for _ in range(50):
        await asyncio.sleep(0.02)
        if listening() == 0:
            break
    assert listening() == 0


async def test_a_notice_carries_no_name(stores: Stores, database_url: str) -> None:
    web = await _known(stores, "web:pushed-private")
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection:
        await connection.execute("LISTEN pushed")
        await stores.outbox.post(web, Reply(text="một câu riêng tư"))
        async for notice in connection.notifies(timeout=3, stop_after=1):
            assert "pushed-private" not in notice.payload
            assert "riêng" not in notice.payload
            return
    raise AssertionError("nothing was notified")


async def test_a_server_that_is_gone_is_a_told_failure() -> None:
    url = "postgresql://nobody:secret@127.0.0.1:1/none"
    engine = open_engine(url)
    gone = PostgresPushed(engine, url)
    with pytest.raises(StorageError):
        await gone.after("web:gone", 0, 10)
    with gone.bell("web:gone") as bell:
        assert not await _rings(bell, 0.2)
    await engine.dispose()
