"""An update of Telegram → a message of a resident. Pure.

{"update_id": 700, "message": {"message_id": 5, "date": 1790000000, "text": "đăng ký khai sinh",
 "chat": {"id": 248, "type": "private"}, "from": {"id": 248, "is_bot": false, "first_name": "…"}}}
"""

import re
from dataclasses import dataclass
from datetime import datetime

from telegram import CallbackQuery, ChatMember, Contact, Message, Update
from telegram.error import TelegramError

from assistant.conversation.incoming import Incoming, Kind
from connectors.telegram.addressing import Me, is_group, words_for
from connectors.telegram.commands import read_command
from connectors.telegram.place import Place, is_id

CHANNEL = "telegram"
# What the library raises on JSON that is not Telegram's: it trusts what it reads.
UNREADABLE = (
    TelegramError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError,
    TypeError, ValueError,
)  # fmt: skip
_PHONE = re.compile(r"\+?[0-9 ]{8,20}")
_ALBUM = re.compile(r"[A-Za-z0-9]{1,64}")
# The first that a message has; a film without sound also says it is a document.
_KINDS = {
    "photo": Kind.IMAGE, "animation": Kind.IMAGE, "live_photo": Kind.IMAGE, "story": Kind.IMAGE,
    "paid_media": Kind.IMAGE, "sticker": Kind.STICKER, "dice": Kind.STICKER, "game": Kind.STICKER,
    "voice": Kind.AUDIO, "audio": Kind.AUDIO, "video_note": Kind.AUDIO, "venue": Kind.LOCATION,
    "location": Kind.LOCATION, "contact": Kind.CONTACT, "document": Kind.FILE, "video": Kind.FILE,
    "poll": Kind.FILE, "checklist": Kind.FILE,
}  # fmt: skip


@dataclass(frozen=True)
class Parsed:
    """A message. `pressed`: the press of a button that waits for a sign; its content is a token."""

    incoming: Incoming
    pressed: str | None = None


def read_update(body: object) -> Update | None:
    """The update of a JSON body, None when it is not one."""
    if not isinstance(body, dict):
        return None
    try:
        update = Update.de_json(body)
    except UNREADABLE:
        return None
    return update if is_id(update.update_id) and update.update_id >= 0 else None


def parse(update: Update, me: Me, at: datetime) -> Parsed | None:
    """The message of an update that came `at`; None for what is not answered."""
    key = f"{me.id}:{update.update_id}"
    try:
        if update.callback_query is not None:
            return _press(update.callback_query, key, at)
        if update.message is not None:
            return _message(update.message, me, key, at, edited=False)
        if update.edited_message is not None:
            return _message(update.edited_message, me, key, at, edited=True)
    except UNREADABLE:
        return None
    return None


def is_from_group(update: Update) -> bool:
    """Whether the bot's name is needed to know if it is meant."""
    message = update.message or update.edited_message
    return message is not None and message.chat is not None and is_group(message)


def is_farewell(update: Update) -> bool | None:
    """Whether the bot was blocked or thrown out, or the contrary; None when it is about neither."""
    changed = update.my_chat_member
    if changed is None or changed.new_chat_member is None:
        return None
    return changed.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)


def _press(query: CallbackQuery, key: str, at: datetime) -> Parsed | None:
    if query.message is None or not isinstance(query.data, str) or not isinstance(query.id, str):
        return None
    chat = query.message.chat
    on = query.message
    place = Place.of(on) if isinstance(on, Message) else Place(chat.id) if is_id(chat.id) else None
    if place is None:
        return None
    incoming = Incoming(CHANNEL, key, place.address, Kind.BUTTON, storable(query.data), at)
    return Parsed(incoming, pressed=query.id)


def _message(message: Message, me: Me, key: str, at: datetime, *, edited: bool) -> Parsed | None:
    """An edited message is a new one, if words were edited: a live location moves every second."""
    place, words = Place.of(message), words_for(message, me)
    if place is None or words is None:
        return None
    kind = _kind(message)
    if kind is None or (edited and kind is not Kind.TEXT):
        return None
    content = _card(message.contact) if message.contact else ""
    if kind is Kind.TEXT:
        command = read_command(words)
        kind, content = command.asks if command else (Kind.TEXT, words)
    album = message.media_group_id
    if isinstance(album, str) and _ALBUM.fullmatch(album):
        key = f"{me.id}:album:{album}"  # many pictures, one answer
    sent_at = (message.edit_date if edited else None) or message.date or at
    return Parsed(Incoming(CHANNEL, key, place.address, kind, storable(content), sent_at))


def _kind(message: Message) -> Kind | None:
    if message.text:
        return Kind.TEXT
    return next((kind for name, kind in _KINDS.items() if getattr(message, name, None)), None)


def _card(contact: Contact) -> str:
    """As a resident would write it, for an appointment that waits for name and phone."""
    names = (contact.first_name, contact.last_name, contact.phone_number)
    first, last, phone = (name if isinstance(name, str) else "" for name in names)
    return f"{first} {last}, {phone}" if _PHONE.fullmatch(phone) else ""


def storable(text: str) -> str:
    """Without what no database keeps: the zero character and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf8", "ignore").decode("utf8")
