"""Sampling: by chance, without choosing, once, and with what was said."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

import pytest

from assistant.clock import VIETNAM
from assistant.conversation.inbox import Answered, turn_of
from assistant.conversation.turn import Turn
from assistant.figures.grade import WEEKLY, Grade
from assistant.figures.period import Period, midnight
from assistant.knowledge.reply import Outcome, Reply
from assistant.settings import Settings
from assistant.storage.figures_samples import PostgresSamples
from assistant.stores import Stores, open_stores
from tests.assistant.storage.conftest import Ask, incoming

WEEK = date(2032, 3, 1)
MONDAY_AFTER = datetime(2032, 3, 8, 9, tzinfo=VIETNAM)


@pytest.fixture
async def filled(database_url: str, ask: Ask) -> AsyncIterator[Stores]:
    """Sixty questions in one week, and turns that are none; one came through the inbox."""
    kept = open_stores(Settings(database_url=database_url))
    for number in range(60):
        await kept.turns.record(_turn(f"s-{number}", "câu hỏi"))
    await kept.turns.record(_turn("s-button", "/choose"))
    await kept.turns.record(_turn("s-silent", "câu hỏi", reason="with an officer"))
    at = midnight(WEEK) + timedelta(days=2)
    ask("UPDATE turns SET at = :at WHERE id LIKE 's-%'", at=at)
    yield kept
    ask("DELETE FROM conversations WHERE id = 'sampled:1'")
    ask("DELETE FROM samples WHERE week >= '2032-01-01'")
    await kept.engine.dispose()


def _turn(number: str, question: str, **more: str) -> Turn:
    return Turn(number, "sampled:1", "web", question, Outcome.ANSWERED, **more)  # type: ignore[arg-type]


def _samples(stores: Stores, at: datetime = MONDAY_AFTER) -> PostgresSamples:
    return PostgresSamples(stores.engine, lambda: at)


async def test_twenty_are_drawn_once_however_many_draw(filled: Stores) -> None:
    drawn = await asyncio.gather(*(_samples(filled).draw() for _ in range(4)))
    assert sorted(drawn) == [0, 0, 0, WEEKLY]
    assert await _samples(filled, MONDAY_AFTER + timedelta(days=3)).draw() == 0
    week = await _samples(filled).of_week(WEEK)
    assert [one.position for one in week] == list(range(1, WEEKLY + 1))
    assert {one.question for one in week} == {"câu hỏi"}
    assert all(one.at and one.at >= midnight(WEEK) for one in week)


async def test_the_same_week_gives_the_same_questions(filled: Stores, ask: Ask) -> None:
    picked = []
    for _ in range(2):
        await _samples(filled).draw()
        picked.append(ask("SELECT turn_id FROM samples WHERE week = :w ORDER BY position", w=WEEK))
        ask("DELETE FROM samples WHERE week = :w", w=WEEK)
    assert picked[0] == picked[1]
    assert picked[0] != sorted(picked[0])


async def test_grades_are_counted_and_stay_when_the_question_goes(filled: Stores, ask: Ask) -> None:
    samples, period = _samples(filled), Period(WEEK, WEEK + timedelta(days=6))
    await samples.draw()
    assert await samples.grade(WEEK, 1, Grade.RIGHT, "", "a") is None
    assert await samples.grade(WEEK, 2, Grade.WRONG, "ghi chú", "a") is None
    assert await samples.grade(WEEK, 2, Grade.PARTLY, "ghi chú", "b") is Grade.WRONG
    await filled.erasure.forget("sampled:1")
    assert ask("SELECT count(*) FROM samples WHERE week = :w AND note <> ''", w=WEEK) == [(0,)]
    grades = await samples.grades(period)
    assert (grades.counts[Grade.RIGHT], grades.counts[Grade.PARTLY]) == (1, 1)
    assert grades.waiting == WEEKLY - 2
    assert (await samples.grades(period, "tinh")).graded == 0
    assert all(one.question is None for one in await samples.of_week(WEEK))
    with pytest.raises(LookupError):
        await samples.grade(WEEK, 3, Grade.RIGHT, "", "a")
    assert (WEEK, WEEKLY, 2) in await samples.weeks()


async def test_what_was_said_is_shown_where_it_is_kept(filled: Stores, ask: Ask) -> None:
    await filled.inbox.receive(incoming("sampled:2", "sampled", "m1", "hỏi"))
    ((message,),) = ask("SELECT id FROM inbox WHERE conversation_id = 'sampled:2'")
    replies = (Reply(text="Một."), Reply(text="Hai."))
    await filled.inbox.answer(message, Answered(Outcome.ANSWERED, replies), deliver=False)
    question = "hỏi qua Zalo"
    await filled.turns.record(
        Turn(turn_of(message), "sampled:2", "sampled", question, Outcome.ANSWERED)
    )
    ask("DELETE FROM turns WHERE id LIKE 's-%'")
    ask("UPDATE turns SET at = :at WHERE id = :id", at=midnight(WEEK), id=turn_of(message))
    await _samples(filled).draw()
    (one,) = await _samples(filled).of_week(WEEK)
    assert (one.question, one.replies) == (question, ("Một.", "Hai."))
    ask("DELETE FROM conversations WHERE id = 'sampled:2'")
