from datetime import timedelta

from assistant.knowledge.reply import Outcome
from tests.assistant.unanswered.conftest import Hall, hall

__all__ = ["hall"]


async def _kept(hall: Hall) -> list[bool]:
    async with hall.engine.connect() as connection:
        rows = await connection.exec_driver_sql("SELECT helpful FROM turn_ratings")
        return [row[0] for row in rows]


async def test_the_latest_answer_is_meant(hall: Hall) -> None:
    who = await hall.turn("một", Outcome.ANSWERED)
    await hall.turn("hai", Outcome.ANSWERED, who)
    assert await hall.ratings.rate(who, hall.now, helpful=True)
    assert await hall.ratings.rate(who, hall.now, helpful=False)
    assert await _kept(hall) == [False]


async def test_an_answer_of_yesterday_an_officer_and_a_failure_are_not_rated(hall: Hall) -> None:
    who = await hall.turn("một", Outcome.ANSWERED)
    assert not await hall.ratings.rate(who, hall.now + timedelta(days=1), helpful=True)
    for outcome in (Outcome.HANDED_OVER, Outcome.FAILED):
        await hall.turn("hai", outcome, who)
        assert not await hall.ratings.rate(who, hall.now, helpful=True)
    assert not await hall.ratings.rate("web:nobody", hall.now, helpful=True)
    assert await _kept(hall) == []
