"""Replies go out in parts, once each, whatever Telegram answers in between."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation.delivery import DeliveryError, Refusal
from assistant.knowledge.reply import Ticket
from connectors.telegram.sending import parts_of
from tests.connectors.telegram.conftest import World, outgoing

_LONG = "Giấy tờ cần mang. " * 600  # three messages


@given(st.text(alphabet=st.sampled_from("aế😀 .\n"), max_size=400), st.integers(1, 60))
def test_no_part_is_longer_than_telegram_counts(piece: str, times: int) -> None:
    parts = parts_of(piece * times)
    assert all(0 < len(part.encode("utf-16-le")) // 2 <= 4096 for part in parts)
    assert "".join("".join(parts).split()) == "".join((piece * times).split())


def test_what_fits_is_not_cut() -> None:
    assert parts_of("ế" * 4096) == ["ế" * 4096]
    assert [len(part) for part in parts_of("😀" * 4096)] == [2048, 2048]


def _said(world: World, chat: int = 7) -> list[str]:
    return [said["text"] for said in world.fake.telegram.chats[chat].said]


@pytest.fixture(autouse=True)
def known(world: World) -> None:
    """Chat 7 has written to the bot."""
    world.fake.telegram.chat(7)


async def test_a_long_reply_goes_out_in_order_with_buttons_under_the_last(world: World) -> None:
    await world.door().send(outgoing(_LONG, "Lệ phí"))
    said = world.fake.telegram.chats[7].said
    assert len(said) == 3
    assert " ".join(_said(world)) == _LONG.strip()
    assert ["reply_markup" in message for message in said] == [False, False, True]


async def test_text_that_looks_like_markup_arrives_as_written(world: World) -> None:
    await world.door().send(outgoing("<b>1.000_ *đồng* [a](b) & c"))
    assert _said(world) == ["<b>1.000_ *đồng* [a](b) & c"]


async def test_a_limit_is_obeyed_and_no_part_is_said_twice(world: World) -> None:
    door = world.door()
    world.fake.methods.per_second = 1  # the second part comes too soon
    with pytest.raises(DeliveryError) as raised:
        await door.send(outgoing(_LONG))
    assert (raised.value.refusal, raised.value.after) == (Refusal.RETRY, 1)
    assert not raised.value.maybe_sent
    world.fake.methods.per_second = None
    await door.send(outgoing(_LONG))
    assert " ".join(_said(world)) == _LONG.strip()


@pytest.mark.parametrize(
    ("failure", "refusal", "maybe_sent"),
    [
        ({"status": 502, "description": "Bad Gateway"}, Refusal.RETRY, True),
        ({"status": 500, "lost": True}, Refusal.RETRY, True),
        ({"status": 429, "retry_after": 9}, Refusal.RETRY, False),
        ({"status": 401, "description": "Unauthorized"}, Refusal.CONFIGURATION, False),
        ({"status": 404, "description": "Not Found"}, Refusal.CONFIGURATION, False),
        ({"status": 400, "description": "Bad Request: x"}, Refusal.REFUSED, False),
        ({"status": 403, "description": "Forbidden: user is deactivated"}, Refusal.BLOCKED, False),
    ],
)
async def test_an_answer_has_its_consequence(
    world: World, failure: dict[str, object], refusal: Refusal, maybe_sent: bool
) -> None:
    world.fake.failures.append({"method": "sendMessage", **failure})
    with pytest.raises(DeliveryError) as raised:
        await world.door().send(outgoing("Xin chào"))
    assert (raised.value.refusal, raised.value.maybe_sent) == (refusal, maybe_sent)


async def test_an_outage_is_outlived(world: World) -> None:
    door = world.door()
    world.fake.outage = True
    with pytest.raises(DeliveryError):
        await door.send(outgoing("Xin chào"))
    world.fake.outage = False
    await door.send(outgoing("Xin chào"))
    assert _said(world) == ["Xin chào"]


async def test_a_chat_that_never_wrote_is_refused_for_good(world: World) -> None:
    with pytest.raises(DeliveryError) as raised:
        await world.door().send(outgoing("Xin chào", chat=555))
    assert raised.value.refusal is Refusal.REFUSED


@pytest.mark.parametrize(("text", "chat"), [("", "7"), ("Xin chào", "not-a-chat")])
async def test_what_cannot_be_sent_is_not_tried(world: World, text: str, chat: str) -> None:
    with pytest.raises(DeliveryError) as raised:
        await world.door().send(outgoing(text, chat=chat))
    assert raised.value.refusal is Refusal.REFUSED
    assert world.fake.calls == []


async def test_a_group_that_moved_is_followed(world: World) -> None:
    world.fake.telegram.chat(-1007)
    world.fake.failures.append(
        {"method": "sendMessage", "status": 400, "migrate_to_chat_id": -1007}
    )
    await world.door().send(replace(outgoing("Xin chào"), address="-7"))
    assert _said(world, -1007) == ["Xin chào"]


async def test_a_ticket_goes_as_a_photo_with_its_words(world: World) -> None:
    plain = outgoing("Mã của bạn: K7DH-3MXA")
    ticket = Ticket(code="K7DH-3MXA", image="/qr.svg", calendar="/calendar.ics")
    await world.door().send(replace(plain, reply=plain.reply.model_copy(update={"ticket": ticket})))
    (said,) = world.fake.telegram.chats[7].said
    assert said["caption"] == "Mã của bạn: K7DH-3MXA"
    assert said["photo"]
