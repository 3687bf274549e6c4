"""A reply as plain text for channels with limits: cut at the ends of sentences, never inside."""

import re
import unicodedata

from assistant.knowledge.reply import Button

# After a paragraph, a line, a sentence, a clause, a word: the first that fits is where it is cut.
_ENDS = (r"\n\n", r"\n", r"(?<=[.!?…:;])\s", r"(?<=,)\s", r"\s")


def split_text(text: str, limit: int) -> list[str]:
    """The text in parts of at most `limit` characters each, NFC; no part is empty."""
    rest = unicodedata.normalize("NFC", text).strip()
    parts = []
    while len(rest) > limit:
        cut = _cut(rest, limit)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def numbered(text: str, buttons: list[Button], hint: str) -> str:
    """The buttons as a numbered list under the text, and how to choose."""
    lines = [f"{number}. {button.title}" for number, button in enumerate(buttons, 1)]
    return "\n".join([text, "", *lines, hint])


def _cut(text: str, limit: int) -> int:
    for end in _ENDS:
        found = [match.end() for match in re.finditer(end, text[: limit + 1])]
        if found and found[-1] >= limit // 3:
            return min(found[-1], limit)
    return limit
