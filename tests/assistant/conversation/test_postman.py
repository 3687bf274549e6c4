"""Delivering the replies of a conversation in their order."""

import pytest

from assistant.conversation.delivery import DeliveryError, Outgoing, Refusal
from assistant.conversation.postman import Postman
from assistant.knowledge.reply import Reply
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask, ask, incoming

__all__ = ["ask"]


class Letterbox:
    """A door that takes everything, but what it is told to refuse."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.refusals: list[DeliveryError] = []

    async def send(self, outgoing: Outgoing) -> str:
        if self.refusals:
            raise self.refusals.pop(0)
        self.taken.append(outgoing.reply.text)
        return f"id-{len(self.taken)}"


@pytest.fixture
def box() -> Letterbox:
    return Letterbox()


@pytest.fixture
def postman(stores: Stores, box: Letterbox) -> Postman:
    return Postman(stores.outbox, {"zalo": box})


async def _posted(stores: Stores, ask: Ask, conversation: str, *texts: str) -> int:
    await stores.inbox.receive(incoming(conversation, "zalo", f"m-{conversation}"))
    for text in texts:
        await stores.outbox.post(conversation, Reply(text=text))
    ((last,),) = ask("SELECT max(id) FROM outbox WHERE conversation_id = :id", id=conversation)
    return int(last)


async def test_all_that_waits_goes_out_in_order(
    stores: Stores, ask: Ask, postman: Postman, box: Letterbox
) -> None:
    last = await _posted(stores, ask, "zalo:p1", "Một.", "Hai.", "Ba.")
    await postman.deliver(last)
    assert box.taken == ["Một.", "Hai.", "Ba."]
    await postman.deliver(last)
    assert box.taken == ["Một.", "Hai.", "Ba."]


async def test_nothing_overtakes_what_must_be_tried_again(
    stores: Stores, ask: Ask, postman: Postman, box: Letterbox
) -> None:
    last = await _posted(stores, ask, "zalo:p2", "Một.", "Hai.")
    box.refusals.append(DeliveryError(Refusal.RETRY, "down", after=7))
    with pytest.raises(DeliveryError) as error:
        await postman.deliver(last)
    assert error.value.after == 7
    assert box.taken == []
    await postman.deliver(last)
    assert box.taken == ["Một.", "Hai."]


async def test_what_will_never_be_taken_is_parked_and_the_next_goes_on(
    stores: Stores, ask: Ask, postman: Postman, box: Letterbox
) -> None:
    last = await _posted(stores, ask, "zalo:p3", "Một.", "Hai.")
    box.refusals.append(DeliveryError(Refusal.BLOCKED, "-217"))
    await postman.deliver(last)
    assert box.taken == ["Hai."]
    states = ask("SELECT state, reason FROM outbox WHERE conversation_id = 'zalo:p3' ORDER BY id")
    assert states == [("parked", "blocked: -217"), ("sent", "")]


async def test_a_closed_door_parks(stores: Stores, ask: Ask) -> None:
    last = await _posted(stores, ask, "zalo:p4", "Một.")
    await Postman(stores.outbox, {}).deliver(last)
    assert ask("SELECT state FROM outbox WHERE id = :id", id=last) == [("parked",)]
