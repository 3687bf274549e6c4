"""The texts for danger and fraud as a form: one field a text. Pure."""

import copy
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PATH = "safety.yml"
SHORTEST, LONGEST = 20, 900
"""Characters: it is read in fear, and on a phone."""

_SECTIONS = ("emergency", "scam")
_NUMBER_TO_CALL = re.compile(r"(?<![\d.])1\d\d(?![\d.]\d|\d)")


@dataclass(frozen=True)
class CrisisText:
    """A text, and the words that call it up. `name`: of its field."""

    name: str
    section: str
    id: str
    words: tuple[str, ...]
    reply: str


def texts_of(data: Any) -> list[CrisisText]:
    """The texts of a file, in its order."""
    return [
        CrisisText(f"{section}-{alarm['id']}", section, alarm["id"], _words(alarm), alarm["reply"])
        for section in _SECTIONS
        for alarm in data.get(section, [])
    ]


def tidy(typed: str) -> str:
    """A text as it is kept: one paragraph, nothing that nobody sees."""
    plain = "".join(
        " " if letter.isspace() else letter
        for letter in unicodedata.normalize("NFC", typed)
        if letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(plain.split())


def with_replies(data: Any, replies: Mapping[str, str]) -> Any:
    """The file with other texts; all that stands beside them stays."""
    new = copy.deepcopy(data)
    for section in _SECTIONS:
        for alarm in new.get(section, []):
            alarm["reply"] = replies.get(f"{section}-{alarm['id']}", alarm["reply"])
    return new


def wrong(reply: str) -> str | None:
    """Why a text cannot be kept."""
    if len(reply) < SHORTEST:
        return "short"
    return "long" if len(reply) > LONGEST else None


def lost_numbers(before: str, after: str) -> list[str]:
    """Numbers to call that stood in the text and do no more."""
    left = set(_NUMBER_TO_CALL.findall(after))
    return [n for n in dict.fromkeys(_NUMBER_TO_CALL.findall(before)) if n not in left]


def _words(alarm: Any) -> tuple[str, ...]:
    single = alarm.get("any") or [word for group in alarm.get("all", []) for word in group]
    return tuple(str(word) for word in single)
