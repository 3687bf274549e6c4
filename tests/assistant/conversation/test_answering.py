"""A kept message is answered once, and asked of Rasa under one id however often."""

from assistant.clock import now
from assistant.conversation.answering import Answering
from assistant.conversation.dialogue import Spoken
from assistant.conversation.incoming import Incoming, Kind
from assistant.conversation.reception import Reception
from assistant.knowledge.live import Editions
from assistant.knowledge.reply import Outcome, Reply
from assistant.stores import Stores
from tests.assistant.conversation.conftest import FakeRasa
from tests.assistant.storage.conftest import Ask, ask, incoming

__all__ = ["ask"]


def _says(rasa: FakeRasa) -> None:
    spoken = Spoken(replies=[Reply(text="15.000 đồng.")], outcome=Outcome.ANSWERED)
    rasa.says({"custom": spoken.model_dump(mode="json")})


async def _received(stores: Stores, ask: Ask, name: str) -> int:
    await stores.inbox.receive(incoming(f"zalo:{name}", "zalo", name))
    ((row,),) = ask("SELECT id FROM inbox WHERE message_id = :id", id=name)
    return int(row)


async def test_the_reply_waits_in_the_outbox(
    stores: Stores, reception: Reception, standing: Editions, rasa: FakeRasa, ask: Ask
) -> None:
    _says(rasa)
    row = await _received(stores, ask, "a1")
    await Answering(stores.inbox, reception, standing, stores.erasure).answer(row, repeated=False)
    answered = await stores.inbox.answered(row)
    assert answered is not None
    assert [reply.text for reply in answered.replies] == ["15.000 đồng."]
    assert rasa.sent[0]["message_id"] == f"inbox-{row}"


async def test_what_was_answered_is_not_asked_again(
    stores: Stores, reception: Reception, standing: Editions, rasa: FakeRasa, ask: Ask
) -> None:
    _says(rasa)
    row = await _received(stores, ask, "a2")
    answering = Answering(stores.inbox, reception, standing, stores.erasure)
    await answering.answer(row, repeated=False)
    await answering.answer(row, repeated=True)
    assert len(rasa.sent) == 1


async def test_a_repeated_try_tells_rasa_so(
    stores: Stores, reception: Reception, standing: Editions, rasa: FakeRasa, ask: Ask
) -> None:
    _says(rasa)
    row = await _received(stores, ask, "a3")
    await Answering(stores.inbox, reception, standing, stores.erasure).answer(row, repeated=True)
    assert rasa.sent[0]["repeated"] is True
    assert ask("SELECT count(*) FROM turns WHERE id = :id", id=f"inbox-{row}") == [(1,)]


async def test_of_a_flood_the_first_too_many_is_told_and_the_rest_are_silent(
    stores: Stores, reception: Reception, standing: Editions, rasa: FakeRasa, ask: Ask
) -> None:
    _says(rasa)
    limits = standing.current.base.policy.limits
    most = limits.messages_per_minute + limits.burst
    for number in range(most + 3):
        await stores.inbox.receive(incoming("zalo:flood", "zalo", f"flood-{number}"))
    rows = ask("SELECT id FROM inbox WHERE conversation_id = 'zalo:flood' ORDER BY id")
    answering = Answering(stores.inbox, reception, standing, stores.erasure)
    for (row,) in rows:
        await answering.answer(row, repeated=False)
    assert len(rasa.sent) == most
    answers = [await stores.inbox.answered(row) for (row,) in rows[most:]]
    assert [len(a.replies) if a else -1 for a in answers] == [1, 0, 0]
    told = answers[0]
    assert told is not None
    assert told.replies[0].text == standing.current.base.phrases["slow_down"]


async def test_without_limits_a_flood_is_answered(
    stores: Stores, reception: Reception, standing: Editions, rasa: FakeRasa, ask: Ask
) -> None:
    _says(rasa)
    for number in range(35):
        await stores.inbox.receive(incoming("zalo:flood2", "zalo", f"flood2-{number}"))
    rows = ask("SELECT id FROM inbox WHERE conversation_id = 'zalo:flood2' ORDER BY id")
    answering = Answering(stores.inbox, reception, standing, stores.erasure, limits=False)
    for (row,) in rows:
        await answering.answer(row, repeated=False)
    assert len(rasa.sent) == 35


async def test_who_withdraws_is_forgotten_in_their_turn(
    stores: Stores, reception: Reception, standing: Editions, rasa: FakeRasa, ask: Ask
) -> None:
    _says(rasa)
    first = await _received(stores, ask, "w1")
    leaving = Incoming("zalo", "w1-leaves", "w1", Kind.WITHDRAWN, "", now())
    await stores.inbox.receive(leaving)
    last = await stores.inbox.keep(leaving)
    answering = Answering(stores.inbox, reception, standing, stores.erasure)
    await answering.answer(first, repeated=False)
    await answering.answer(last, repeated=False)
    for table, column in (("conversations", "id"), ("turns", "conversation_id"),
                          ("inbox", "conversation_id"), ("outbox", "conversation_id")):  # fmt: skip
        assert ask(f"SELECT 1 FROM {table} WHERE {column} = 'zalo:w1'") == []
    await answering.answer(last, repeated=True)


async def test_a_greeting_and_the_question_after_it_are_answered_as_one(
    stores: Stores, reception: Reception, standing: Editions, rasa: FakeRasa, ask: Ask
) -> None:
    _says(rasa)
    for name, text in (("g1", "em chào anh chị ạ"), ("g2", "lệ phí bao nhiêu")):
        await stores.inbox.receive(incoming("zalo:greeter", "zalo", name, text))
    answering = Answering(stores.inbox, reception, standing, stores.erasure)
    rows = ask("SELECT id FROM inbox WHERE conversation_id = 'zalo:greeter' ORDER BY id")
    for (row,) in rows:
        await answering.answer(row, repeated=False)
    assert [message["message"] for message in rasa.sent] == ["lệ phí bao nhiêu"]
    first = await stores.inbox.answered(rows[0][0])
    assert first is not None
    assert first.replies == ()


async def test_a_greeting_alone_is_answered(
    stores: Stores, reception: Reception, standing: Editions, rasa: FakeRasa, ask: Ask
) -> None:
    _says(rasa)
    await stores.inbox.receive(incoming("zalo:greets", "zalo", "g3", "alo"))
    ((row,),) = ask("SELECT id FROM inbox WHERE message_id = 'g3'")
    await Answering(stores.inbox, reception, standing, stores.erasure).answer(row, repeated=False)
    assert len(rasa.sent) == 1
