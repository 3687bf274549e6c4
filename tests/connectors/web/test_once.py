"""One message of the web is one turn."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from assistant.clock import now
from assistant.conversation.dialogue import Spoken
from assistant.conversation.incoming import Incoming, Kind
from assistant.conversation.reception import Reception
from assistant.knowledge.reply import Outcome, Reply
from assistant.stores import Stores
from connectors.web.once import Once, digest
from tests.assistant.conversation.conftest import (  # noqa: F401 - fixtures
    FakeRasa,
    dialogue,
    rasa,
    reception,
    stores,
)
from tests.connectors.conftest import Served

QUESTION = {"text": "đăng ký kết hôn mất bao lâu"}


def _post(served: Served, conversation: str, key: str) -> httpx.Response:
    path = f"/api/v1/conversations/{conversation}/messages"
    return served.http.post(path, json=QUESTION, headers={"Idempotency-Key": key})


def _turns(served: Served, conversation: str) -> int:
    query = "SELECT count(*) FROM turns WHERE conversation_id = :id"
    return int(served.ask(query, id=f"web:{conversation}")[0][0])


def test_the_same_key_is_one_turn_with_one_answer(gateway: Served) -> None:
    first = _post(gateway, "once-same-key", "k1")
    assert first.status_code == 200
    assert first.json()["outcome"] == "answered"
    assert _post(gateway, "once-same-key", "k1").json() == first.json()
    assert _turns(gateway, "once-same-key") == 1
    assert _post(gateway, "once-same-key", "k2").status_code == 200
    assert _turns(gateway, "once-same-key") == 2


def test_many_at_once_under_one_key_are_one_turn(gateway: Served) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: _post(gateway, "once-together", "k").json(), range(8)))
    assert all(answer == answers[0] for answer in answers)
    assert _turns(gateway, "once-together") == 1


def test_a_key_belongs_to_its_conversation(gateway: Served) -> None:
    for conversation in ("once-owner-1", "once-owner-2"):
        assert _post(gateway, conversation, "k").status_code == 200
        assert _turns(gateway, conversation) == 1


def test_without_a_key_every_message_is_a_turn(gateway: Served) -> None:
    path = "/api/v1/conversations/once-no-key/messages"
    for _ in range(2):
        assert gateway.http.post(path, json=QUESTION).status_code == 200
    assert _turns(gateway, "once-no-key") == 2


def test_what_was_written_is_not_kept_beside_the_turn(gateway: Served) -> None:
    _post(gateway, "once-private", "k")
    rows = gateway.ask("SELECT content FROM inbox WHERE conversation_id = 'web:once-private'")
    assert rows == [(None,)]


@pytest.mark.parametrize("key", ["k" * 201, ""])
def test_a_key_without_sense_is_refused(gateway: Served, key: str) -> None:
    assert _post(gateway, "once-senseless", key).status_code == 422


@pytest.mark.parametrize("key", ["khóa của tôi", '"quoted"', "k" * 200, "a:b/c?d"])
def test_a_key_may_be_anything_a_header_holds(gateway: Served, key: str) -> None:
    path = "/api/v1/conversations/once-any-key/messages"
    headers = {b"Idempotency-Key": key.encode()}
    assert gateway.http.post(path, json=QUESTION, headers=headers).status_code == 200


def _asked(key: str, text: str = "lệ phí bao nhiêu") -> Incoming:
    return Incoming("web", f"once-direct:{digest(key)}", "once-direct", Kind.TEXT, text, now())


def _says(rasa: FakeRasa, words: str) -> None:  # noqa: F811
    spoken = Spoken(replies=[Reply(text=words)], outcome=Outcome.ANSWERED, intent="ask_fee")
    rasa.says({"custom": spoken.model_dump(mode="json")})


async def test_a_message_whose_turn_broke_off_is_asked_again_under_its_mark(
    stores: Stores,  # noqa: F811
    reception: Reception,  # noqa: F811
    rasa: FakeRasa,  # noqa: F811
) -> None:
    number = await stores.inbox.keep(_asked("broken-off"))
    _says(rasa, "Lệ phí: 15.000 đồng.")
    answered = await Once(stores.inbox, reception).answer(_asked("broken-off"))
    assert [reply.text for reply in answered.replies] == ["Lệ phí: 15.000 đồng."]
    (sent,) = rasa.sent
    assert (sent["message_id"], sent["repeated"]) == (f"inbox-{number}", True)


async def test_another_process_gives_the_answer_that_was_kept(
    stores: Stores,  # noqa: F811
    reception: Reception,  # noqa: F811
    rasa: FakeRasa,  # noqa: F811
) -> None:
    _says(rasa, "Câu thứ nhất.")
    first = await Once(stores.inbox, reception).answer(_asked("two-processes"))
    assert rasa.sent[0]["repeated"] is False
    _says(rasa, "Câu thứ hai.")
    assert await Once(stores.inbox, reception).answer(_asked("two-processes")) == first
    assert len(rasa.sent) == 1


async def test_two_processes_at_the_same_time_give_one_answer(
    stores: Stores,  # noqa: F811
    reception: Reception,  # noqa: F811
    rasa: FakeRasa,  # noqa: F811
) -> None:
    _says(rasa, "Câu trả lời.")
    both = [Once(stores.inbox, reception) for _ in range(2)]
    one, other = await asyncio.gather(*(once.answer(_asked("same-moment")) for once in both))
    assert one == other
    assert {sent["message_id"] for sent in rasa.sent} == {rasa.sent[0]["message_id"]}


def test_without_a_database_the_answer_comes_all_the_same(bare: httpx.Client) -> None:
    path = "/api/v1/conversations/once-no-database/messages"
    answer = bare.post(path, json=QUESTION, headers={"Idempotency-Key": "k"})
    assert answer.json()["outcome"] == "answered"
