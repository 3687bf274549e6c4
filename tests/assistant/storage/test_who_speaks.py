"""Never two officers on one conversation, and never the assistant and an officer at once."""

import asyncio
from datetime import timedelta

import pytest

from assistant.clock import now
from assistant.conversation.case import Destination
from assistant.conversation.handover import Handover
from assistant.conversation.inbox import Answered
from assistant.errors import CaseError
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.reply import Outcome, Reply
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask, incoming

TIMES = 1000
ANSWER = Answered(Outcome.ANSWERED, (Reply(text="Lệ phí: 15.000 đồng."),))


@pytest.fixture
def handover(stores: Stores, real_base: KnowledgeBase) -> Handover:
    return Handover(lambda: real_base, stores.cases)


async def _duel(stores: Stores, number: int) -> list[bool]:
    """Two officers at once; who is asked first changes from one to the next."""
    pair = ("lan", "hung") if number % 2 else ("hung", "lan")
    said = Reply(text="Cán bộ đã vào cuộc trò chuyện.")
    code = f"D{number:05}"
    won = await asyncio.gather(*(stores.cases.claim(code, name, "tinh", said) for name in pair))
    return [won[pair.index(name)] for name in ("lan", "hung")]


async def test_of_two_officers_exactly_one_wins_a_thousand_times(stores: Stores, ask: Ask) -> None:
    many = f" FROM generate_series(0, {TIMES - 1}) n"
    ask("INSERT INTO conversations (id, channel) SELECT 'web:duel-' || n, 'web'" + many)
    ask("INSERT INTO handovers (code, conversation_id)"
        " SELECT 'D' || lpad(n::text, 5, '0'), 'web:duel-' || n" + many)  # fmt: skip
    won = [
        each
        for first in range(0, TIMES, 4)
        for each in await asyncio.gather(*(_duel(stores, first + n) for n in range(4)))
    ]
    assert {sum(each) for each in won} == {1}
    theirs = ask("SELECT officer FROM handovers WHERE code LIKE 'D0%' ORDER BY code")
    assert [name for (name,) in theirs] == ["lan" if lan else "hung" for lan, _ in won]
    joined = "SELECT count(*), count(DISTINCT conversation_id) FROM outbox WHERE conversation_id"
    assert ask(joined + " LIKE 'web:duel-%'") == [(TIMES, TIMES)]


@pytest.mark.parametrize("channel", ["web", "zalo"])
async def test_the_assistant_says_nothing_after_an_officer_came(
    handover: Handover, stores: Stores, ask: Ask, channel: str
) -> None:
    for number in range(60):
        conversation = f"{channel}:silent-{number}"
        message = await stores.inbox.keep(incoming(conversation, channel, conversation))
        code = await stores.cases.open(conversation, channel)
        answering = stores.inbox.answer(message, ANSWER, deliver=channel != "web")
        await asyncio.gather(answering, handover.claim(code, "lan"))
        assert await stores.inbox.answered(message) is not None
    late = (
        "SELECT count(*) FROM outbox answer JOIN outbox joined USING (conversation_id)"
        " WHERE conversation_id LIKE :these AND answer.inbox_id IS NOT NULL"
        " AND joined.inbox_id IS NULL AND answer.id > joined.id"
    )
    assert ask(late, these=f"{channel}:silent-%") == [(0,)]


async def test_an_officer_says_nothing_after_the_assistant_went_on(
    handover: Handover, stores: Stores, ask: Ask
) -> None:
    async def write(code: str) -> bool:
        try:
            await handover.write(code, "lan", "Chào bạn.")
        except CaseError:
            return False
        return True

    for number in range(40):
        code = await stores.cases.open(f"web:last-{number}", "web")
        await handover.claim(code, "lan")
        leaving = handover.release(code, "lan") if number % 2 else handover.pass_on(
            code, "lan", Destination("07210"), "Trung tâm")  # fmt: skip
        wrote, _ = await asyncio.gather(write(code), leaving)
        said = ask("SELECT officer FROM outbox WHERE conversation_id = :c ORDER BY id",
                   c=f"web:last-{number}")  # fmt: skip
        assert [by for (by,) in said] == ([None, "lan", None] if wrote else [None, None])


async def test_who_writes_in_the_last_moment_is_not_taken_for_gone(stores: Stores) -> None:
    code = await stores.cases.open("web:last-moment", "web")
    await stores.cases.claim(code, "lan")
    long_ago = now() - timedelta(minutes=30)
    assert not await stores.cases.close(code, "lan", None, silent_since=long_ago)
    assert await stores.cases.close(code, "lan", None, silent_since=now())


async def test_a_case_of_another_office_is_not_taken(stores: Stores) -> None:
    code = await stores.cases.open("web:theirs", "web", "07210")
    assert not await stores.cases.claim(code, "lan", "tinh")
    assert await stores.cases.claim(code, "an", "07210")


async def test_passed_on_it_waits_anew_and_the_first_wait_is_remembered(
    handover: Handover, stores: Stores, ask: Ask
) -> None:
    code = await stores.cases.open("web:on", "web")
    await handover.claim(code, "lan", "tinh")
    first = ask("SELECT first_claimed_at FROM handovers WHERE code = :c", c=code)
    await handover.pass_on(code, "lan", Destination("07210", "an"), "Trung tâm")
    case = await stores.cases.find(code)
    assert case is not None
    assert (case.officer, case.office, case.meant_for) == (None, "07210", "an")
    assert case.waits_since is not None
    assert case.waited(now()) < now() - case.wished_at
    with pytest.raises(CaseError):
        await handover.write(code, "lan", "Tôi còn đây.")
    await handover.claim(code, "binh", "07210")
    assert ask("SELECT first_claimed_at FROM handovers WHERE code = :c", c=code) == first


async def test_the_same_form_is_written_once_and_another_again(stores: Stores) -> None:
    code = await stores.cases.open("web:keys", "web")
    await stores.cases.claim(code, "lan")
    for key in ("a1", "a1", "b2", "", ""):
        assert await stores.cases.write(code, "lan", Reply(text=key or "-"), key)
    posted = await stores.pushed.after("web:keys", 0, 10)
    assert [each.reply.text for each in posted] == ["a1", "b2", "-", "-"]
