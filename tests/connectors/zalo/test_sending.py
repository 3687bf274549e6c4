"""Replies on their way to the fake Zalo, with everything that may go wrong there."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.clock import now
from assistant.conversation.delivery import DeliveryError, Outgoing, Refusal
from assistant.knowledge.reply import Template, Ticket
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.zalo.door import ZaloDoor, open_door
from tests.connectors.zalo.conftest import USER, known, outgoing
from tests.fakes.zalo.server import ZaloServer

LONG = "\n\n".join(f"Đoạn {n}. " + "từ " * 500 for n in range(3))


@pytest.fixture(autouse=True)
async def _known(parts: Conversing) -> None:
    await known(parts)


async def test_a_text_arrives_under_zalos_id(door: ZaloDoor, zalo: ZaloServer) -> None:
    number = await door.send(outgoing("Lệ phí: 0 đồng."))
    assert zalo.account.sent_to(USER) == ["Lệ phí: 0 đồng."]
    assert number == zalo.account.messages[-1]["message_id"]


async def test_a_long_text_arrives_in_order(door: ZaloDoor, zalo: ZaloServer) -> None:
    await door.send(outgoing(LONG, "Lệ phí"))
    assert [text[:7] for text in zalo.account.sent_to(USER)] == ["Đoạn 0.", "Đoạn 1.", "Đoạn 2."]
    assert [bool(m["buttons"]) for m in zalo.account.messages] == [False, False, True]


async def test_a_button_carries_a_token_that_leads_back_to_its_payload(
    door: ZaloDoor, zalo: ZaloServer, parts: Conversing
) -> None:
    await door.send(outgoing("Chọn:", "Lệ phí", "Nơi nộp"))
    tokens = [b["payload"] for b in zalo.account.messages[-1]["buttons"]]
    payload = await parts.stores.keyboard.payload(f"zalo:{USER}", tokens[1])
    assert payload == "/choose{Nơi nộp}"


async def test_more_buttons_than_five_become_numbers(
    door: ZaloDoor, zalo: ZaloServer, parts: Conversing
) -> None:
    await door.send(outgoing("Chọn:", *"abcdef"))
    assert "6. f" in zalo.account.sent_to(USER)[0]
    assert await parts.stores.keyboard.payload(f"zalo:{USER}", "6") == "/choose{f}"


async def test_refused_buttons_become_numbers_and_are_not_tried_again_soon(
    door: ZaloDoor, zalo: ZaloServer, parts: Conversing
) -> None:
    zalo.account.faults.buttons = False
    await door.send(outgoing("Chọn:", "Lệ phí", "Nơi nộp"))
    assert zalo.account.sent_to(USER)[0].startswith("Chọn:\n\n1. Lệ phí\n2. Nơi nộp")
    assert await parts.stores.keyboard.payload(f"zalo:{USER}", "2") == "/choose{Nơi nộp}"
    before = len(zalo.account.requests)
    await door.send(outgoing("Chọn lại:", "Lệ phí"))
    assert len(zalo.account.requests) == before + 1


async def test_a_message_refused_with_and_without_buttons_does_not_switch_buttons_off(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    zalo.account.faults.code, zalo.account.faults.times = -201, 2
    with pytest.raises(DeliveryError) as error:
        await door.send(outgoing("Chọn:", "Lệ phí"))
    assert error.value.refusal is Refusal.REFUSED
    await door.send(outgoing("Chọn:", "Lệ phí"))
    assert zalo.account.messages[-1]["buttons"]


@pytest.mark.parametrize(("code", "refusal"), [
    (-32, Refusal.RETRY), (-217, Refusal.BLOCKED), (-230, Refusal.WINDOW_CLOSED),
    (-224, Refusal.CONFIGURATION), (-210, Refusal.REFUSED),
])  # fmt: skip
async def test_a_number_of_zalo_becomes_a_refusal(
    door: ZaloDoor, zalo: ZaloServer, code: int, refusal: Refusal
) -> None:
    zalo.account.faults.code, zalo.account.faults.times = code, 1
    with pytest.raises(DeliveryError) as error:
        await door.send(outgoing())
    assert error.value.refusal is refusal
    assert not error.value.maybe_sent


async def test_a_failure_of_zalos_own_is_tried_a_few_times_and_no_more(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    refusals = []
    for attempts in (0, 1, 2):
        zalo.account.faults.code, zalo.account.faults.times = -200, 1
        with pytest.raises(DeliveryError) as error:
            await door.send(outgoing(attempts=attempts))
        refusals.append(error.value.refusal)
    assert refusals == [Refusal.RETRY, Refusal.RETRY, Refusal.REFUSED]


async def test_after_seven_days_nothing_is_tried(door: ZaloDoor, zalo: ZaloServer) -> None:
    with pytest.raises(DeliveryError) as error:
        await door.send(outgoing(last_heard_at=now() - timedelta(days=7, minutes=1)))
    assert error.value.refusal is Refusal.WINDOW_CLOSED
    assert zalo.account.requests == []
    await door.send(outgoing(last_heard_at=now() - timedelta(days=6)))


async def test_an_ended_token_is_renewed_and_the_message_sent_in_the_same_try(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    zalo.account.ends_at = 0
    await door.send(outgoing())
    assert len(zalo.account.sent_to(USER)) == 1
    assert zalo.account.renewals == 1


async def test_zalo_away_means_later_and_surely_not_sent(door: ZaloDoor, zalo: ZaloServer) -> None:
    zalo.stop()
    with pytest.raises(DeliveryError) as error:
        await door.send(outgoing())
    assert (error.value.refusal, error.value.maybe_sent) == (Refusal.RETRY, False)


async def test_an_outage_means_later_and_perhaps_sent(door: ZaloDoor, zalo: ZaloServer) -> None:
    zalo.account.faults.outage = True
    with pytest.raises(DeliveryError) as error:
        await door.send(outgoing())
    assert (error.value.refusal, error.value.maybe_sent) == (Refusal.RETRY, True)


async def test_what_arrived_before_the_answer_was_lost_is_not_sent_again(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    began = now()
    kept = zalo.account.keep(USER, "Lệ phí: 0 đồng.", src=0)
    assert await door.send(outgoing(tried_at=began)) == kept["message_id"]
    assert len(zalo.account.sent_to(USER)) == 1


async def test_the_same_words_of_the_reply_before_do_not_count(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    before = zalo.account.keep(USER, "Lệ phí: 0 đồng.", src=0)["message_id"]
    again = outgoing(tried_at=now(), follows=before)
    await door.send(again)
    assert len(zalo.account.sent_to(USER)) == 2
    arrived = zalo.account.messages[-1]["message_id"]
    assert await door.send(again) == arrived
    assert len(zalo.account.sent_to(USER)) == 2


async def test_what_was_said_before_the_try_does_not_count(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    old = zalo.account.keep(USER, "Lệ phí: 0 đồng.", src=0)
    old["time"] -= 60_000
    await door.send(outgoing(tried_at=now()))
    assert len(zalo.account.sent_to(USER)) == 2


async def test_a_reply_half_sent_is_ended_and_not_begun_again(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    began = now()
    reply = outgoing(LONG, "Lệ phí")
    zalo.account.faults.per_minute = 2
    with pytest.raises(DeliveryError) as error:
        await door.send(reply)
    assert error.value.maybe_sent
    zalo.account.faults.per_minute = 4000
    await door.send(outgoing(LONG, "Lệ phí", tried_at=began, attempts=1))
    assert [text[:7] for text in zalo.account.sent_to(USER)] == ["Đoạn 0.", "Đoạn 1.", "Đoạn 2."]


async def test_a_reply_half_sent_before_buttons_were_refused_is_ended_too(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    began = now()
    zalo.account.faults.per_minute = 2
    with pytest.raises(DeliveryError):
        await door.send(outgoing(LONG, "Lệ phí"))
    zalo.account.faults.per_minute, zalo.account.faults.buttons = 4000, False
    for _ in range(2):  # the second finds everything there
        await door.send(outgoing(LONG, "Lệ phí", tried_at=began, attempts=1))
    assert len(zalo.account.sent_to(USER)) == 3
    assert zalo.account.sent_to(USER)[-1].endswith("1. Lệ phí\nBạn gõ số của dòng cần chọn.")


async def test_while_the_conversation_cannot_be_looked_at_nothing_is_sent(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    zalo.account.faults.outage = True
    with pytest.raises(DeliveryError) as error:
        await door.send(outgoing(tried_at=now()))
    assert error.value.maybe_sent
    assert {r["path"] for r in zalo.account.requests} == {"/v2.0/oa/conversation"}


async def test_where_it_may_never_be_looked_at_the_reply_is_sent_again(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    zalo.account.faults.conversation = False
    await door.send(outgoing(tried_at=now()))
    assert len(zalo.account.sent_to(USER)) == 1


async def test_many_messages_of_the_conversation_are_looked_through(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    began = now()
    zalo.account.keep(USER, "Lệ phí: 0 đồng.", src=0)
    for number in range(15):
        zalo.account.keep(USER, f"câu {number}", src=1)
    await door.send(outgoing(tried_at=began))
    assert len(zalo.account.sent_to(USER)) == 1


async def test_somebody_without_an_account_gets_numbers(
    door: ZaloDoor, zalo: ZaloServer, parts: Conversing
) -> None:
    address = "anonymous:ANON:C"
    await known(parts, address)
    reply = outgoing("Chọn:", "Lệ phí", address=address, conversation=f"zalo:{address}")
    await door.send(reply)
    assert "1. Lệ phí" in zalo.account.sent_to("ANON/C")[0]


@pytest.fixture
async def approved(settings: Settings, parts: Conversing) -> AsyncIterator[ZaloDoor]:
    """The door of an account with a template for reminders."""
    made = open_door(settings.model_copy(update={"zalo_reminder_template": "t-77"}), parts)
    assert made is not None
    yield made
    await made.close()


REMINDER = Template(name="reminder", values={"ma_lich_hen": "K7DH-3MXA"})
LONG_SILENT = {"last_heard_at": now() - timedelta(days=8)}


async def test_outside_the_window_the_template_goes_in_place_of_the_reply(
    approved: ZaloDoor, zalo: ZaloServer
) -> None:
    await approved.send(outgoing("Nhắc bạn.", "Đổi lịch", template=REMINDER, **LONG_SILENT))
    assert zalo.account.sent_to(USER) == []
    (sent,) = zalo.account.templates
    assert (sent["user_id"], sent["template_id"]) == (USER, "t-77")
    assert sent["template_data"] == REMINDER.values


async def test_within_the_window_the_reply_itself_goes(
    approved: ZaloDoor, zalo: ZaloServer
) -> None:
    await approved.send(outgoing("Nhắc bạn.", template=REMINDER, last_heard_at=now()))
    assert zalo.account.sent_to(USER) == ["Nhắc bạn."]
    assert zalo.account.templates == []


async def test_the_window_may_be_closed_by_zalos_own_word(
    approved: ZaloDoor, zalo: ZaloServer
) -> None:
    zalo.account.faults.code, zalo.account.faults.times = -230, 1
    await approved.send(outgoing("Nhắc bạn.", template=REMINDER, last_heard_at=now()))
    assert len(zalo.account.templates) == 1


@pytest.mark.parametrize("template", [None, Template(name="closing", values={"a": "b"})])
async def test_without_an_approved_template_the_reply_stays_visible(
    approved: ZaloDoor, zalo: ZaloServer, template: Template | None
) -> None:
    with pytest.raises(DeliveryError) as error:
        await approved.send(outgoing("Nhắc bạn.", template=template, **LONG_SILENT))
    assert error.value.refusal is Refusal.WINDOW_CLOSED
    assert not error.value.is_worth_retrying
    assert zalo.account.templates == []


async def test_a_ticket_goes_as_a_picture_with_its_words(door: ZaloDoor, zalo: ZaloServer) -> None:
    await door.send(_ticket())
    message = zalo.account.messages[-1]
    assert message["message"] == "Mã của bạn: K7DH-3MXA"
    assert message["pictures"] == list(zalo.account.uploads) != []


async def test_a_ticket_goes_as_words_where_no_picture_is_taken(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    faults = zalo.account.faults
    faults.code, faults.times, faults.path = -201, 1, "/upload/"
    await door.send(_ticket())
    assert zalo.account.sent_to(USER) == ["Mã của bạn: K7DH-3MXA"]


async def test_a_ticket_that_may_have_arrived_is_not_sent_again(
    door: ZaloDoor, zalo: ZaloServer
) -> None:
    began = now() - timedelta(seconds=1)
    await door.send(_ticket())
    await door.send(replace(_ticket(), tried_at=began))
    assert len(zalo.account.sent_to(USER)) == 1


def _ticket() -> Outgoing:
    ticket = Ticket(code="K7DH-3MXA", image="/qr.svg", calendar="/calendar.ics")
    plain = outgoing("Mã của bạn: K7DH-3MXA")
    return replace(plain, reply=plain.reply.model_copy(update={"ticket": ticket}))
