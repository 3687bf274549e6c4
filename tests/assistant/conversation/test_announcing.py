"""Notices in the chat: once in a conversation, ahead of the next answer, never ahead of danger."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from assistant import wiring
from assistant.clock import now
from assistant.conversation.announcing import Announcing
from assistant.conversation.attendance import Attendance
from assistant.conversation.carrying import Carrying
from assistant.conversation.contacts import Contacts
from assistant.conversation.dialogue import Dialogue, Mark, Spoken
from assistant.conversation.reception import Reception
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.live import Editions
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.state import State
from assistant.notices.notice import Place, Severity, Wording
from assistant.settings import Settings
from assistant.stores import Stores, open_stores

ANSWER = Spoken(replies=[Reply(text="Lệ phí: 15.000 đồng.")])
STORM = "Khẩn: Bão số 9, trung tâm nghỉ hôm nay"


@pytest.fixture
async def announcing(stores: Stores) -> AsyncIterator[Announcing]:
    """Over an empty board."""
    async with stores.engine.begin() as connection:
        await connection.execute(text("TRUNCATE notices, told_notices"))
    stores.notices.forget()
    yield Announcing(stores.notices)
    async with stores.engine.begin() as connection:
        await connection.execute(text("TRUNCATE notices, told_notices"))


async def put(stores: Stores, *, offices: set[str] = set(), places: set[Place] = set()) -> None:  # noqa: B006
    """A notice that runs."""
    moment = now()
    wording = Wording(
        text=STORM.removeprefix("Khẩn: "), severity=Severity.URGENT, starts_at=moment,
        ends_at=moment + timedelta(hours=1), offices=frozenset(offices), places=frozenset(places),
    )  # fmt: skip
    await stores.notices.store.add(wording, "lan", moment)
    stores.notices.forget()


async def said(
    announcing: Announcing, base: KnowledgeBase, conversation: str, spoken: Spoken = ANSWER,
    turn: str = "t",
) -> list[str]:  # fmt: skip
    """All that the resident reads."""
    channel = conversation.partition(":")[0]
    answer = await announcing.ahead_of(base, turn, conversation, channel, spoken)
    return [reply.text for reply in answer.replies]


async def test_once_ahead_of_the_next_answer(
    announcing: Announcing, stores: Stores, real_base: KnowledgeBase
) -> None:
    await put(stores)
    first = [await said(announcing, real_base, "zalo:ann-1", turn="a") for _ in range(2)]
    assert first == [[STORM, ANSWER.replies[0].text]] * 2  # the second is the same turn, repeated
    assert await said(announcing, real_base, "zalo:ann-1", turn="b") == [ANSWER.replies[0].text]
    assert await said(announcing, real_base, "telegram:ann-1", turn="c") != first[0][1:]


@pytest.mark.parametrize("conversation", ["web:ann-2", "web:kiosk-ann-2"])
async def test_where_a_banner_stands_it_is_not_said_again(
    announcing: Announcing, stores: Stores, real_base: KnowledgeBase, conversation: str
) -> None:
    await put(stores)
    assert await said(announcing, real_base, conversation) == [ANSWER.replies[0].text]


@pytest.mark.parametrize("conversation", ["web:ann-3", "zalo:ann-3"])
async def test_of_one_office_who_spoke_of_it_is_told(
    announcing: Announcing, stores: Stores, real_base: KnowledgeBase, conversation: str
) -> None:
    await put(stores, offices={"tinh"})
    assert len(await said(announcing, real_base, conversation)) == 1
    other = ANSWER.model_copy(update={"state": State(office="khac")})
    assert len(await said(announcing, real_base, conversation, other)) == 1
    there = ANSWER.model_copy(update={"state": State(office="tinh")})
    assert (await said(announcing, real_base, conversation, there))[0] == STORM


async def test_for_another_channel_it_is_not_told(
    announcing: Announcing, stores: Stores, real_base: KnowledgeBase
) -> None:
    await put(stores, places={Place.TELEGRAM})
    assert len(await said(announcing, real_base, "zalo:ann-4")) == 1
    assert len(await said(announcing, real_base, "telegram:ann-4")) == 2


@pytest.mark.parametrize("spoken", [
    Spoken(replies=[Reply(text="Gọi 115.")], reason="suicide"),
    Spoken(replies=[Reply(text="Gọi 113.")], intent="emergency"),
    Spoken(replies=[Reply(text="Trợ lý đang tạm dừng.")], outcome=Outcome.FAILED),
    Spoken(outcome=Outcome.HANDED_OVER, reason="with an officer"),
], ids=["alarm", "danger", "off", "officer"])  # fmt: skip
async def test_danger_comes_alone_and_an_officer_is_not_interrupted(
    announcing: Announcing, stores: Stores, real_base: KnowledgeBase, spoken: Spoken
) -> None:
    await put(stores)
    before = [reply.text for reply in spoken.replies]
    assert await said(announcing, real_base, "zalo:ann-5", spoken) == before
    assert len(await said(announcing, real_base, "zalo:ann-5")) == 2  # it still comes, later


async def test_without_a_database_the_answer_comes_all_the_same(real_base: KnowledgeBase) -> None:
    gone = open_stores(Settings(database_url="postgresql://nobody@127.0.0.1:1/none"))
    texts = await said(Announcing(gone.notices), real_base, "zalo:ann-6")
    assert texts == [ANSWER.replies[0].text]


async def test_the_reception_says_it_ahead_of_its_answer_and_keeps_the_turn(
    announcing: Announcing, stores: Stores, standing: Editions, dialogue: Dialogue
) -> None:
    await put(stores)
    carrying = Carrying(
        stores.carried, stores.appointments, lambda: standing.current.base,
        Contacts(wiring.booking(stores, standing)),
    )  # fmt: skip
    attendance = Attendance(stores.cases, stores.switch, announcing)
    reception = Reception(
        standing, dialogue, stores.turns, attendance, carrying, wiring.domain()
    )  # fmt: skip
    texts = []
    for _ in range(2):
        spoken = await reception.text("zalo:ann-7", "zalo", "xin chào", Mark())
        texts.append([reply.text for reply in spoken.replies])
    assert texts[0][0] == STORM
    assert len(texts[0]) > 1
    assert STORM not in texts[1]
