"""Opening what was posted to the webhook: is it an event, is it Zalo's, is it of today? Pure."""

import json
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from assistant.clock import VIETNAM
from connectors.zalo.signature import is_signed

# Zalo tries again for 1 h 50 min with the time of the first try; what is known is not taken twice.
OLDEST = timedelta(hours=3)
_CLOCKS_DIFFER = timedelta(minutes=10)

Json = dict[str, Any]


class Flaw(StrEnum):
    """Why a post is not taken. It is answered with 200 all the same, as Zalo's own test is."""

    NOT_AN_EVENT = "not an event"
    OTHER_APP = "another application"
    UNSIGNED = "unsigned"
    OLD = "too old"


def open_event(body: bytes, header: str, app: str, secret: str, now: datetime) -> Json | Flaw:
    """The event of a signed body, its numbers as text; else what is wrong with it."""
    event = _parsed(body)
    if event is None:
        return Flaw.NOT_AN_EVENT
    timestamp = event.get("timestamp")
    if not isinstance(timestamp, str) or event.get("app_id") != app:
        return Flaw.OTHER_APP
    if not is_signed(header, app, body, timestamp, secret):
        return Flaw.UNSIGNED
    sent_at = moment(timestamp)
    if sent_at is None or not now - OLDEST <= sent_at <= now + _CLOCKS_DIFFER:
        return Flaw.OLD
    return event


def moment(milliseconds: str) -> datetime | None:
    """A time of Zalo's: milliseconds since 1970."""
    if not (milliseconds.isascii() and milliseconds.isdecimal() and len(milliseconds) <= 14):
        return None
    return datetime.fromtimestamp(int(milliseconds) / 1000, VIETNAM)


def _parsed(body: bytes) -> Json | None:
    # Numbers stay as they were written: an id is longer than a float, a time is signed as text.
    try:
        event = json.loads(body.decode(), parse_int=str, parse_float=str, parse_constant=str)
        return _clean(event) if isinstance(event, dict) else None
    except (ValueError, RecursionError):
        return None


def _clean(value: Any) -> Any:
    """Without what a database cannot keep: NUL, and halves of a pair of surrogates."""
    match value:
        case str():
            return value.replace("\0", "").encode("utf-8", "replace").decode()
        case dict():
            return {key: _clean(item) for key, item in value.items()}
        case list():
            return [_clean(item) for item in value]
        case _:
            return value
