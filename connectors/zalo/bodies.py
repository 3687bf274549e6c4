"""Messages in the words of the wire (v3.0 message/cs). Pure."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from assistant.knowledge.reply import Button

LONGEST_TEXT = 2000
MOST_BUTTONS = 5
_LONGEST_TITLE, _LONGEST_SUBTITLE = 100, 500

Body = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """A button as it goes out: what is read, and the token that comes back as a text."""

    title: str
    token: str


def text(words: str, choices: list[Choice] | None = None) -> Body:
    """A text, with up to five buttons under it.

    `oa.query.hide`: the token comes back without being shown in the resident's own chat.
    """
    if not choices:
        return {"text": words}
    buttons = [
        {"title": shortened(choice.title, _LONGEST_TITLE), "type": "oa.query.hide",
         "payload": choice.token}
        for choice in choices[:MOST_BUTTONS]
    ]  # fmt: skip
    return {"text": words, "attachment": _template({"buttons": buttons})}


def image(url_or_id: str, caption: str = "") -> Body:
    """A picture by its address, or by the id an upload gave."""
    key = "url" if url_or_id.startswith("https://") else "attachment_id"
    element = {"media_type": "image", key: url_or_id}
    attachment = _template({"template_type": "media", "elements": [element]})
    return {**({"text": caption} if caption else {}), "attachment": attachment}


def file(token: str) -> Body:
    """A file by the token an upload gave."""
    return {"attachment": {"type": "file", "payload": {"token": token}}}


def ask_for_contact(title: str, subtitle: str, picture: str) -> Body:
    """A form for name and phone; what is filled in comes back as `user_submit_info`."""
    element = {
        "title": shortened(title, _LONGEST_TITLE),
        "subtitle": shortened(subtitle, _LONGEST_SUBTITLE),
        "image_url": picture,
    }
    return {"attachment": _template({"template_type": "request_user_info", "elements": [element]})}


def fits(buttons: list[Button]) -> bool:
    """Whether all of them go under one message."""
    return 0 < len(buttons) <= MOST_BUTTONS


def shortened(words: str, limit: int) -> str:
    """At most so many characters, with a sign where something is missing."""
    whole = unicodedata.normalize("NFC", words)
    return whole if len(whole) <= limit else whole[: limit - 1].rstrip() + "…"


def _template(payload: Body) -> Body:
    return {"type": "template", "payload": payload}
