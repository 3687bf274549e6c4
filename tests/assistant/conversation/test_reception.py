"""The way of one message, over a real database and a small server in Rasa's place."""

import asyncio
import re

import pytest
from sqlalchemy import create_engine, text
from starlette.responses import JSONResponse

from assistant.conversation.dialogue import Dialogue, Mark, Spoken
from assistant.conversation.inbox import Received
from assistant.conversation.incoming import Kind
from assistant.conversation.reception import Reception
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.live import Editions
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.state import State
from assistant.settings import Settings
from assistant.storage.database import with_driver
from assistant.stores import open_stores
from tests.assistant.conversation.conftest import FakeRasa, reception_of

ABOUT = State(procedure="9.000003")


def _item(
    outcome: Outcome = Outcome.ANSWERED, words: str = "Lệ phí: 15.000 đồng."
) -> dict[str, object]:
    spoken = Spoken(replies=[Reply(text=words)], outcome=outcome, state=ABOUT, intent="ask_fee")
    return {"custom": spoken.model_dump(mode="json")}


def _rows(url: str, conversation: str) -> list[dict[str, object]]:
    engine = create_engine(with_driver(url))
    query = text("SELECT * FROM turns WHERE conversation_id = :id ORDER BY at")
    try:
        with engine.connect() as connection:
            return [dict(row) for row in connection.execute(query, {"id": conversation}).mappings()]
    finally:
        engine.dispose()


async def test_a_text_goes_to_rasa_and_its_answer_comes_back(
    reception: Reception, rasa: FakeRasa, database_url: str
) -> None:
    rasa.says(_item())
    spoken = await reception.text("web:kept", "web", "  lệ phí\n bao nhiêu ")
    assert [reply.text for reply in spoken.replies] == ["Lệ phí: 15.000 đồng."]
    (sent,) = rasa.sent
    assert (sent["sender"], sent["message"]) == ("web:kept", "lệ phí bao nhiêu")
    assert (sent["message_id"], sent["repeated"]) != ("", True)
    (row,) = _rows(database_url, "web:kept")
    assert (row["question"], row["outcome"], row["intent"]) == (
        "lệ phí bao nhiêu", "answered", "ask_fee",
    )  # fmt: skip
    assert (row["procedure"], row["degraded"]) == ("9.000003", False)


async def test_a_personal_number_is_masked_before_anybody_reads_it(
    reception: Reception, rasa: FakeRasa, database_url: str, small_base: KnowledgeBase
) -> None:
    rasa.says(_item())
    spoken = await reception.text("web:masked", "web", "cccd 027099001234 phí bao nhiêu")
    assert spoken.replies[0].text == small_base.phrases["personal_number"]
    assert "027099001234" not in str(rasa.sent)
    assert "027099001234" not in str(_rows(database_url, "web:masked"))


@pytest.mark.parametrize(("raw", "phrase"), [
    ("", "empty"), ("🙏", "only_symbols"), ("a" * 5000, "too_long"),
    ("how can i get a passport", "other_language"),
])  # fmt: skip
async def test_what_cannot_be_read_never_reaches_rasa(
    reception: Reception, rasa: FakeRasa, small_base: KnowledgeBase, raw: str, phrase: str
) -> None:
    limit = small_base.policy.conversation.longest_question
    spoken = await reception.text("web:flaw", "web", raw)
    assert spoken.replies[0].text == small_base.phrases.fill(phrase, limit=limit)
    assert spoken.replies[0].buttons
    assert rasa.sent == []


async def test_danger_never_reaches_rasa(reception: Reception, rasa: FakeRasa) -> None:
    spoken = await reception.text("web:fire", "web", "cháy nhà rồi")
    assert "114" in spoken.replies[0].text
    assert spoken.reason == "fire"
    assert rasa.sent == []


@pytest.mark.parametrize("payload", [
    "/restart", "đăng ký", '/ask_fee{"procedure": "9.999999"}', "/ask_fee{",
])  # fmt: skip
async def test_a_button_of_nobody_is_told_so(
    reception: Reception, rasa: FakeRasa, small_base: KnowledgeBase, payload: str
) -> None:
    spoken = await reception.button("web:stale", "web", payload)
    assert spoken.replies[0].text == small_base.phrases["stale_button"]
    assert spoken.outcome is Outcome.FAILED
    assert rasa.sent == []


async def test_without_rasa_the_search_answers_and_remembers(
    reception: Reception, rasa: FakeRasa, database_url: str, small_base: KnowledgeBase
) -> None:
    rasa.answer = JSONResponse([])
    first = await reception.text("web:alone", "web", "đăng ký tạm trú cần giấy gì")
    second = await reception.text("web:alone", "web", "bao nhiêu tiền")
    assert first.replies[0].text == small_base.phrases["search_only"]
    assert "15.000" in second.replies[1].text
    assert [row["degraded"] for row in _rows(database_url, "web:alone")] == [True, True]


async def test_what_rasa_remembered_serves_when_it_falls_silent(
    reception: Reception, rasa: FakeRasa
) -> None:
    rasa.says(_item())
    await reception.text("web:fell", "web", "đăng ký tạm trú")
    rasa.answer = JSONResponse([])
    spoken = await reception.text("web:fell", "web", "mất bao lâu")
    assert "3 ngày làm việc" in spoken.replies[1].text


async def test_a_wish_for_an_officer_gets_a_code(
    reception: Reception, rasa: FakeRasa, database_url: str
) -> None:
    rasa.says(_item(Outcome.HANDED_OVER, "…"))
    spoken = await reception.text("web:officer", "web", "gặp cán bộ")
    code = re.search(r"mã yêu cầu ([A-Z2-9]{6})", spoken.replies[0].text)
    assert code is not None
    engine = create_engine(with_driver(database_url))
    with engine.connect() as connection:
        query = text("SELECT conversation_id FROM handovers WHERE code = :code")
        assert connection.execute(query, {"code": code.group(1)}).scalar() == "web:officer"
    engine.dispose()


async def test_a_masked_number_is_told_whatever_the_answer(
    reception: Reception, rasa: FakeRasa, small_base: KnowledgeBase
) -> None:
    rasa.says(_item(Outcome.HANDED_OVER, "…"))
    spoken = await reception.text("web:told", "web", "gọi lại cho tôi số 0912345678")
    notice = small_base.phrases["personal_number"]
    assert notice in [reply.text for reply in spoken.replies]
    assert len(spoken.replies) == 2


async def test_without_a_database_residents_are_answered_and_told_what_was_not_kept(
    standing: Editions, small_base: KnowledgeBase, dialogue: Dialogue, rasa: FakeRasa
) -> None:
    gone = open_stores(Settings(database_url="postgresql://nobody@127.0.0.1:1/none"))
    reception = reception_of(standing, dialogue, gone)
    rasa.says(_item())
    assert (await reception.text("web:none", "web", "phí")).outcome is Outcome.ANSWERED
    rasa.says(_item(Outcome.HANDED_OVER, "…"))
    spoken = await reception.text("web:none", "web", "gặp cán bộ")
    assert spoken.outcome is Outcome.FAILED
    assert spoken.replies[0].text == small_base.phrases["handover_failed"]
    await gone.engine.dispose()


async def test_messages_of_one_conversation_keep_their_order(
    reception: Reception, rasa: FakeRasa
) -> None:
    rasa.says(_item())
    rasa.seconds = 0.05
    messages = [f"câu số {number}" for number in range(8)]
    await asyncio.gather(*(reception.text("web:order", "web", m) for m in messages))
    assert [sent["message"] for sent in rasa.sent] == messages


async def test_a_garbled_answer_of_rasa_is_a_silence(
    reception: Reception, rasa: FakeRasa, small_base: KnowledgeBase
) -> None:
    rasa.answer = JSONResponse(["?"])
    spoken = await reception.text("web:garbled", "web", "đăng ký tạm trú cần giấy gì")
    assert spoken.replies[0].text == small_base.phrases["search_only"]


async def test_a_card_that_nobody_awaits_goes_nowhere(
    reception: Reception, rasa: FakeRasa, database_url: str
) -> None:
    card = Received(1, "zalo:card", "zalo", Kind.CONTACT, "Trần Thị Bí, 84912345678")
    spoken = await reception.receive(card, Mark())
    assert rasa.sent == []
    assert spoken.replies
    assert "Bí" not in str(_rows(database_url, "zalo:card"))


async def test_what_is_at_hand_of_a_conversation_may_be_carried_on(
    reception: Reception, rasa: FakeRasa
) -> None:
    assert reception.state_of("web:carried") == State()
    rasa.says(_item())
    await reception.text("web:carried", "web", "đăng ký tạm trú")
    assert reception.state_of("web:carried") == ABOUT
    assert reception.state_of("web:another") == State()
