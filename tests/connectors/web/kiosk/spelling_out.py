"""The other way round: the keys that a word is typed with, written without telex.js in sight."""

import re
import unicodedata
from dataclasses import dataclass

from hypothesis import strategies as st

_TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng
_SILENT_ONSET = re.compile(r"(?:gi|qu)(?=[aăâeêioôơuưy])", re.IGNORECASE)
_VOWEL = re.compile(r"[aăâeêioôơuưy]", re.IGNORECASE)


@dataclass(frozen=True)
class Method:
    """A way of typing: the key of each tone, and of each shape of a letter."""

    name: str
    tones: dict[str, str]
    shapes: dict[str, str]


TELEX = Method(
    "telex",
    dict(zip(_TONES, "fsrxj", strict=True)),
    {"ă": "w", "â": "a", "đ": "d", "ê": "e", "ô": "o", "ơ": "w", "ư": "w"},
)
VNI = Method(
    "vni",
    dict(zip(_TONES, "21345", strict=True)),
    {"ă": "8", "â": "6", "đ": "9", "ê": "6", "ô": "6", "ơ": "7", "ư": "7"},
)
METHODS = (TELEX, VNI)


def tone_of(word: str) -> str:
    """The tone mark, or nothing."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if c in _TONES)


def without_tone(word: str) -> str:
    """The word with its shapes and without its tone: "nguyễn" → "nguyên"."""
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))


def at_once(word: str, method: Method) -> str:
    """Each shape right after its letter, the tone at the end: "nguyeenx"."""
    return _shapes_at_once(without_tone(word), method) + method.tones.get(tone_of(word), "")


def at_the_vowel(word: str, method: Method) -> str:
    """The tone right after the letter that carries it: "nguyeexn"."""
    keys = ""
    for letter in word:
        keys += _shapes_at_once(without_tone(letter), method)
        keys += method.tones.get(tone_of(letter), "")
    return keys


def at_the_end(word: str, method: Method) -> str:
    """The bare letters, the shapes (one key for both of ươ), the tone: "nguyenex"."""
    bare = without_tone(word)
    shapes = [method.shapes[c] for c in bare.replace("ươ", "ơ") if c in method.shapes]
    return _plain(bare) + "".join(shapes) + method.tones.get(tone_of(word), "")


@st.composite
def anyhow(draw: st.DrawFn, word: str, method: Method) -> str:
    """Each key of a shape anywhere after its letter, the tone anywhere after the first vowel."""
    bare = without_tone(word)
    keys = list(_plain(bare))
    marks: list[tuple[int, str]] = []
    for place, letter in enumerate(bare):
        if letter == "ư" and bare[place + 1 : place + 2] == "ơ":
            continue  # the key after ơ makes both
        if letter in method.shapes:
            marks.append((place + 1, method.shapes[letter]))
    if tone_of(word):
        marks.append((_first_vowel(bare) + 1, method.tones[tone_of(word)]))
    slots = [(draw(st.integers(after, len(keys))), mark) for after, mark in marks]
    typed = ""
    for place in range(len(keys) + 1):
        typed += "".join(draw(st.permutations([mark for at, mark in slots if at == place])))
        typed += "".join(keys[place : place + 1])
    return typed


def _shapes_at_once(bare: str, method: Method) -> str:
    return "".join(_plain(c) + method.shapes.get(c, "") for c in bare)


def _plain(bare: str) -> str:
    apart = unicodedata.normalize("NFD", bare.replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def _first_vowel(bare: str) -> int:
    silent = _SILENT_ONSET.match(bare)
    start = silent.end() if silent else 0
    found = _VOWEL.search(bare, start)
    return found.start() if found else start
