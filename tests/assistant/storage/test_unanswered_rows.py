from datetime import timedelta

import numpy as np

from assistant.knowledge.reply import Outcome
from assistant.storage.unanswered_rows import (
    as_bytes,
    as_vector,
    best_first,
    handled_values,
    in_vain,
)
from assistant.unanswered.question import Handled, Way, Why
from tests.assistant.unanswered.conftest import START, Hall, hall

__all__ = ["hall"]
HALF_AN_HOUR = timedelta(minutes=30)


async def _found(hall: Hall, most: int = 100) -> list[tuple[str, Why]]:
    async with hall.engine.connect() as connection:
        asked = await in_vain(connection, None, hall.now, HALF_AN_HOUR, most)
    return [(one.text, one.why) for one in asked]


async def test_oldest_first_and_no_more_than_asked_for(hall: Hall) -> None:
    for text in ("một", "hai", "ba"):
        await hall.unknown(text)
    assert await _found(hall, 2) == [("một", Why.UNKNOWN), ("hai", Why.UNKNOWN)]


async def test_a_question_with_several_reasons_stands_once(hall: Hall) -> None:
    who = await hall.unknown("một")
    await hall.ratings.rate(who, hall.now, helpful=False)
    await hall.turn("/talk_to_officer{}", Outcome.HANDED_OVER, who)
    assert [text for text, _ in await _found(hall)] == ["một"]


async def test_a_greeting_before_the_wish_for_a_person_is_no_question(hall: Hall) -> None:
    who = await hall.turn("xin chào", Outcome.ANSWERED, intent="greet")
    await hall.turn("/talk_to_officer{}", Outcome.HANDED_OVER, who)
    assert await _found(hall) == []


async def test_what_was_asked_long_before_is_not_meant(hall: Hall) -> None:
    who = await hall.turn("một", Outcome.ANSWERED)
    hall.now += timedelta(hours=2)
    await hall.turn("/talk_to_officer{}", Outcome.HANDED_OVER, who)
    assert await _found(hall) == []


def test_a_centre_comes_back_as_it_was_kept() -> None:
    vector = np.array([0.25, -0.5, 1.0], dtype=np.float32)
    assert as_vector(as_bytes(vector)).tolist() == vector.tolist()


def test_scores_come_best_first() -> None:
    assert list(best_first({"a": 0.1, "b": 0.9, "c": 0.5})) == ["b", "c", "a"]


def test_undone_is_nothing_at_all() -> None:
    done = handled_values(Handled(Way.ALIAS, "lan", START, code="x", note="n"))
    undone = handled_values(None)
    assert done.keys() == undone.keys()
    assert set(undone.values()) == {None, ""}
