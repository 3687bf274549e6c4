"""Template messages for reminders."""

import pytest

from assistant.conversation.delivery import DeliveryError, Refusal
from connectors.zalo.door import ZaloDoor
from tests.connectors.zalo.conftest import USER
from tests.fakes.zalo.server import ZaloServer

VALUES = {"ma_hen": "HS-0123", "thoi_gian": "08:30 25/11/2026"}


@pytest.mark.parametrize("phone", ["0987654321", "+84987654321", "84987654321", "098 765.4321"])
async def test_a_phone_is_written_as_zalo_wants_it(
    door: ZaloDoor, zalo: ZaloServer, phone: str
) -> None:
    assert await door.send_template(phone, "t1", VALUES, "appt-1") == "z1"
    (sent,) = zalo.account.templates
    assert (sent["phone"], sent["tracking_id"]) == ("84987654321", "appt-1")
    assert sent["template_data"] == VALUES


async def test_the_same_mark_is_one_message(door: ZaloDoor, zalo: ZaloServer) -> None:
    for _ in range(2):
        await door.send_template("0987654321", "t1", VALUES, "appt-1")
    assert len(zalo.account.templates) == 1


async def test_a_user_of_the_account_is_reached_by_id(door: ZaloDoor, zalo: ZaloServer) -> None:
    await door.send_template(USER, "t1", VALUES, "appt-1")
    assert zalo.account.templates[0]["user_id"] == USER
    assert "tracking_id" not in zalo.account.templates[0]


async def test_an_ended_token_is_renewed(door: ZaloDoor, zalo: ZaloServer) -> None:
    zalo.account.ends_at = 0
    await door.send_template("0987654321", "t1", VALUES, "appt-1")
    assert zalo.account.renewals == 1


async def test_who_refused_is_not_asked_again(door: ZaloDoor, zalo: ZaloServer) -> None:
    zalo.account.faults.code, zalo.account.faults.times = -139, 1
    with pytest.raises(DeliveryError) as error:
        await door.send_template("0987654321", "t1", VALUES, "appt-1")
    assert error.value.refusal is Refusal.BLOCKED


async def test_a_long_mark_and_no_template_are_mistakes_of_ours(door: ZaloDoor) -> None:
    with pytest.raises(ValueError, match="48"):
        await door.send_template("0987654321", "t1", VALUES, "m" * 49)
    with pytest.raises(DeliveryError):
        await door.send_template("0987654321", "", VALUES, "m")
