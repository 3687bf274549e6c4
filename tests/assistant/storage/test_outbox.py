"""Replies wait in their order, are marked when tried, and stay visible until they are sent."""

from assistant.conversation.outbox import Sent
from assistant.knowledge.reply import Reply, Template
from assistant.storage.database import transaction
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask, incoming


async def _posted(stores: Stores, ask: Ask, conversation: str, *texts: str) -> list[int]:
    channel = conversation.split(":", maxsplit=1)[0]
    await stores.inbox.receive(incoming(conversation, channel, f"m-{conversation}"))
    for text in texts:
        await stores.outbox.post(conversation, Reply(text=text))
    rows = ask("SELECT id FROM outbox WHERE conversation_id = :id ORDER BY id", id=conversation)
    return [row for (row,) in rows]


async def test_the_oldest_comes_first_with_what_its_door_needs(stores: Stores, ask: Ask) -> None:
    first, second = await _posted(stores, ask, "zalo:o1", "Một.", "Hai.")
    outgoing = await stores.outbox.next(second)
    assert outgoing is not None
    assert (outgoing.id, outgoing.reply.text) == (first, "Một.")
    assert (outgoing.channel, outgoing.address) == ("zalo", "o1")
    assert outgoing.last_heard_at is not None
    assert (outgoing.attempts, outgoing.tried_at) == (0, None)


async def test_a_reply_knows_what_was_sent_before_it(stores: Stores, ask: Ask) -> None:
    await _posted(stores, ask, "zalo:other", "Khác.")
    _, second = await _posted(stores, ask, "zalo:o9", "Một.", "Hai.")
    first = await stores.outbox.next(second)
    assert first is not None
    assert first.follows is None
    after = await stores.outbox.next(second, Sent(first.id, "zalo-7"))
    assert after is not None
    assert after.follows == "zalo-7"


async def test_a_try_that_broke_off_is_remembered(stores: Stores, ask: Ask) -> None:
    (row,) = await _posted(stores, ask, "zalo:o2", "Một.")
    await stores.outbox.next(row)
    again = await stores.outbox.next(row)
    assert again is not None
    assert again.attempts == 1
    assert again.tried_at is not None


async def test_a_refusal_is_no_open_end(stores: Stores, ask: Ask) -> None:
    (row,) = await _posted(stores, ask, "zalo:o3", "Một.")
    await stores.outbox.next(row)
    await stores.outbox.failed(row, "limit", maybe_sent=False)
    again = await stores.outbox.next(row)
    assert again is not None
    assert (again.attempts, again.tried_at) == (1, None)


async def test_what_may_have_arrived_stays_an_open_end(stores: Stores, ask: Ask) -> None:
    (row,) = await _posted(stores, ask, "zalo:o4", "Một.")
    await stores.outbox.next(row)
    await stores.outbox.failed(row, "timeout", maybe_sent=True)
    again = await stores.outbox.next(row)
    assert again is not None
    assert again.tried_at is not None


async def test_what_is_sent_is_not_sent_again(stores: Stores, ask: Ask) -> None:
    first, second = await _posted(stores, ask, "zalo:o5", "Một.", "Hai.")
    outgoing = await stores.outbox.next(first, Sent(first, "zalo-1"))
    assert outgoing is not None
    assert outgoing.id == second
    assert await stores.outbox.next(first, Sent(second, "zalo-2")) is None
    assert await stores.outbox.next(first) is None


async def test_what_is_parked_is_shown_without_a_word_of_it_and_can_be_tried_again(
    stores: Stores, ask: Ask
) -> None:
    (row,) = await _posted(stores, ask, "zalo:o6", "Một câu riêng.")
    await stores.outbox.park(row, "window_closed: -230")
    assert await stores.outbox.next(row) is None
    (parked,) = [one for one in await stores.outbox.parked(1000) if one.id == row]
    assert (parked.channel, parked.reason) == ("zalo", "window_closed: -230")
    assert "riêng" not in repr(parked)
    assert await stores.outbox.retry(row)
    assert not await stores.outbox.retry(row)
    outgoing = await stores.outbox.next(row)
    assert outgoing is not None
    assert outgoing.attempts == 0


async def test_an_approved_text_travels_beside_the_reply(stores: Stores, ask: Ask) -> None:
    (before,) = await _posted(stores, ask, "zalo:o7", "Một.")
    template = Template(name="reminder", values={"ma_lich_hen": "K7DH-3MXA"})
    async with transaction(stores.engine) as connection:
        await stores.outbox.post_on(connection, "zalo:o7", Reply(text="Hai."), template=template)
    plain = await stores.outbox.next(before)
    assert plain is not None
    assert plain.template is None
    outgoing = await stores.outbox.next(before, Sent(before, "zalo-1"))
    assert outgoing is not None
    assert outgoing.template == template
