"""A kept message is answered once, and asked of Rasa under one id however often."""

from assistant.conversation.answering import Answering
from assistant.conversation.dialogue import Spoken
from assistant.conversation.reception import Reception
from assistant.knowledge.reply import Outcome, Reply
from assistant.wiring import Stores
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
    stores: Stores, reception: Reception, rasa: FakeRasa, ask: Ask
) -> None:
    _says(rasa)
    row = await _received(stores, ask, "a1")
    await Answering(stores.inbox, reception).answer(row, repeated=False)
    answered = await stores.inbox.answered(row)
    assert answered is not None
    assert [reply.text for reply in answered.replies] == ["15.000 đồng."]
    assert rasa.sent[0]["message_id"] == f"inbox-{row}"


async def test_what_was_answered_is_not_asked_again(
    stores: Stores, reception: Reception, rasa: FakeRasa, ask: Ask
) -> None:
    _says(rasa)
    row = await _received(stores, ask, "a2")
    answering = Answering(stores.inbox, reception)
    await answering.answer(row, repeated=False)
    await answering.answer(row, repeated=True)
    assert len(rasa.sent) == 1


async def test_a_repeated_try_tells_rasa_so(
    stores: Stores, reception: Reception, rasa: FakeRasa, ask: Ask
) -> None:
    _says(rasa)
    row = await _received(stores, ask, "a3")
    await Answering(stores.inbox, reception).answer(row, repeated=True)
    assert rasa.sent[0]["repeated"] is True
    assert ask("SELECT count(*) FROM turns WHERE id = :id", id=f"inbox-{row}") == [(1,)]
