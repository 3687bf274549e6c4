"""Events → messages: every kind, and any JSON whatever."""

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.conversation.incoming import Incoming, Kind
from connectors.zalo_bot.parsing import events_in, parse

_AT = datetime(2026, 11, 22, tzinfo=UTC)
_EVENT: dict[str, Any] = {
    "event_name": "message.text.received",
    "message": {
        "from": {"id": "6ede9afa66b88fe6d6a9", "display_name": "A", "is_bot": False},
        "chat": {"id": "6ede9afa66b88fe6d6a9", "chat_type": "PRIVATE"},
        "text": "Xin chào",
        "message_id": "2d758cb5e222177a4e35",
        "date": 1750316131602,
    },
}


def _with(**changed: Any) -> dict[str, Any]:
    return {**_EVENT, "message": {**_EVENT["message"], **changed}}


def test_a_text_is_known_by_bot_and_message() -> None:
    assert parse(_EVENT, "123", _AT) == Incoming(
        "zalo_bot", "123:2d758cb5e222177a4e35", "6ede9afa66b88fe6d6a9", Kind.TEXT, "Xin chào",
        datetime.fromtimestamp(1750316131.602, UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind"),
    [("image", Kind.IMAGE), ("sticker", Kind.STICKER), ("voice", Kind.AUDIO),
     ("unsupported", Kind.FILE)],
)  # fmt: skip
def test_what_is_no_text_has_its_kind(name: str, kind: Kind) -> None:
    incoming = parse({**_EVENT, "event_name": f"message.{name}.received"}, "123", _AT)
    assert incoming is not None
    assert (incoming.kind, incoming.content) == (kind, "")


@pytest.mark.parametrize(
    "event",
    [
        {**_EVENT, "event_name": "group.bot.add"},
        {**_EVENT, "event_name": ["message.text.received"]},
        _with(chat={"id": "g1", "chat_type": "GROUP"}),
        _with(**{"from": {"id": "b", "is_bot": True}}),
        _with(message_id=""),
        _with(message_id="x" * 101),
        _with(chat=None),
        {"event_name": "message.text.received"},
        {},
    ],
)
def test_what_is_not_for_us_is_passed_over(event: dict[str, Any]) -> None:
    assert parse(event, "123", _AT) is None


@pytest.mark.parametrize(
    ("body", "count"),
    [({"ok": True, "result": _EVENT}, 1), (_EVENT, 1), ({"result": [_EVENT, _EVENT]}, 2),
     ([_EVENT], 1), (None, 0), ("x", 0), ({"ok": True, "result": None}, 0), ([1, None], 0)],
)  # fmt: skip
def test_an_event_comes_wrapped_or_not(body: object, count: int) -> None:
    assert len(events_in(body)) == count


@pytest.mark.parametrize("date", [None, "1750316131602", 10**30, -(10**30), True, []])
def test_without_a_readable_date_it_was_written_when_it_came(date: object) -> None:
    incoming = parse(_with(date=date), "123", _AT)
    assert incoming is not None
    assert incoming.sent_at == _AT


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)  # fmt: skip
_KEYS = [("event_name",), ("message",), *(("message", key) for key in _EVENT["message"]),
         ("message", "chat", "id"), ("message", "chat", "chat_type"),
         ("message", "from", "is_bot")]  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn) -> Any:
    """An event as the platform sends it, with a value replaced by anything, wrapped or not."""
    body: Any = copy.deepcopy(_EVENT)
    *way, last = draw(st.sampled_from(_KEYS))
    inside = body
    for key in way:
        inside = inside[key]
    inside[last] = draw(JSON)
    return {"ok": True, "result": body} if draw(st.booleans()) else body


@settings(max_examples=2000, deadline=None)
@given(spoiled() | JSON)
def test_any_json_is_messages_or_nothing(body: Any) -> None:
    for event in events_in(body):
        incoming = parse(event, "123", _AT)
        if incoming is not None:
            assert 4 < len(incoming.message_id) <= 160
            assert len(incoming.conversation) <= 160
            assert "\x00" not in incoming.content
            incoming.content.encode()
