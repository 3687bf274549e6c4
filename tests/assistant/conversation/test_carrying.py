"""Carrying on: by a typed code, over a real database, in the conversation where it is typed."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from assistant import wiring
from assistant.appointments.code import new_code
from assistant.clock import VIETNAM, now
from assistant.conversation.carrying import Carried, Carrying, read_typed, shown
from assistant.conversation.contacts import Contacts
from assistant.conversation.dialogue import Spoken
from assistant.conversation.incoming import Incoming, Kind
from assistant.conversation.message import Button, Typed
from assistant.conversation.reception import Reception
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.live import Editions
from assistant.knowledge.packing import unpacked
from assistant.knowledge.reply import Reply
from assistant.knowledge.state import State
from assistant.storage.database import with_driver
from assistant.stores import Stores
from tests.assistant.conversation.conftest import FakeRasa
from tests.assistant.storage.visits import book

ANSWERED = Carried("9.000001", {"who": "self"}, None)
Ask = Callable[..., Any]


@pytest.fixture
def ask(database_url: str) -> Ask:
    """Run one statement."""

    def _ask(statement: str, **values: object) -> list[tuple[Any, ...]]:
        engine = create_engine(with_driver(database_url))
        try:
            with engine.begin() as connection:
                result = connection.execute(text(statement), values)
                return [tuple(row) for row in result] if result.returns_rows else []
        finally:
            engine.dispose()

    return _ask


class Clock:
    """A time a test may move on."""

    def __init__(self) -> None:
        self.at = now()

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    """The present, until it is moved."""
    return Clock()


@pytest.fixture
def carrying(stores: Stores, standing: Editions, clock: Clock) -> Carrying:
    """Over the invented records."""
    then = Contacts(wiring.booking(stores, standing))
    base = lambda: standing.current.base  # noqa: E731
    return Carrying(stores.carried, stores.appointments, base, then, now=clock)


@pytest.mark.parametrize("typed", [
    "MT-K7DH-3MXA", "mt-k7dh-3mxa", "MT K7DH 3MXA", "mtk7dh3mxa", "  MT – K7DH – 3MXA.",
    "mã MT-K7DH-3MXA", "Mã: mt k7dh3mxa", "ＭＴ-K7DH-3MXA", "MT-K7DH-3MXA\n", "MT.K7DH.3MXA",
])  # fmt: skip
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_typed(typed) == ("K7DH-3MXA", True)


def test_a_code_in_a_sentence_is_read_too() -> None:
    read = read_typed("tôi quét được mã MT-K7DH-3MXA thì làm gì")
    assert read == ("K7DH-3MXA", False)


@pytest.mark.parametrize("typed", [
    "", "MT", "mt khai sinh", "mt2024 2025", "MT-1234-5678", "K7DH-3MXA", "MT-K7DH-3MX",
    "MT-K7DH-3MXAB", "AMT-K7DH-3MXA", "gia hạn bằng lái xe mt 2024", "/start",
])  # fmt: skip
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_typed(typed) is None


@given(st.text(max_size=200))
def test_any_text_is_read_without_trouble(text_: str) -> None:
    read = read_typed(text_)
    assert read is None or len(read[0]) == 9


def test_every_new_code_is_read_back() -> None:
    for _ in range(2000):
        code = new_code()
        assert read_typed(shown(code)) == (code, True)
        assert read_typed(shown(code).lower().replace("-", " ")) == (code, True)


async def test_what_is_taken_is_opened_until_its_hour_is_over(
    carrying: Carrying, clock: Clock, small_base: KnowledgeBase
) -> None:
    opener = await carrying.take(ANSWERED)
    assert opener.expires_at - clock.at == timedelta(
        minutes=small_base.policy.carrying.live_minutes
    )
    for _ in range(3):
        assert await carrying.opened(opener.code.lower()) == ANSWERED
    clock.at = opener.expires_at - timedelta(seconds=1)
    assert await carrying.opened(opener.code) == ANSWERED
    clock.at = opener.expires_at
    assert await carrying.opened(opener.code) is None


async def test_a_typed_code_is_the_button_that_goes_on(
    carrying: Carrying, small_base: KnowledgeBase
) -> None:
    record = small_base.record("9.000001")
    case = record.cases[0]
    answers = {case.id: case.options[0].id}
    opener = await carrying.take(Carried(record.code, answers, None))
    taken = await carrying.taken_from(opener.code, "telegram:1", State(), small_base)
    assert isinstance(taken, Button)
    assert (taken.intent, taken.entities["procedure"]) == ("resume_checklist", record.code)
    assert unpacked(record, taken.entities["answers"]) == answers


async def test_an_unknown_code_is_told_what_to_do_but_a_sentence_goes_on(
    carrying: Carrying, small_base: KnowledgeBase
) -> None:
    said = await carrying.taken_from("MT-K7DH-3MXA", "zalo:1", State(), small_base)
    assert isinstance(said, Spoken)
    assert said.replies[0].text == small_base.phrases["carried_over"]
    sentence = "xe MT-K7DH-3MXA đăng ký tạm trú cần gì"
    assert await carrying.taken_from(sentence, "zalo:1", State(), small_base) is None


async def test_a_typed_code_reaches_rasa_as_the_list_and_the_turn_keeps_no_code(
    reception: Reception, stores: Stores, rasa: FakeRasa, ask: Ask, standing: Editions
) -> None:
    code = shown(await stores.carried.keep(Carried("9.000003"), now() + timedelta(minutes=5)))
    rasa.says({"custom": Spoken(replies=[Reply(text="Danh mục")]).model_dump(mode="json")})
    talk = f"telegram:{secrets.token_hex(4)}"
    await reception.text(talk, "telegram", f" {code.lower()} ")
    (sent,) = rasa.sent
    assert sent["message"] == '/resume_checklist{"procedure": "9.000003"}'
    kept = ask("SELECT question FROM turns WHERE conversation_id = :id", id=talk)
    assert kept == [('/resume_checklist{"procedure": "9.000003"}',)]
    await reception.text(talk, "telegram", "MT-K7DH-3MXA")
    assert len(rasa.sent) == 1
    assert ("[carried]",) in ask("SELECT question FROM turns WHERE conversation_id = :id", id=talk)


async def test_without_rasa_it_goes_on_with_the_answers_given_elsewhere(
    reception: Reception, stores: Stores, rasa: FakeRasa, small_base: KnowledgeBase
) -> None:
    record = small_base.record("9.000001")
    case = record.cases[0]
    option = next(option for option in case.options if not option.leads_to)
    thing = Carried(record.code, {case.id: option.id})
    code = shown(await stores.carried.keep(thing, now() + timedelta(minutes=5)))
    spoken = await reception.text(f"web:{secrets.token_hex(4)}", "web", code)
    assert spoken.state.procedure == record.code
    assert spoken.state.answers == {case.id: option.id}


def _visit(ask: Ask, conversation: str | None, **more: Any) -> str:
    start = datetime.now(VIETNAM) + timedelta(days=1)
    return book(ask, start, conversation, code=new_code(), **more)


async def _heard(stores: Stores, channel: str) -> str:
    """A resident who has written to us on this channel."""
    address = secrets.token_hex(6)
    incoming = Incoming(channel, address, address, Kind.TEXT, "xin chào", now())
    await stores.inbox.keep(incoming)
    return incoming.conversation


async def test_an_appointment_goes_over_to_the_first_telephone_alone(
    carrying: Carrying, stores: Stores, ask: Ask, small_base: KnowledgeBase
) -> None:
    kiosk = await _heard(stores, "web")
    mine, other = await _heard(stores, "telegram"), await _heard(stores, "zalo")
    code = _visit(ask, kiosk)
    opener = await carrying.take(Carried(appointment=code))
    for _ in range(2):
        told = await carrying.taken_from(opener.code, mine, State(), small_base)
        assert isinstance(told, Spoken)
        assert told.replies[0].text == small_base.phrases["carried_visit"]
        assert any(code in reply.text for reply in told.replies)
    late = await carrying.taken_from(opener.code, other, State(), small_base)
    assert isinstance(late, Spoken)
    assert small_base.phrases["carried_visit_taken"] in late.replies[0].text
    assert late.replies[0].buttons == []
    ((owner,),) = ask("SELECT conversation FROM appointments WHERE code = :code", code=code)
    assert owner == mine
    lines = ask(
        "SELECT what, by FROM appointment_changes JOIN appointments a ON a.id = appointment_id"
        " WHERE code = :code", code=code,
    )  # fmt: skip
    assert lines == [("carried", "resident")]


@pytest.mark.parametrize("state", ["cancelled", "arrived", "missed"])
async def test_an_appointment_that_is_over_is_only_told_so(
    carrying: Carrying, stores: Stores, ask: Ask, small_base: KnowledgeBase, state: str
) -> None:
    mine = await _heard(stores, "telegram")
    code = _visit(ask, None, state=state)
    opener = await carrying.take(Carried(appointment=code))
    told = await carrying.taken_from(opener.code, mine, State(), small_base)
    assert isinstance(told, Spoken)
    assert told.replies[0].text == small_base.phrases["carried_visit_past"]
    assert ask("SELECT conversation FROM appointments WHERE code = :c", c=code) == [(None,)]


async def test_a_text_without_a_code_is_asked_for_a_contact_as_ever(
    carrying: Carrying, small_base: KnowledgeBase
) -> None:
    assert await carrying.taken_from("lệ phí", "web:1", State(), small_base) is None
    assert Typed("lệ phí").text == "lệ phí"
