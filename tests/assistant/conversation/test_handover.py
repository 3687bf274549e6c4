"""Handing over to a person and back, on the resident's own channel."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from assistant.clock import now
from assistant.conversation.handover import Handover
from assistant.conversation.incoming import Incoming, Kind
from assistant.errors import CaseError
from assistant.knowledge.base import KnowledgeBase
from assistant.storage.database import with_driver
from assistant.stores import Stores


@pytest.fixture
def handover(stores: Stores, real_base: KnowledgeBase) -> Handover:
    return Handover(lambda: real_base, stores.cases)


async def _case(stores: Stores, address: str, channel: str = "web") -> str:
    asked = Incoming(channel, f"m-{address}", address, Kind.TEXT, "gặp cán bộ", now())
    await stores.inbox.keep(asked)
    return await stores.cases.open(asked.conversation, channel)


async def _said(stores: Stores, conversation: str) -> list[tuple[str, bool]]:
    posted = await stores.pushed.after(conversation, 0, 100)
    return [(each.reply.text, each.by_officer) for each in posted]


async def test_the_resident_is_told_who_speaks(
    handover: Handover, stores: Stores, real_base: KnowledgeBase
) -> None:
    code = await _case(stores, "told")
    case = await handover.claim(code, "Lan")
    assert (case.code, case.officer) == (code, "Lan")
    await handover.write(code, "Lan", "Chào bạn.")
    await handover.release(code, "Lan")
    assert await _said(stores, "web:told") == [
        (real_base.phrases["officer_joined"], False),
        ("Chào bạn.", True),
        (real_base.phrases["officer_left"], False),
    ]
    assert code not in [case.code for case in await handover.waiting()]


async def test_claiming_again_says_nothing_again(handover: Handover, stores: Stores) -> None:
    code = await _case(stores, "claimed-again")
    first = await handover.claim(code, "Lan")
    assert await handover.claim(code, "Lan") == first
    assert len(await _said(stores, "web:claimed-again")) == 1


async def test_what_another_has_is_refused_and_nothing_is_said(
    handover: Handover, stores: Stores
) -> None:
    code = await _case(stores, "refused")
    await handover.claim(code, "Lan")
    for attempt in (handover.claim(code, "Hùng"), handover.write(code, "Hùng", "a"),
                    handover.release(code, "Hùng")):  # fmt: skip
        with pytest.raises(CaseError):
            await attempt
    assert len(await _said(stores, "web:refused")) == 1
    with pytest.raises(CaseError):
        await handover.claim("ZZZZZZ", "Lan")


async def test_on_a_channel_what_an_officer_writes_has_its_delivery_job(
    handover: Handover, stores: Stores, database_url: str
) -> None:
    code = await _case(stores, "on-zalo", "zalo")
    await handover.claim(code, "Lan")
    await handover.write(code, "Lan", "Chào bạn.")
    query = text(
        "SELECT outbox.state FROM outbox JOIN procrastinate_jobs job"
        " ON job.task_name = 'deliver' AND (job.args->>'row')::bigint = outbox.id"
        " WHERE conversation_id = 'zalo:on-zalo' AND officer = 'Lan'"
    )
    engine = create_engine(with_driver(database_url))
    with engine.connect() as connection:
        assert connection.execute(query).scalars().all() == ["waiting"]
    engine.dispose()


async def test_an_officer_on_the_channels_own_desk_silences_the_assistant(
    handover: Handover, stores: Stores
) -> None:
    await stores.inbox.keep(Incoming("zalo", "m-own", "own-desk", Kind.TEXT, "a", now()))
    for _ in range(2):
        await handover.taken_over("zalo:own-desk", "zalo", "oa-admin-1")
    case = await stores.cases.of("zalo:own-desk")
    assert case is not None
    assert case.officer == "oa-admin-1"
    assert case.officer_wrote_at is not None
    assert await _said(stores, "zalo:own-desk") == []


async def test_what_an_officer_left_lying_goes_back_once(
    handover: Handover, stores: Stores, real_base: KnowledgeBase, database_url: str
) -> None:
    codes = [await _case(stores, f"forgotten-{number}") for number in range(3)]
    for code in codes[:2]:
        await handover.claim(code, "Lan")
    patience = timedelta(minutes=real_base.policy.handover.release_after_minutes)
    engine = create_engine(with_driver(database_url))
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE handovers SET claimed_at = :then WHERE code = :code"),
            {"then": now() - patience - timedelta(minutes=1), "code": codes[0]},
        )
    engine.dispose()
    assert await handover.release_forgotten() == 1
    assert await handover.release_forgotten() == 0
    assert await stores.cases.find(codes[0]) is None
    assert await stores.cases.find(codes[1]) is not None
    assert await stores.cases.find(codes[2]) is not None
    left = real_base.phrases["officer_left"]
    assert [said for said, _ in await _said(stores, "web:forgotten-0")][-1] == left
