"""An event of the Bot Platform → a message of a resident. Pure.

{"ok": true, "result": {"event_name": "message.text.received", "message": {
  "from": {"id": "6ede9afa66b88fe6d6a9", "display_name": "…", "is_bot": false},
  "chat": {"id": "6ede9afa66b88fe6d6a9", "chat_type": "PRIVATE"},
  "text": "Xin chào", "message_id": "2d758cb5e222177a4e35", "date": 1750316131602}}}

Documented with the envelope around it; real webhooks are reported to come without: both are read.
"""

from datetime import UTC, datetime
from typing import Any

from assistant.conversation.incoming import Incoming, Kind

CHANNEL = "zalo_bot"
_KINDS = {
    "message.text.received": Kind.TEXT,
    "message.image.received": Kind.IMAGE,
    "message.sticker.received": Kind.STICKER,
    "message.voice.received": Kind.AUDIO,
    "message.unsupported.received": Kind.FILE,
}
_LONGEST_ID = 100


def events_in(body: object) -> list[dict[str, Any]]:
    """The events of a webhook's body or of an answer to getUpdates: one, or several in a list."""
    inside = body.get("result", body) if isinstance(body, dict) else body
    found = inside if isinstance(inside, list) else [inside]
    return [event for event in found if isinstance(event, dict)]


def parse(event: dict[str, Any], bot: str, at: datetime) -> Incoming | None:
    """The message of an event that came `at`; None for what is not answered.

    Groups are experimental on this platform and not described: they are not answered.
    """
    name, message = event.get("event_name"), event.get("message")
    kind = _KINDS.get(name) if isinstance(name, str) else None
    if kind is None or not isinstance(message, dict):
        return None
    chat, sender = _object(message.get("chat")), _object(message.get("from"))
    address, number = _id(chat.get("id")), _id(message.get("message_id"))
    is_private = chat.get("chat_type", "PRIVATE") == "PRIVATE"
    if address is None or number is None or not is_private or sender.get("is_bot") is True:
        return None
    text = message.get("text")
    content = storable(text) if kind is Kind.TEXT and isinstance(text, str) else ""
    sent_at = _moment(message.get("date")) or at
    return Incoming(CHANNEL, f"{bot}:{number}", address, kind, content, sent_at)


def storable(text: str) -> str:
    """Without what no database keeps: the zero character and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf8", "ignore").decode("utf8")


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _id(value: object) -> str | None:
    """Ids are short words of letters and digits; a number is taken as well."""
    written = str(value) if type(value) in {str, int} else ""
    is_plain = written.isascii() and written.replace("-", "").replace("_", "").isalnum()
    return written if is_plain and len(written) <= _LONGEST_ID else None


def _moment(milliseconds: object) -> datetime | None:
    if type(milliseconds) is not int:
        return None
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
