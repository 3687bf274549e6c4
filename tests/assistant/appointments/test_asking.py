"""The question that an arrangement waits with."""

from datetime import datetime
from typing import get_args

import pytest

from assistant.appointments.appointment import Kind
from assistant.appointments.asking import Asking
from assistant.appointments.needs import Needs
from assistant.appointments.plan import Offer, Plan, Step, Theirs
from assistant.clock import VIETNAM
from assistant.conversation.message import read_payload
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.finder import Finder
from assistant.wiring import domain

AT = datetime(2026, 11, 26, 9, 0, tzinfo=VIETNAM)
FULL = Plan(
    procedure="1.001193", candidates=("1.001193", "1.000894"), office="07210",
    offices=("07210", "07228"), since=AT.date(), start=AT,
    offers=(Offer(office="07210", start=AT), Offer(office="07228", start=AT)),
    chosen="K7DH-3MXA", theirs=(Theirs(office="07210", start=AT, code="K7DH-3MXA"),),
)  # fmt: skip


@pytest.fixture(scope="module")
def asking(real_base: KnowledgeBase, finder: Finder) -> Asking:
    """Over what ships."""
    return Asking(real_base, Needs(real_base, finder))


@pytest.mark.parametrize("step", get_args(Step))
@pytest.mark.parametrize("kind", [None, Kind.HOME_VISIT])
def test_every_step_has_a_question_with_buttons_that_lead_somewhere(
    asking: Asking, step: Step, kind: Kind | None
) -> None:
    reply = asking.question(FULL.with_(step=step, kind=kind))
    known = domain()
    assert reply.text
    assert reply.buttons
    for button in reply.buttons:
        assert read_payload(button.payload, known.intents, known.entities), button.payload


def test_what_is_missing_of_the_contact_is_asked_alone(asking: Asking) -> None:
    plan = FULL.with_(step="contact", missing=("phone",))
    assert "số điện thoại" in asking.question(plan).text
    assert "họ tên và số điện thoại" in asking.question(plan.with_(missing=())).text


def test_an_offer_elsewhere_names_its_place(asking: Asking) -> None:
    titles = [button.title for button in asking.question(FULL.with_(step="time")).buttons]
    assert titles[0] == "09:00 thứ Năm, 26/11"
    assert titles[1] == "09:00 thứ Năm, 26/11, phường Đa Mai"


def test_to_a_person(asking: Asking) -> None:
    assert asking.officer().payload == "/talk_to_officer"
