"""A reply as the messages it becomes on Zalo, and which of them have arrived. Pure."""

import unicodedata
from dataclasses import dataclass

from assistant.knowledge.reply import Button
from connectors.rendering import numbered, split_text
from connectors.zalo.bodies import LONGEST_TEXT, Choice


@dataclass(frozen=True)
class Part:
    """One message; buttons stand under the last alone. `ticket`: a code that goes as a picture."""

    text: str
    choices: tuple[Choice, ...] = ()
    ticket: str | None = None


def with_buttons(text: str, choices: list[Choice]) -> list[Part]:
    """The text in messages, the buttons under the last."""
    *before, last = split_text(text, LONGEST_TEXT) or ["…"]
    return [*(Part(part) for part in before), Part(last, tuple(choices))]


def with_numbers(text: str, buttons: list[Button], hint: str) -> list[Part]:
    """The text in messages, the buttons as a numbered list; all but the last are as with buttons,
    so that a reply half sent in the one way can be ended in the other.
    """
    *before, last = split_text(text, LONGEST_TEXT) or ["…"]
    listed = split_text(numbered(last, buttons, hint) if buttons else last, LONGEST_TEXT)
    return [Part(part) for part in [*before, *listed]]


def arrived(parts: list[Part], said: list[str]) -> int:
    """How many of the parts, from the first on, are among what was said, in their order."""
    count, heard = 0, [_plain(text) for text in said]
    for text in heard:
        if count < len(parts) and text == _plain(parts[count].text):
            count += 1
    return count


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
