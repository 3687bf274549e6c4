"""What Zalo tells of a resident, read from an event whose signature is known to be good. Pure.

A form or a card sent back is name and phone, for an appointment that waits for them. Events nobody
waits for, and events of an unknown shape, are None.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.conversation.incoming import Incoming, Kind, conversation_of
from connectors.zalo.envelope import Json, moment
from connectors.zalo.recipient import anonymous

CHANNEL = "zalo"
_ID = re.compile(r"[A-Za-z0-9_-]{1,50}")
_PHONE = re.compile(r"\+?[0-9]{8,15}")
_MESSAGE_ID = re.compile(r"[A-Za-z0-9_.:=+/-]{1,100}")

_SENT: Mapping[str, Kind] = {
    "text": Kind.TEXT,
    "link": Kind.TEXT,
    "image": Kind.IMAGE,
    "gif": Kind.IMAGE,
    "sticker": Kind.STICKER,
    "location": Kind.LOCATION,
    "audio": Kind.AUDIO,
    "video": Kind.FILE,
    "file": Kind.FILE,
    "business_card": Kind.CONTACT,
}
_SAID = re.compile(r"(user|anonymous)_send_([a-z_]+)")
_WELCOMES = {"follow", "user_click_chatnow"}  # often one after the other: one welcome for both
_WELCOME_MINUTES = 10
_BEARERS = ("sender", "follower", "user", "recipient")


@dataclass(frozen=True)
class OfficerWrote:
    """Somebody answered in the account's own desk: the resident is with an officer."""

    conversation: str
    officer: str
    message_id: str
    sent_at: datetime


@dataclass(frozen=True)
class Withdrawn:
    """Somebody wants what is kept deleted, and the event does not say who."""


Event = Incoming | OfficerWrote | Withdrawn | None


def read(event: Json, oa: str | None) -> Event:
    """What is to be done about an event; `oa`: our account, as some events name it first."""
    name, sent_at = _text(event, "event_name"), moment(_text(event, "timestamp"))
    if sent_at is None:
        return None
    if said := _SAID.fullmatch(name):
        return _message(event, said[1] == "anonymous", said[2], sent_at)
    if name in _WELCOMES:
        return _welcome(event, oa, sent_at)
    if name == "user_submit_info":
        info = _part(event, "info")
        card = _card(_text(info, "name"), _text(info, "phone"))
        return _incoming(_person(event, oa), _key(event, oa), Kind.CONTACT, card, sent_at)
    if name == "user_withdraw":
        person = _person(event, oa)
        if not person:
            return Withdrawn()
        return _incoming(person, _key(event, oa), Kind.WITHDRAWN, "", sent_at)
    if name.startswith("oa_send_"):
        return _officer(event, sent_at)
    return None


def _message(event: Json, is_anonymous: bool, what: str, sent_at: datetime) -> Incoming | None:
    kind, message = _SENT.get(what), _part(event, "message")
    sender = _id(_part(event, "sender"), "id")
    if is_anonymous:
        talk = _id(message, "conversation_id")
        sender = anonymous(sender, talk) if sender and talk else ""
    if kind is None:
        return None
    text = _text(message, "text") or (_shared_link(message) if what == "link" else "")
    # Words beside a picture are the question; an empty text is asked back by the dialogue.
    kind = Kind.TEXT if kind is Kind.IMAGE and text.strip() else kind
    key = _text(message, "msg_id")
    if not _MESSAGE_ID.fullmatch(key):
        return None
    if kind is Kind.CONTACT:
        text = _card(text, _shared_phone(message))
    is_said = kind in (Kind.TEXT, Kind.CONTACT)
    return _incoming(sender, key, kind, text if is_said else "", sent_at)


def _welcome(event: Json, oa: str | None, sent_at: datetime) -> Incoming | None:
    person = _person(event, oa)
    key = f"welcome:{person}:{int(sent_at.timestamp()) // (60 * _WELCOME_MINUTES)}"
    return _incoming(person, key, Kind.WELCOME, "", sent_at)


def _officer(event: Json, sent_at: datetime) -> OfficerWrote | None:
    """An echo of a message of the account: only an officer's has `admin_id`."""
    officer = _id(_part(event, "sender"), "admin_id")
    resident = _id(_part(event, "recipient"), "id")
    message = _part(event, "message")
    talk = _id(message, "conversation_id")
    if "_anonymous_" in _text(event, "event_name"):  # its shape is not documented
        resident = anonymous(resident, talk) if resident and talk else ""
    if not officer or not resident:
        return None
    conversation = conversation_of(CHANNEL, resident)
    return OfficerWrote(conversation, f"zalo:{officer}", _text(message, "msg_id"), sent_at)


def _incoming(
    person: str, key: str, kind: Kind, content: str, sent_at: datetime
) -> Incoming | None:
    return Incoming(CHANNEL, key, person, kind, content, sent_at) if person else None


def _key(event: Json, oa: str | None) -> str:
    """Events without a message id are known by name, person and time."""
    return f"{_text(event, 'event_name')}:{_person(event, oa)}:{_text(event, 'timestamp')}"


def _person(event: Json, oa: str | None) -> str:
    """The resident, by whatever key this event names them; never the account itself."""
    named = [_id(event, "user_id"), *(_id(_part(event, key), "id") for key in _BEARERS)]
    ours = {"", oa, _id(event, "oa_id")}
    return next((name for name in named if name not in ours), "")


def _shared_link(message: Json) -> str:
    payload: Any = None
    match message.get("attachments"):
        case [{"payload": dict() as payload}, *_]:
            return _text(payload, "description") or _text(payload, "url")
        case _:
            return ""


def _shared_phone(message: Json) -> str:
    """Of a business card: its description is JSON once more."""
    match message.get("attachments"):
        case [{"payload": {"description": str() as description}}, *_]:
            try:
                card = json.loads(description)
            except (ValueError, RecursionError):
                return ""
            return _text(card, "phone") if isinstance(card, dict) else ""
        case _:
            return ""


def _card(name: str, phone: str) -> str:
    """As a resident would write it; nothing without a phone."""
    return f"{name}, {phone}" if _PHONE.fullmatch(phone) else ""


def _part(event: Json, key: str) -> Json:
    part = event.get(key)
    return part if isinstance(part, dict) else {}


def _text(part: Json, key: str) -> str:
    text = part.get(key)
    return text if isinstance(text, str) else ""


def _id(part: Json, key: str) -> str:
    """An id, empty when there is none that could be one."""
    text = _text(part, key)
    return text if _ID.fullmatch(text) else ""
