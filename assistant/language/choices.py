"""Which of the options offered a resident means: by its words, its number, or yes and no."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.language.text import fold

_ORDINALS = {
    "nhat": 1, "dau tien": 1, "dau": 1, "mot": 1, "hai": 2, "nhi": 2, "ba": 3, "tu": 4, "bon": 4,
    "nam": 5, "sau": 6,
}  # fmt: skip
_NUMBER = re.compile(
    r"^(?:a|da|vang|cho|toi|minh|em|chon|lay|la|hoi|cai|so|muc|y|dong|lua chon|phuong an|viec|thu|truong hop|\s)*"
    r"(\d|nhat|dau tien|dau|mot|hai|nhi|ba|tu|bon|nam|sau|cuoi cung|cuoi)"
    r"(?:\s(?:a|nhe|di|ban|em|nha|do|ay|tren|duoi))*$"
)
_YES = re.compile(r"^(?:da|vang|u|uh|um|ok|oke|co|roi|dung|phai|du|chuan|chinh xac)(?:\s|$)")
_NO = re.compile(r"^(?:da\s|a\s)*(?:khong|chua|ko|k|deo|chang)(?:\s|$)")
_UNSURE = re.compile(
    r"(?:khong|ko|chua|k|chang)\s(?:ro|biet|chac|nho|hieu|ranh)|^chiu$|^(?:toi |em )?chiu roi"
)
_PUNCTUATION = re.compile(r"[^\w\s]")


class Plain(StrEnum):
    """An answer without words of its own."""

    UNSURE = "unsure"
    NONE = "none"


@dataclass(frozen=True)
class Choice:
    """An option as residents may name it: its id, its label, further words for it."""

    id: str
    label: str
    says: tuple[str, ...] = ()


def understand_choice(text: str, choices: Sequence[Choice]) -> str | Plain | None:
    """The id of the option meant, `Plain.UNSURE`, `Plain.NONE` ("không phải"), or None."""
    said = " ".join(_PUNCTUATION.sub(" ", fold(text)).split())
    if _UNSURE.search(said):
        return Plain.UNSURE
    return _by_number(said, choices) or _by_words(said, choices) or _by_yes_or_no(said, choices)


def _by_number(said: str, choices: Sequence[Choice]) -> str | None:
    match = _NUMBER.match(said)
    if match is None:
        return None
    word = match.group(1)
    if word.startswith("cuoi"):
        return choices[-1].id
    number = int(word) if word.isdigit() else _ORDINALS[word]
    return choices[number - 1].id if 1 <= number <= len(choices) else None


def _by_words(said: str, choices: Sequence[Choice]) -> str | None:
    """The option whose longest name stands in the text; a tie is no answer."""
    lengths = sorted(((_longest_name(said, c), c.id) for c in choices), reverse=True)
    if not lengths or lengths[0][0] == 0:
        return None
    if len(lengths) > 1 and lengths[0][0] == lengths[1][0]:
        return None
    return lengths[0][1]


def _longest_name(said: str, choice: Choice) -> int:
    names = (" ".join(_PUNCTUATION.sub(" ", fold(n)).split()) for n in (choice.label, *choice.says))
    padded = f" {said} "
    return max((len(name) for name in names if name and f" {name} " in padded), default=0)


def _by_yes_or_no(said: str, choices: Sequence[Choice]) -> str | Plain | None:
    negative = [c for c in choices if _NO.match(fold(c.label))]
    positive = [c for c in choices if c not in negative]
    if _NO.match(said):
        return negative[0].id if len(negative) == 1 else Plain.NONE
    if _YES.match(said) and len(positive) == 1 and negative:
        return positive[0].id
    return None
