"""Which of the options offered a resident means: by its words, its number, or yes and no."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.language.text import fold, has_accents, normalise

_NUMBERS = {
    "nhất": 1, "đầu tiên": 1, "đầu": 1, "một": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4,
    "năm": 5, "sáu": 6, "cuối cùng": -1, "cuối": -1,
}  # fmt: skip
_FILLERS = (
    "dạ|vâng|cho|tôi|mình|em|chọn|lấy|là|cái|số|mục|ý|dòng|lựa chọn|phương án|việc|thứ|câu"
    "|trường hợp"
)
_AFTER = "ạ|nhé|đi|bạn|em|nha|đó|ấy"
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
    if not choices:
        return None
    for reading in (_by_full_name, _unsure, _by_number, _by_words, _by_yes_or_no, _by_shared_words):
        meant = reading(text, choices)
        if meant is not None:
            return meant
    return None


def _by_full_name(text: str, choices: Sequence[Choice]) -> str | None:
    """Exactly a label or another name of one option: nothing can be plainer."""
    said = _plain(text)
    named = [choice.id for choice in choices if said in _names(choice)]
    return named[0] if len(named) == 1 else None


def _unsure(text: str, choices: Sequence[Choice]) -> Plain | None:
    return Plain.UNSURE if _UNSURE.search(_plain(text)) else None


def _by_number(text: str, choices: Sequence[Choice]) -> str | None:
    """A digit or a number word; an accented word must carry the accents of the number."""
    accented = has_accents(text)
    spell = (lambda word: word) if accented else fold
    said = " ".join(_PUNCTUATION.sub(" ", normalise(text).lower()).split())
    numbers = {spell(word): number for word, number in _NUMBERS.items()}
    words = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
    pattern = rf"(?:(?:{spell(_FILLERS)})\s+)*(\d|{words})(?:\s+(?:{spell(_AFTER)}))*"
    match = re.fullmatch(pattern, said)
    if match is None:
        return None
    number = int(match.group(1)) if match.group(1).isdigit() else numbers[match.group(1)]
    if number == -1:
        return choices[-1].id
    return choices[number - 1].id if 1 <= number <= len(choices) else None


def _by_words(text: str, choices: Sequence[Choice]) -> str | None:
    """The option whose longest name stands in the text; a tie is no answer."""
    said = f" {_plain(text)} "
    lengths = {
        choice.id: max((len(n) for n in _names(choice) if f" {n} " in said), default=0)
        for choice in choices
    }
    return _clear_winner(lengths, at_least=1)


def _by_yes_or_no(text: str, choices: Sequence[Choice]) -> str | Plain | None:
    said = _plain(text)
    negative = [c for c in choices if _NO.match(fold(c.label))]
    positive = [c for c in choices if c not in negative]
    if _NO.match(said):
        return negative[0].id if len(negative) == 1 else Plain.NONE
    if _YES.match(said) and len(positive) == 1 and negative:
        return positive[0].id
    return None


def _by_shared_words(text: str, choices: Sequence[Choice]) -> str | None:
    """The option that shares most of what was said: "có giấy bản cứng" is "Có, bản giấy"."""
    words = set(_plain(text).split())
    shares = {c.id: max(len(words & set(name.split())) for name in _names(c)) for c in choices}
    return _clear_winner(shares, at_least=max(2, len(words) / 2))


def _clear_winner(scores: dict[str, int], at_least: float) -> str | None:
    best = max(scores.values())
    winners = [name for name, score in scores.items() if score == best]
    return winners[0] if best >= at_least and len(winners) == 1 else None


def _names(choice: Choice) -> list[str]:
    return [name for name in map(_plain, (choice.label, *choice.says)) if name]


def _plain(text: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", fold(text)).split())
