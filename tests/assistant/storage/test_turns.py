"""What is kept of a conversation."""

import asyncio

import pytest

from assistant.conversation.turn import Turn
from assistant.errors import StorageError
from assistant.knowledge.reply import Outcome
from assistant.storage.database import open_engine
from assistant.storage.turns import PostgresTurns, unanswered
from tests.assistant.storage.conftest import Ask


def _turn(number: str, conversation: str, **more: object) -> Turn:
    given: dict[str, object] = {
        "id": number, "conversation": conversation, "channel": "web",
        "question": "lệ phí bao nhiêu", "outcome": Outcome.ANSWERED,
    }  # fmt: skip
    return Turn(**{**given, **more})  # type: ignore[arg-type]


async def test_a_turn_is_kept_whole(turns: PostgresTurns, ask: Ask) -> None:
    await turns.record(_turn(
        "t1", "web:whole", intent="ask_fee", confidence=0.9, procedure="1.000894", reason="chosen",
        degraded=True, scores={"1.000894": 0.8}, ms={"total": 12.5},
    ))  # fmt: skip
    (row,) = ask(
        "SELECT question, outcome, intent, confidence, procedure, reason, degraded, scores, ms"
        " FROM turns WHERE id = 't1'"
    )
    assert row == (
        "lệ phí bao nhiêu", "answered", "ask_fee", 0.9, "1.000894", "chosen", True,
        {"1.000894": 0.8}, {"total": 12.5},
    )  # fmt: skip
    assert ask("SELECT channel FROM conversations WHERE id = 'web:whole'") == [("web",)]


async def test_a_turn_touches_its_conversation(turns: PostgresTurns, ask: Ask) -> None:
    await turns.record(_turn("t2", "web:touched"))
    await turns.record(_turn("t3", "web:touched"))
    ((started, last),) = ask(
        "SELECT started_at, last_turn_at FROM conversations WHERE id = 'web:touched'"
    )
    assert started < last


async def test_a_turn_kept_twice_stays_as_it_was_first(turns: PostgresTurns, ask: Ask) -> None:
    await turns.record(_turn("t4", "web:twice", question="câu đầu"))
    await turns.record(_turn("t4", "web:twice", question="câu sau"))
    assert ask("SELECT question FROM turns WHERE id = 't4'") == [("câu đầu",)]


async def test_an_error_does_not_repeat_the_question(turns: PostgresTurns) -> None:
    with pytest.raises(StorageError) as error:
        await turns.record(_turn("t5", "web:" + "x" * 200, question="một câu rất riêng tư"))
    assert "riêng tư" not in repr(error.value)
    assert error.value.__cause__ is None


async def test_many_at_once(turns: PostgresTurns, ask: Ask) -> None:
    await asyncio.gather(*(turns.record(_turn(f"m{n}", "web:many")) for n in range(30)))
    assert ask("SELECT count(*) FROM turns WHERE conversation_id = 'web:many'") == [(30,)]


async def test_the_questions_nobody_answered_latest_first(
    turns: PostgresTurns, database_url: str
) -> None:
    for number, question in enumerate(["cũ", "mới"]):
        await turns.record(
            _turn(f"u{number}", "web:unknown", question=question, outcome=Outcome.UNKNOWN)
        )
    await turns.record(_turn("u9", "web:unknown", question="biết rồi"))
    assert unanswered(database_url, 2) == ["mới", "cũ"]


async def test_a_server_that_is_gone_is_a_told_failure() -> None:
    engine = open_engine("postgresql://nobody:secret@127.0.0.1:1/none")
    gone = PostgresTurns(engine)
    assert not await gone.is_ready()
    with pytest.raises(StorageError) as error:
        await gone.record(_turn("g1", "web:gone"))
    assert "secret" not in repr(error.value)
    await engine.dispose()


async def test_a_server_that_answers(turns: PostgresTurns) -> None:
    assert await turns.is_ready()
