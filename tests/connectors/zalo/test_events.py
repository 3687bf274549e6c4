"""Every event of the catalogue, and anything whatever in its place."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.conversation.incoming import Incoming, Kind
from connectors.zalo.events import OfficerWrote, Withdrawn, read

OA, USER = "388613280878808645", "246845883529197922"
STAMP = "1757000000000"


def _event(name: str, **more: Any) -> dict[str, Any]:
    return {"app_id": "A", "event_name": name, "timestamp": STAMP, **more}


def _sent(what: str, *payload: Any, text: str = "") -> dict[str, Any]:
    message = {"msg_id": "m1", **({"text": text} if text else {}),
               "attachments": [{"type": what, "payload": p} for p in payload]}  # fmt: skip
    return _event(f"user_send_{what}", sender={"id": USER}, recipient={"id": OA}, message=message)


LINK = {"thumbnail": "t", "description": "Cổng dịch vụ công", "url": "https://x.vn"}


@pytest.mark.parametrize(("event", "kind", "content"), [
    (_sent("text", text="làm khai sinh"), Kind.TEXT, "làm khai sinh"),
    (_sent("text", text="2"), Kind.TEXT, "2"),
    (_sent("text"), Kind.TEXT, ""),
    (_sent("image", {"url": "u", "thumbnail": "t"}), Kind.IMAGE, ""),
    (_sent("image", {"url": "u"}, text="giấy này còn dùng được không"), Kind.TEXT,
     "giấy này còn dùng được không"),
    (_sent("gif", {"url": "u"}), Kind.IMAGE, ""),
    (_sent("link", LINK), Kind.TEXT, "Cổng dịch vụ công"),
    (_sent("link", {"url": "https://x.vn"}), Kind.TEXT, "https://x.vn"),
    (_sent("sticker", {"url": "u", "id": "bfe4"}), Kind.STICKER, ""),
    (_sent("location", {"coordinates": {"latitude": "10.7", "longitude": "106.6"}}),
     Kind.LOCATION, ""),
    (_sent("location", {"coordinates": {"latitude": 10.7, "longitude": 106.6}}), Kind.LOCATION, ""),
    (_sent("audio", {"url": "a.amr"}), Kind.AUDIO, ""),
    (_sent("video", {"url": "v"}), Kind.FILE, ""),
    (_sent("file", {"url": "u", "size": "1024", "name": "don.pdf"}), Kind.FILE, ""),
    (_sent("business_card", {"description": '{"phone":"84912345678"}'}, text="Một người"),
     Kind.CONTACT, "Một người, 84912345678"),
    (_sent("business_card", {"description": "[1]"}, text="Một người"), Kind.CONTACT, ""),
    (_sent("business_card", {"description": '{"phone":"<b>"}'}, text="A"), Kind.CONTACT, ""),
])  # fmt: skip
def test_what_a_resident_sends(event: dict[str, Any], kind: Kind, content: str) -> None:
    incoming = read(event, OA)
    assert isinstance(incoming, Incoming)
    assert (incoming.kind, incoming.content) == (kind, content)
    assert (incoming.conversation, incoming.message_id) == (f"zalo:{USER}", "m1")
    assert int(incoming.sent_at.timestamp() * 1000) == int(STAMP)


@pytest.mark.parametrize("info", [
    {"name": "N", "phone": "84912345678", "full_address": {"user_city": "C", "user_ward": "P"}},
    {"name": "N", "phone": "84912345678", "address": "A", "city": "C", "district": "D"},
])  # fmt: skip
def test_a_form_sent_back_is_name_and_phone(info: dict[str, Any]) -> None:
    event = _event("user_submit_info", sender={"id": USER}, recipient={"id": OA}, info=info)
    incoming = read(event, OA)
    assert isinstance(incoming, Incoming)
    assert (incoming.kind, incoming.content) == (Kind.CONTACT, "N, 84912345678")
    assert incoming.message_id == f"user_submit_info:{USER}:{STAMP}"


@pytest.mark.parametrize("event", [
    _event("follow", oa_id=OA, follower={"id": USER}, source="oa_profile"),
    _event("user_click_chatnow", oa_id=OA, user_id=USER),
])  # fmt: skip
@pytest.mark.parametrize("oa", [OA, None])
def test_a_first_contact_is_a_welcome(event: dict[str, Any], oa: str | None) -> None:
    incoming = read(event, oa)
    assert isinstance(incoming, Incoming)
    assert (incoming.kind, incoming.address) == (Kind.WELCOME, USER)


def test_somebody_without_an_account_is_answered_in_that_talk() -> None:
    message = {"conversation_id": "C", "text": "xin chào", "msg_id": "m"}
    event = _event("anonymous_send_text", sender={"id": "ANON"}, message=message)
    incoming = read(event, OA)
    assert isinstance(incoming, Incoming)
    assert incoming.address == "anonymous:ANON:C"


@pytest.mark.parametrize("what", ["text", "image", "gif", "list", "file", "sticker", "template"])
def test_an_officers_message_is_told_from_our_own(what: str) -> None:
    ours = _event(f"oa_send_{what}", sender={"id": OA}, recipient={"id": USER},
                  message={"msg_id": "m"})  # fmt: skip
    assert read(ours, OA) is None
    theirs = {**ours, "sender": {"id": OA, "admin_id": "77"}}
    wrote = read(theirs, OA)
    assert isinstance(wrote, OfficerWrote)
    assert (wrote.conversation, wrote.officer, wrote.message_id) == (
        f"zalo:{USER}", "zalo:77", "m",
    )  # fmt: skip


def test_an_officer_may_write_to_somebody_without_an_account() -> None:
    event = _event(
        "oa_send_anonymous_text", sender={"id": OA, "admin_id": "7"}, recipient={"id": "ANON"},
        message={"msg_id": "m", "conversation_id": "C"},
    )  # fmt: skip
    wrote = read(event, OA)
    assert isinstance(wrote, OfficerWrote)
    assert wrote.conversation == "zalo:anonymous:ANON:C"


@pytest.mark.parametrize("more", [
    {"sender": {"id": USER}, "recipient": {"id": OA}}, {"user_id": USER, "oa_id": OA},
    {"sender": {"id": OA}, "recipient": {"id": USER}}, {"user": {"id": USER}},
])  # fmt: skip
def test_a_withdrawal_is_understood_in_whatever_words(more: dict[str, Any]) -> None:
    withdrawn = read(_event("user_withdraw", **more), OA)
    assert isinstance(withdrawn, Incoming)
    assert (withdrawn.kind, withdrawn.conversation) == (Kind.WITHDRAWN, f"zalo:{USER}")


def test_a_withdrawal_of_nobody_known_is_not_lost() -> None:
    assert read(_event("user_withdraw", user_id_by_app="5"), OA) == Withdrawn()


@pytest.mark.parametrize("name", [
    "user_seen_message", "user_received_message", "unfollow", "user_reacted_message",
    "user_send_group_text", "update_user_info", "change_oa_daily_quota", "user_send_unheard_of",
    "oa_send_consent", "", "anonymous_send_", "user_send_",
])  # fmt: skip
def test_what_nobody_waits_for_is_ignored(name: str) -> None:
    parties = {"sender": {"id": USER}, "recipient": {"id": OA}, "message": {"msg_id": "m"}}
    assert read(_event(name, **parties), OA) is None


NAMES = st.sampled_from([
    "user_send_text", "user_send_image", "user_send_link", "user_send_location", "follow",
    "user_click_chatnow", "user_submit_info", "user_withdraw", "oa_send_text",
    "oa_send_anonymous_text", "anonymous_send_text", "user_seen_message",
]) | st.text(max_size=20)  # fmt: skip
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "msg_id", "text", "attachments", "payload", "admin_id", "url",
                         "conversation_id", "description"]) | st.text(max_size=5),
        inner, max_size=5,
    ),
    max_leaves=15,
)  # fmt: skip
KEYS = st.sampled_from(["sender", "recipient", "message", "follower", "user_id", "oa_id", "info"])


@settings(max_examples=1000, deadline=None)
@given(NAMES, st.sampled_from([STAMP, "", "x"]) | ANYTHING, st.dictionaries(KEYS, ANYTHING))
def test_any_event_is_read_without_an_error_and_fits_the_database(
    name: str, stamp: Any, more: dict[str, Any]
) -> None:
    event = read({"app_id": "A", "event_name": name, "timestamp": stamp, **more}, OA)
    if isinstance(event, Incoming):
        assert 0 < len(event.message_id) <= 160
        assert 0 < len(event.address) <= 120
        assert len(event.conversation) <= 160
    if isinstance(event, OfficerWrote):
        assert 5 < len(event.officer) <= 80
