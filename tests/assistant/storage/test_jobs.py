"""Jobs: made with their row, one at a time for a conversation, tried again in their place."""

import asyncio
import random
from collections.abc import Callable

import pytest

from assistant.conversation.delivery import DeliveryError, Refusal
from assistant.settings import Settings
from assistant.storage.shift import Shift
from assistant.stores import Stores, open_stores
from tests.assistant.storage.conftest import Ask, incoming


@pytest.fixture
def empty(ask: Ask) -> None:
    """No job of another test in the queue."""
    ask("DELETE FROM procrastinate_jobs")


async def _nothing(row: int, /, *, repeated: bool) -> None:
    pass


async def _work_until(shift: Shift, done: Callable[[], bool], seconds: float = 20) -> None:
    task = asyncio.create_task(shift.run())
    try:
        async with asyncio.timeout(seconds):
            while not done():
                await asyncio.sleep(0.02)
    finally:
        shift.stop()
        await task


@pytest.mark.usefixtures("empty")
async def test_messages_of_a_conversation_keep_their_order_while_others_go_on(
    stores: Stores, ask: Ask
) -> None:
    began: list[int] = []
    running: set[str] = set()
    overlaps: list[str] = []
    talks: dict[int, str] = {}

    async def answer(row: int, /, *, repeated: bool) -> None:
        if not talks:
            talks.update(dict(ask("SELECT id, conversation_id FROM inbox")))
        began.append(row)
        overlaps.extend({talks[row]} & running)
        running.add(talks[row])
        await asyncio.sleep(random.uniform(0, 0.02))
        running.remove(talks[row])

    for number in range(40):
        talk = f"zalo:j{number % 4}"
        await stores.inbox.receive(incoming(talk, "zalo", f"j-{number}"))
    shift = Shift(stores.jobs, stores.jobs.workers(answer, _nothing))
    await _work_until(shift, lambda: len(began) == 40)
    assert overlaps == []
    for talk in set(talks.values()):
        rows = [row for row in began if talks[row] == talk]
        assert rows == sorted(rows)


@pytest.mark.usefixtures("empty")
async def test_a_job_that_waits_for_its_next_try_is_not_overtaken(stores: Stores, ask: Ask) -> None:
    tries: list[tuple[int, bool]] = []

    async def answer(row: int, /, *, repeated: bool) -> None:
        tries.append((row, repeated))
        if len(tries) == 1:
            raise DeliveryError(Refusal.RETRY, "down", after=1.0)

    for number in range(2):
        await stores.inbox.receive(incoming("zalo:jr", "zalo", f"jr-{number}"))
    rows = [r for (r,) in ask("SELECT id FROM inbox WHERE conversation_id = 'zalo:jr' ORDER BY 1")]
    shift = Shift(stores.jobs, stores.jobs.workers(answer, _nothing))
    await _work_until(shift, lambda: len(tries) == 3)
    assert tries == [(rows[0], False), (rows[0], True), (rows[1], False)]


@pytest.mark.usefixtures("empty")
async def test_an_unexpected_error_is_told_without_its_words_and_tried_again(
    stores: Stores, ask: Ask, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    tries: list[int] = []

    async def answer(row: int, /, *, repeated: bool) -> None:
        tries.append(row)
        if len(tries) == 1:
            raise ValueError("một câu rất riêng tư")

    await stores.inbox.receive(incoming("zalo:je", "zalo", "je"))
    shift = Shift(stores.jobs, stores.jobs.workers(answer, _nothing))
    await _work_until(shift, lambda: len(tries) == 2)
    assert "job failed" in capsys.readouterr().out + caplog.text
    assert "riêng tư" not in caplog.text
    left = ask("SELECT args::text FROM procrastinate_jobs")
    assert all("riêng" not in args for (args,) in left)


async def test_nothing_connects_before_it_is_asked() -> None:
    gone = open_stores(Settings(database_url="postgresql://nobody@127.0.0.1:1/none"))
    assert gone.jobs.workers(_nothing, _nothing)
    await gone.engine.dispose()
