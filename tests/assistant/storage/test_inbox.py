"""A message is kept once, answered once, and forgotten when it is answered."""

import asyncio

import pytest

from assistant.conversation.inbox import Answered
from assistant.conversation.incoming import Kind
from assistant.errors import StorageError
from assistant.knowledge.reply import Outcome, Reply
from assistant.settings import Settings
from assistant.stores import Stores, open_stores
from tests.assistant.storage.conftest import Ask, incoming

ANSWER = Answered(Outcome.ANSWERED, (Reply(text="Một."), Reply(text="Hai.")))


def _jobs(ask: Ask, task: str, column: str, row: int) -> list[tuple[object, ...]]:
    return ask(
        f"SELECT {column} FROM procrastinate_jobs WHERE task_name = :task"
        " AND (args ->> 'row')::bigint = :row",
        task=task, row=row,
    )  # fmt: skip


def _row(ask: Ask, message_id: str) -> int:
    ((row,),) = ask("SELECT id FROM inbox WHERE message_id = :id", id=message_id)
    return int(row)


async def test_a_message_is_kept_with_its_job(stores: Stores, ask: Ask) -> None:
    assert await stores.inbox.receive(incoming("zalo:i1", "zalo", "i1", "một câu"))
    row = _row(ask, "i1")
    received = await stores.inbox.waiting(row)
    assert received is not None
    assert (received.conversation, received.channel) == ("zalo:i1", "zalo")
    assert (received.kind, received.content) == (Kind.TEXT, "một câu")
    ((lock, status),) = _jobs(ask, "answer", "lock, status", row)
    assert status == "todo"
    assert lock.startswith("turn:")


async def test_the_same_message_again_is_known(stores: Stores, ask: Ask) -> None:
    again = [incoming("zalo:i2", "zalo", "i2") for _ in range(8)]
    new = await asyncio.gather(*(stores.inbox.receive(one) for one in again))
    assert sorted(new) == [False] * 7 + [True]
    assert len(_jobs(ask, "answer", "id", _row(ask, "i2"))) == 1


async def test_the_same_id_on_another_channel_is_another_message(stores: Stores) -> None:
    assert await stores.inbox.receive(incoming("zalo:i3", "zalo", "i3"))
    assert await stores.inbox.receive(incoming("telegram:i3", "telegram", "i3"))


async def test_ids_grow_in_the_order_of_arrival(stores: Stores, ask: Ask) -> None:
    for number in range(20):
        await stores.inbox.receive(incoming("zalo:i4", "zalo", f"i4-{number}", str(number)))
    rows = ask("SELECT content FROM inbox WHERE conversation_id = 'zalo:i4' ORDER BY id")
    assert [int(content) for (content,) in rows] == list(range(20))


async def test_replies_and_their_delivery_are_kept_together(stores: Stores, ask: Ask) -> None:
    await stores.inbox.receive(incoming("zalo:i5", "zalo", "i5"))
    row = _row(ask, "i5")
    await stores.inbox.answer(row, ANSWER, deliver=True)
    assert await stores.inbox.answered(row) == ANSWER
    assert await stores.inbox.waiting(row) is None
    kept = ask("SELECT id, state FROM outbox WHERE inbox_id = :id ORDER BY position", id=row)
    assert [state for _, state in kept] == ["waiting", "waiting"]
    assert len(_jobs(ask, "deliver", "id", kept[0][0])) == 1
    assert ask("SELECT content, outcome FROM inbox WHERE id = :id", id=row) == [(None, "answered")]


async def test_a_second_answer_changes_nothing(stores: Stores, ask: Ask) -> None:
    await stores.inbox.receive(incoming("zalo:i6", "zalo", "i6"))
    row = _row(ask, "i6")
    twice = [stores.inbox.answer(row, ANSWER, deliver=True) for _ in range(2)]
    await asyncio.gather(*twice)
    assert ask("SELECT count(*) FROM outbox WHERE inbox_id = :id", id=row) == [(2,)]


async def test_silence_is_an_answer_too(stores: Stores, ask: Ask) -> None:
    await stores.inbox.receive(incoming("zalo:i7", "zalo", "i7"))
    row = _row(ask, "i7")
    await stores.inbox.answer(row, Answered(Outcome.HANDED_OVER, ()), deliver=True)
    assert await stores.inbox.answered(row) == Answered(Outcome.HANDED_OVER, ())


async def test_what_the_caller_answers_itself_has_no_jobs(stores: Stores, ask: Ask) -> None:
    message = incoming("web:i8", "web", "i8")
    row = await stores.inbox.keep(message)
    assert await stores.inbox.keep(message) == row
    assert await stores.inbox.answered(row) is None
    await stores.inbox.answer(row, ANSWER, deliver=False)
    assert await stores.inbox.answered(row) == ANSWER
    assert _jobs(ask, "answer", "id", row) == []
    assert ask("SELECT DISTINCT state FROM outbox WHERE inbox_id = :id", id=row) == [("sent",)]


async def test_a_database_that_is_gone_is_told() -> None:
    gone = open_stores(Settings(database_url="postgresql://nobody@127.0.0.1:1/none"))
    with pytest.raises(StorageError):
        await gone.inbox.receive(incoming("zalo:i9", "zalo", "i9"))
    await gone.engine.dispose()


async def test_a_line_that_only_opens_waits_for_the_next(stores: Stores, ask: Ask) -> None:
    await stores.inbox.receive(incoming("zalo:p1", "zalo", "p1", "em chào ạ"))
    await stores.inbox.receive(incoming("zalo:p2", "zalo", "p2", "lệ phí khai sinh"))
    waits = ask(
        "SELECT scheduled_at > now() + interval '0.5 seconds' FROM procrastinate_jobs "
        "WHERE (args ->> 'row')::bigint IN (SELECT id FROM inbox WHERE message_id IN ('p1', 'p2'))"
        " ORDER BY id"
    )
    assert [bool(row[0]) for row in waits] == [True, False]
