"""Forgetting one resident and nobody else."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from assistant.clock import now
from assistant.conversation.incoming import Incoming, Kind
from assistant.errors import StorageError
from assistant.knowledge.reply import Reply
from assistant.settings import Settings
from assistant.storage.database import rasa_database, with_driver
from assistant.storage.erasure import Erasure
from assistant.stores import Stores, open_stores
from tests.assistant.storage.conftest import Ask


@pytest.fixture
async def kept(database_url: str) -> AsyncIterator[Stores]:
    """Everything that is kept, in the real database."""
    made = open_stores(Settings(database_url=database_url))
    yield made
    await made.engine.dispose()


async def test_everything_of_one_conversation_goes(kept: Stores, ask: Ask) -> None:
    for user in ("gone", "stays"):
        name = f"zalo:{user}"
        await kept.inbox.keep(Incoming("zalo", f"m-{user}", user, Kind.TEXT, "một câu", now()))
        await kept.outbox.post(name, Reply(text="trả lời"))
        await kept.cases.open(name, "zalo")
        await kept.keyboard.tokens(name, ["/a"])
    await kept.erasure.forget("zalo:gone")
    await kept.erasure.forget("zalo:gone")
    for table in ("inbox", "outbox", "handovers", "buttons"):
        rows = ask(f"SELECT DISTINCT conversation_id FROM {table}")
        assert ("zalo:gone",) not in rows
        assert ("zalo:stays",) in rows


async def test_appointments_made_there_lose_their_person_and_give_their_time_back(
    kept: Stores, ask: Ask
) -> None:
    ask("INSERT INTO seats (office, counter, number) VALUES ('xoa', 'chung', 1)")
    for day, user in ((1, "leaves"), (2, "remains")):
        start = now() + timedelta(days=day)
        ask("""INSERT INTO appointments (code, seat_id, kind, starts_at, ends_at, state, contact,
                                         conversation)
               SELECT :code, id, 'submit', :s, :e, 'booked', 'sealed', :talk FROM seats
               WHERE office = 'xoa'""", code=f"XXXX-000{day}", s=start,
            e=start + timedelta(minutes=20), talk=f"zalo:{user}")  # fmt: skip
    await kept.erasure.forget("zalo:leaves")
    rows = ask("""SELECT state, contact IS NULL, conversation FROM appointments
                  WHERE code LIKE 'XXXX-000%' ORDER BY code""")
    assert rows == [("cancelled", True, None), ("booked", False, "zalo:remains")]


async def test_rasas_events_of_it_go_too(kept: Stores, database_url: str) -> None:
    engine = create_engine(with_driver(rasa_database(database_url)))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS events"))
        connection.execute(text("CREATE TABLE events (sender_id text, timestamp float)"))
        connection.execute(text("INSERT INTO events VALUES ('zalo:gone', 1), ('zalo:stays', 1)"))
    await kept.erasure.forget("zalo:gone")
    with engine.begin() as connection:
        left = list(connection.execute(text("SELECT sender_id FROM events")).scalars())
        connection.execute(text("DROP TABLE events"))
    engine.dispose()
    assert left == ["zalo:stays"]


async def test_a_database_that_does_not_answer_is_told(kept: Stores) -> None:
    with pytest.raises(StorageError):
        await Erasure(kept.engine, "postgresql://nobody@127.0.0.1:1/none").forget("zalo:x")
