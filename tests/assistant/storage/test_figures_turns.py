"""Turns counted by day."""

import asyncio
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from assistant.clock import VIETNAM
from assistant.conversation.turn import Turn
from assistant.figures.counts import Asked, Count
from assistant.figures.period import Period
from assistant.knowledge.reply import Outcome
from assistant.storage.database import open_engine
from assistant.storage.figures_turns import PostgresTurnCounts
from assistant.storage.turns import PostgresTurns
from tests.assistant.storage.conftest import Ask

DAY = date(2031, 3, 3)


@pytest.fixture(autouse=True)
def _alone(ask: Ask) -> Iterator[None]:
    """Turns of another year would be the newest of all for other tests."""
    yield
    ask("DELETE FROM conversations WHERE id LIKE 'counted:%'")
    ask("DELETE FROM turn_counts WHERE day > '2031-01-01'")
    ask("DELETE FROM counted_days")


async def _turn(turns: PostgresTurns, ask: Ask, at: datetime, **more: object) -> None:
    number = str(more.pop("number"))
    given: dict[str, object] = {
        "id": number, "conversation": f"counted:{number[:2]}", "channel": "counted",
        "question": "lệ phí bao nhiêu", "outcome": Outcome.ANSWERED, "reason": "",
    }  # fmt: skip
    await turns.record(Turn(**{**given, **more}))  # type: ignore[arg-type]
    ask("UPDATE turns SET at = :at WHERE id = :id", at=at, id=number)


def _asked(first: date, last: date, **more: object) -> Asked:
    return Asked(Period(first, last), channel="counted", **more)  # type: ignore[arg-type]


async def test_turns_are_counted_once_in_every_dimension_and_again_while_the_day_lasts(
    turns: PostgresTurns, ask: Ask, database_url: str
) -> None:
    ask("DELETE FROM counted_days")
    ask("INSERT INTO counted_days VALUES (:day, now())", day=DAY - timedelta(days=1))
    evening = datetime(2031, 3, 3, 23, 30, tzinfo=VIETNAM)
    engine = open_engine(database_url)
    counts = PostgresTurnCounts(engine, lambda: evening + timedelta(hours=1))
    record = {"procedure": "1.000894", "aspect": "fee", "office": "tinh"}
    await _turn(turns, ask, evening, number="c1-a", **record)
    await _turn(turns, ask, evening, number="c1-b", outcome=Outcome.UNKNOWN, procedure="1.000894")
    await _turn(turns, ask, evening, number="c2-a", question='/choose{"procedure":"1.000894"}')
    await _turn(turns, ask, evening, number="c2-b", question="[picture]")
    await _turn(turns, ask, evening, number="c2-c", outcome=Outcome.HANDED_OVER,
                reason="with an officer")  # fmt: skip
    assert await counts.keep_up() == 3
    assert await counts.keep_up() == 1
    day = _asked(DAY, DAY)
    assert await counts.by(day, "hour") == await counts.by(day, "hour")
    assert {(c.outcome, c.count) for c in await counts.by(day, "day")} == {
        ("answered", 1), ("unknown", 1), ("with_officer", 1),
    }  # fmt: skip
    assert {c.value for c in await counts.by(day, "hour")} == {"23"}
    assert Count("1.000894", "answered", 1) in await counts.by(day, "procedure")
    assert Count("", "unknown", 1) in await counts.by(day, "procedure")
    assert Count("fee", "answered", 1) in await counts.by(day, "aspect")
    assert await counts.by(day, "channel") != []
    assert {c.value for c in await counts.by(day, "office")} == {"tinh", ""}
    buttons = await counts.by(_asked(DAY, DAY, buttons=True), "day")
    assert sum(c.count for c in buttons) == 5
    (met,) = {c.count for c in await counts.by(_asked(DAY, DAY, office="tinh"), "conversation")}
    assert met == 1
    assert await counts.by(_asked(DAY + timedelta(days=1), DAY + timedelta(days=1)), "day") == []
    assert await counts.counted_at() == evening + timedelta(hours=1)
    await engine.dispose()


async def test_a_deleted_conversation_stays_counted(
    turns: PostgresTurns, ask: Ask, database_url: str
) -> None:
    ask("DELETE FROM counted_days")
    day = date(2031, 4, 1)
    ask("INSERT INTO counted_days VALUES (:day, now())", day=day)
    noon = datetime(2031, 4, 1, 12, tzinfo=VIETNAM)
    clock = [noon]
    engine = open_engine(database_url)
    counts = PostgresTurnCounts(engine, lambda: clock[0])
    await _turn(turns, ask, noon, number="d1-a")
    await counts.keep_up()
    clock[0] += timedelta(days=1)
    await counts.keep_up()
    ask("DELETE FROM conversations WHERE id = 'counted:d1'")
    clock[0] += timedelta(days=1)
    await counts.keep_up()
    assert sum(c.count for c in await counts.by(_asked(day, day), "day")) == 1
    await engine.dispose()


async def test_several_workers_count_once(ask: Ask, database_url: str) -> None:
    ask("DELETE FROM counted_days")
    ask("INSERT INTO counted_days VALUES ('2031-05-01', now())")
    now = datetime(2031, 5, 9, 8, tzinfo=VIETNAM)
    engine = open_engine(database_url)
    workers = [PostgresTurnCounts(engine, lambda: now) for _ in range(4)]
    done = await asyncio.gather(*(worker.keep_up() for worker in workers))
    assert max(done) == 9
    assert ask("SELECT count(*) FROM counted_days") == [(9,)]
    await engine.dispose()
