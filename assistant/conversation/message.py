"""What a resident sends, made safe: one text or one button, cleaned and masked."""

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.language.content import function_words
from assistant.language.personal import has_personal, mask_personal
from assistant.language.text import fold, has_accents, normalise

_PAYLOAD = re.compile(r"/(?P<intent>[a-z_]{1,40})(?P<entities>\{.*\})?", re.DOTALL)
_LONGEST_PAYLOAD = 400
_VALUE = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")  # codes and ids of ours, nothing else
# What a button of ours carries at least; one that does not is not ours.
_CARRIED = {
    "answer_case": frozenset({"procedure", "case", "option"}),
    "choose_procedure": frozenset({"procedure"}),
    "choose_place": frozenset({"place"}),
    "change_answers": frozenset({"procedure"}),
    "choose_slot": frozenset({"time", "place"}),
    "answer_booking": frozenset({"option"}),
}
# "< 3 triệu" is no tag; what stands in a script is not meant for us either
_MARKUP = re.compile(r"(?is)<(script|style)\b[^<>]{0,200}>.*?</\1>|</?[a-z!][^<>]{0,200}>")


@dataclass(frozen=True)
class Domain:
    """The intents a button may name, and the entities it may carry."""

    intents: frozenset[str]
    entities: frozenset[str]


class Flaw(StrEnum):
    """Why a text is answered without asking anybody; each has a phrase of its name."""

    EMPTY = "empty"
    ONLY_SYMBOLS = "only_symbols"
    TOO_LONG = "too_long"
    OTHER_LANGUAGE = "other_language"


@dataclass(frozen=True)
class Button:
    """A button taken: an intent and its entities, all known to the domain."""

    intent: str
    entities: dict[str, str]

    @property
    def payload(self) -> str:
        """The form Rasa reads."""
        return f"/{self.intent}{json.dumps(self.entities, ensure_ascii=False)}"


@dataclass(frozen=True)
class Typed:
    """A text: cleaned and masked, with its flaw if it has one."""

    text: str
    flaw: Flaw | None = None
    masked: bool = False


def read_text(raw: str, longest: int) -> Typed:
    """A typed text. A leading "/" loses its meaning: only buttons may name intents."""
    if len(raw) > longest:
        # Its beginning is kept all the same: an officer may be the one who reads it.
        return replace(read_text(raw[:longest], longest), flaw=Flaw.TOO_LONG)
    plain = normalise(_MARKUP.sub(" ", unicodedata.normalize("NFC", raw))).lstrip("/ ")
    text = mask_personal(plain)
    return Typed(text, _flaw(plain), masked=text != plain)


def read_payload(raw: str, intents: frozenset[str], entities: frozenset[str]) -> Button | None:
    """A button's payload, None when it is not one of ours: anybody can type anything."""
    match = _PAYLOAD.fullmatch(raw.strip()) if len(raw) <= _LONGEST_PAYLOAD else None
    if match is None or match["intent"] not in intents:
        return None
    try:
        values = json.loads(match["entities"] or "{}")
    except json.JSONDecodeError:
        return None
    ours = all(
        name in entities and isinstance(value, str) and _VALUE.fullmatch(value)
        for name, value in values.items()
    )
    complete = values.keys() >= _CARRIED.get(match["intent"], frozenset())
    if not ours or not complete or has_personal(json.dumps(values)):
        return None
    return Button(match["intent"], values)


def _flaw(text: str) -> Flaw | None:
    if not text:
        return Flaw.EMPTY
    if not any(char.isalnum() for char in text):
        return Flaw.ONLY_SYMBOLS
    return Flaw.OTHER_LANGUAGE if _is_foreign(text) else None


def _is_foreign(text: str) -> bool:
    """Another script, or English words and none of the small words of Vietnamese."""
    letters = [char for char in text if char.isalpha()]
    foreign = sum("LATIN" not in unicodedata.name(char, "") for char in letters)
    if letters and foreign > len(letters) / 2:
        return True
    words = fold(text).replace("?", " ").replace(",", " ").split()
    english = sum(word in _ENGLISH for word in words)
    small = function_words().words - _ENGLISH - _IN_BOTH
    vietnamese = has_accents(text) or any(len(word) > 1 and word in small for word in words)
    return not vietnamese and english >= max(2, len(words) * 0.4)


# Common English words of a question at a counter.
_ENGLISH_WORDS = """
are is can does how what where when which who your you need want for of please help english speak
hello register registration certificate birth marriage license office open document documents cost
much get apply visa passport work permit residence time appointment and with have there this
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_IN_BOTH = frozenset({"the", "to", "do", "on", "in", "an", "me", "no", "so"})
