"""Templates to the phones of those who booked without a conversation."""

import pytest

from assistant.conversation.delivery import DeliveryError, Outgoing, Refusal
from assistant.knowledge.reply import Reply, Template
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.zalo.door import ZaloDoor
from connectors.zalo.phone import PhoneDoor, open_door
from tests.fakes.zalo.server import ZaloServer

CODE = "K7DH-3MXA"
PHONES = {CODE: "0987654321"}
REMINDER = Template(name="reminder", values={"ma_lich_hen": CODE})


async def _phone_of(code: str) -> str | None:
    return PHONES.get(code)


@pytest.fixture
def phone(door: ZaloDoor) -> PhoneDoor:
    """The door to phones, over an account with a template for reminders."""
    return PhoneDoor(door, {"reminder": "t-77"}, _phone_of)


def _outgoing(code: str = CODE, template: Template | None = REMINDER, number: int = 7) -> Outgoing:
    reply = Reply(text="Nhắc bạn.")
    return Outgoing(number, f"phone:{code}", "phone", code, reply, template=template)


async def test_the_phone_is_opened_only_here(phone: PhoneDoor, zalo: ZaloServer) -> None:
    outgoing = _outgoing()
    await phone.send(outgoing)
    (sent,) = zalo.account.templates
    assert (sent["phone"], sent["template_id"]) == ("84987654321", "t-77")
    assert sent["template_data"] == REMINDER.values
    assert PHONES[CODE] not in repr(outgoing)


async def test_a_second_try_is_the_same_message(phone: PhoneDoor, zalo: ZaloServer) -> None:
    await phone.send(_outgoing())
    await phone.send(_outgoing())
    assert len(zalo.account.templates) == 1
    await phone.send(_outgoing(number=8))
    assert len(zalo.account.templates) == 2


async def test_whose_phone_is_deleted_is_not_written_to(phone: PhoneDoor, zalo: ZaloServer) -> None:
    with pytest.raises(DeliveryError) as error:
        await phone.send(_outgoing("AAAA-1111"))
    assert error.value.refusal is Refusal.REFUSED
    assert zalo.account.templates == []


@pytest.mark.parametrize("template", [None, Template(name="closing", values={"a": "b"})])
async def test_what_has_no_approved_template_is_left_to_staff(
    phone: PhoneDoor, template: Template | None
) -> None:
    with pytest.raises(DeliveryError) as error:
        await phone.send(_outgoing(template=template))
    assert error.value.refusal is Refusal.CONFIGURATION


def test_without_templates_there_is_no_such_door(settings: Settings, parts: Conversing) -> None:
    assert open_door(settings, parts) is None
