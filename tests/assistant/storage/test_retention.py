"""Forgetting what is old, and only that."""

from datetime import datetime, timedelta

from sqlalchemy import create_engine, text

from assistant.clock import VIETNAM
from assistant.conversation.turn import Turn
from assistant.knowledge.reply import Outcome, Reply
from assistant.storage.database import rasa_database, with_driver
from assistant.storage.retention import forget_older_than, forget_visitors
from assistant.storage.turns import PostgresTurns
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask, incoming

NOW = datetime(2026, 11, 21, 8, tzinfo=VIETNAM)


def _aged(ask: Ask, conversation: str, days: float) -> None:
    ask(
        "UPDATE conversations SET last_turn_at = :at WHERE id = :id",
        id=conversation, at=NOW - timedelta(days=days),
    )  # fmt: skip


async def test_old_conversations_go_with_all_that_hangs_on_them(
    turns: PostgresTurns, stores: Stores, database_url: str, ask: Ask
) -> None:
    for name in ("web:old", "web:young"):
        await turns.record(Turn(name, name, "web", "một câu", Outcome.ANSWERED))
        await stores.cases.open(name, "web")
        await stores.inbox.receive(incoming(name, "web", f"m-{name}"))
        await stores.outbox.post(name, Reply(text="…"))
    _aged(ask, "web:old", 90.1)
    _aged(ask, "web:young", 89.9)
    assert forget_older_than(database_url, NOW, 90) == 1
    for table in ("turns", "handovers", "inbox", "outbox"):
        kept = ask(f"SELECT conversation_id FROM {table} WHERE conversation_id = 'web:old'")
        assert kept == []
    assert ask("SELECT id FROM conversations WHERE id = 'web:young'") == [("web:young",)]


def test_rasas_events_go_too(database_url: str) -> None:
    engine = create_engine(with_driver(rasa_database(database_url)))
    days_ago = {1: "new", 91: "old"}
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE events (timestamp float, data text)"))
        for days, data in days_ago.items():
            at = (NOW - timedelta(days=days)).timestamp()
            connection.execute(
                text("INSERT INTO events VALUES (:at, :data)"), {"at": at, "data": data}
            )
    forget_older_than(database_url, NOW, 90)
    with engine.begin() as connection:
        assert list(connection.execute(text("SELECT data FROM events")).scalars()) == ["new"]
        connection.execute(text("DROP TABLE events"))
    engine.dispose()


def test_a_server_where_rasa_never_ran_is_no_trouble(database_url: str) -> None:
    assert forget_older_than(database_url, NOW - timedelta(days=3650), 90) == 0


def test_who_came_is_forgotten_after_the_days_of_the_policy(database_url: str, ask: Ask) -> None:
    ask("INSERT INTO seats (office, counter, number) VALUES ('quen', 'chung', 1)")
    for days, code in ((30.1, "QQQQ-0001"), (29.9, "QQQQ-0002")):
        ask("""INSERT INTO appointments (code, seat_id, kind, starts_at, ends_at, state, contact)
               SELECT :code, id, 'submit', :s, :e, 'arrived', 'sealed' FROM seats
               WHERE office = 'quen'""", code=code, s=NOW - timedelta(days=days, minutes=20),
            e=NOW - timedelta(days=days))  # fmt: skip
    ask("INSERT INTO guesses (code, address, at) VALUES ('QQQQ-0001', 'a', :old)",
        old=NOW - timedelta(days=3))  # fmt: skip
    assert forget_visitors(database_url, NOW, 30) >= 1
    kept = ask("SELECT code FROM appointments WHERE code LIKE 'QQQQ-%' AND contact IS NOT NULL")
    assert kept == [("QQQQ-0002",)]
    assert ask("SELECT id FROM guesses WHERE code = 'QQQQ-0001'") == []
