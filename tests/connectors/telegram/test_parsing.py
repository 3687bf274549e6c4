"""Updates → messages: every kind, and any JSON whatever."""

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.conversation.incoming import Incoming, Kind
from connectors.telegram.addressing import Me
from connectors.telegram.parsing import (
    Parsed,
    is_farewell,
    is_from_group,
    parse,
    read_update,
    storable,
)
from tests.fakes.telegram.chats import Telegram

_BOT = {"id": 99, "is_bot": True, "first_name": "Trợ lý", "username": "MotCuaBot"}
_ME = Me(99, "MotCuaBot")
_AT = datetime(2026, 11, 22, tzinfo=UTC)
_FILE = {"file_id": "f", "file_unique_id": "u"}
_SHAPE = {"width": 1, "height": 1}


def _parsed(body: object) -> Parsed | None:
    update = read_update(body)
    return None if update is None else parse(update, _ME, _AT)


def _incoming(body: object) -> Incoming:
    parsed = _parsed(body)
    assert parsed is not None
    return parsed.incoming


def test_a_text_is_known_by_bot_and_update() -> None:
    body = Telegram(_BOT).message(248, "Đăng ký khai sinh", date=1790000000)
    assert _incoming(body) == Incoming(
        "telegram", f"99:{body['update_id']}", "248", Kind.TEXT, "Đăng ký khai sinh",
        datetime.fromtimestamp(1790000000, UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"photo": [{**_FILE, **_SHAPE}], "caption": "giấy này"}, Kind.IMAGE),
        ({"sticker": {**_FILE, **_SHAPE, "is_animated": False, "is_video": False,
                      "type": "regular"}}, Kind.STICKER),
        ({"voice": {**_FILE, "duration": 1}}, Kind.AUDIO),
        ({"location": {"latitude": 21.2, "longitude": 106.1}}, Kind.LOCATION),
        ({"contact": {"phone_number": "1", "first_name": "A"}}, Kind.CONTACT),
        ({"document": _FILE}, Kind.FILE),
        ({"document": _FILE, "animation": {**_FILE, **_SHAPE, "duration": 1}}, Kind.IMAGE),
        ({"video": {**_FILE, **_SHAPE, "duration": 1}}, Kind.FILE),
        ({"dice": {"emoji": "🎲", "value": 3}}, Kind.STICKER),
    ],
)  # fmt: skip
def test_what_is_no_text_has_its_kind(content: dict[str, Any], kind: Kind) -> None:
    incoming = _incoming(Telegram(_BOT).message(7, None, **content))
    assert (incoming.kind, incoming.content) == (kind, "")


def test_a_contact_is_name_and_phone() -> None:
    contact = {"phone_number": "+84 912 345 678", "first_name": "An", "last_name": "Trần"}
    incoming = _incoming(Telegram(_BOT).message(7, None, contact=contact))
    assert (incoming.kind, incoming.content) == (Kind.CONTACT, "An Trần, +84 912 345 678")


@pytest.mark.parametrize(
    "content",
    [{"new_chat_members": []}, {"pinned_message": None}, {"group_chat_created": True}, {}],
)
def test_what_telegram_itself_notes_in_a_chat_is_not_answered(content: dict[str, Any]) -> None:
    assert _parsed(Telegram(_BOT).message(7, None, **content)) is None


def test_the_pictures_of_an_album_are_one_message() -> None:
    telegram = Telegram(_BOT)
    album = {"photo": [{**_FILE, **_SHAPE}], "media_group_id": "1388"}
    keys = {_incoming(telegram.message(7, None, **album)).message_id for _ in range(3)}
    assert keys == {"99:album:1388"}


def test_an_edited_text_is_a_new_message() -> None:
    telegram = Telegram(_BOT)
    first = telegram.message(7, "khai sih")
    edited = telegram.edit(first["message"], "khai sinh")
    assert _incoming(edited).content == "khai sinh"
    assert _incoming(edited).message_id != _incoming(first).message_id


def test_a_place_that_moves_is_answered_once() -> None:
    moving = {"location": {"latitude": 21.2, "longitude": 106.1, "live_period": 900}}
    telegram = Telegram(_BOT)
    message = telegram.message(7, None, **moving)["message"]
    assert _parsed(telegram.raw({"edited_message": {**message, "edit_date": 1}})) is None


def test_a_topic_of_a_group_is_a_conversation_of_its_own() -> None:
    body = Telegram(_BOT).message(-100, "/help", is_topic_message=True, message_thread_id=45)
    assert _incoming(body).address == "-100/45"


def test_start_welcomes_and_a_code_in_its_link_is_a_button() -> None:
    telegram = Telegram(_BOT)
    assert _incoming(telegram.message(7, "/start")).kind is Kind.WELCOME
    chosen = _incoming(telegram.message(7, "/start 1-001193"))
    assert (chosen.kind, chosen.content) == (
        Kind.BUTTON, '/choose_procedure{"procedure": "1.001193"}',
    )  # fmt: skip


def test_a_press_waits_for_a_sign_also_under_a_message_too_old_to_read() -> None:
    telegram = Telegram(_BOT)
    fresh = _parsed(telegram.press(7, "abc"))
    old = _parsed(telegram.press(7, "abc", {"chat": {"id": 7, "type": "private"}, "date": 0,
                                            "message_id": 1}))  # fmt: skip
    assert fresh is not None
    assert old is not None
    assert fresh.pressed
    assert old.incoming.address == "7"


@pytest.mark.parametrize(
    "update",
    [
        {"channel_post": {"message_id": 1, "date": 1, "text": "x",
                          "chat": {"id": -1, "type": "channel"}}},
        {"message": {"message_id": 1, "date": 1, "text": "x",
                     "chat": {"id": -1, "type": "channel"}}},
        {"poll_answer": {}},
        {"something_of_next_year": {"a": 1}},
        {},
    ],
)  # fmt: skip
def test_what_is_not_for_us_is_passed_over(update: dict[str, Any]) -> None:
    assert _parsed({"update_id": 1, **update}) is None


def test_who_blocks_or_takes_us_in_is_seen() -> None:
    telegram = Telegram(_BOT)
    seen = [read_update(telegram.block(7, blocked=on)) for on in (True, False)]
    assert [is_farewell(update) for update in seen if update] == [True, False]


def test_what_no_database_keeps_is_left_out() -> None:
    assert storable("a\x00b\ud800c") == "abc"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)  # fmt: skip


def _examples() -> list[dict[str, Any]]:
    telegram = Telegram(_BOT)
    message = telegram.message(7, "/start 1-001193 @MotCuaBot")
    return [
        message,
        telegram.message(-100, "@MotCuaBot chào", reply_to_message=telegram.spoken(-100, {})),
        telegram.message(7, None, photo=[{**_FILE, **_SHAPE}], caption="x", media_group_id="1"),
        telegram.edit(message["message"], "khác"),
        telegram.press(7, "abc"),
        telegram.block(7, blocked=True),
    ]


def _paths(value: object, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else (
        enumerate(value) if isinstance(value, list) else ())  # fmt: skip
    return [at, *(path for key, part in inside for path in _paths(part, (*at, key)))]


_PLACES = [(example, path) for example in _examples() for path in _paths(example) if path]


@st.composite
def spoiled(draw: st.DrawFn) -> Any:
    """An update as Telegram sends it, with one to three values replaced by anything."""
    example, path = draw(st.sampled_from(_PLACES))
    body = copy.deepcopy(example)
    for way in [path, *draw(st.lists(st.sampled_from([p for e, p in _PLACES if e is example]),
                                     max_size=2))]:  # fmt: skip
        inside: Any = body
        for key in way[:-1]:
            inside = inside[key] if _has(inside, key) else {}
        if _has(inside, way[-1]):
            inside[way[-1]] = draw(_JSON)
    return body


def _has(inside: Any, key: Any) -> bool:
    if isinstance(inside, dict):
        return key in inside
    return isinstance(inside, list) and isinstance(key, int) and key < len(inside)


@settings(max_examples=3000, deadline=None)
@given(spoiled() | _JSON)
def test_any_json_is_a_message_or_none(body: Any) -> None:
    update = read_update(json.loads(json.dumps(body)))
    if update is None:
        return
    assert is_from_group(update) in {True, False}
    assert is_farewell(update) in {True, False, None}
    parsed = parse(update, _ME, _AT)
    if parsed is not None:
        incoming = parsed.incoming
        assert len(incoming.message_id) <= 160
        assert len(incoming.conversation) <= 160
        assert isinstance(incoming.sent_at, datetime)
        assert "\x00" not in incoming.content
        incoming.content.encode()
