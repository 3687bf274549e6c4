"""Vietnamese text as one form: Unicode, spacing, tone marks, and the unaccented twin.

Standard library only: the Rasa environment imports this too.
"""

import re
import unicodedata
from functools import lru_cache

TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}
_ONSET = r"ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]"
_CODA = r"ch|ng|nh|[cmnpt]"
_VOWELS = "aăâeêioôơuưy"
_SYLLABLE = re.compile(rf"({_ONSET})?([{_VOWELS}]+)({_CODA})?", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


def normalise(text: str) -> str:
    """NFC, no control or zero-width characters, single spaces, one place for the tone mark."""
    text = unicodedata.normalize("NFC", text).translate(_SEEN)
    text = _SPACE.sub(" ", text).strip()
    text = unicodedata.normalize("NFC", text)  # a zero-width letter may have stood between
    return _WORD.sub(lambda word: place_tone(word.group()), text)


def fold(text: str) -> str:
    """The twin without diacritics, in lower case: "Đăng ký" → "dang ky"."""
    bare = text.lower().translate(_BARE)
    return bare if bare.isascii() else unicodedata.normalize("NFC", bare)


def syllables(text: str) -> list[str]:
    """Words of the folded text. A procedure code such as 1.001193 stays one word."""
    return _TOKEN.findall(fold(text))


_TOKEN = re.compile(r"\d\.\d{6}|\w+")


def has_accents(text: str) -> bool:
    """Whether the writer used Vietnamese letters at all."""
    return fold(text) != unicodedata.normalize("NFC", text.lower())


@lru_cache(maxsize=1 << 16)  # a language has a few thousand syllables; records repeat them
def place_tone(word: str) -> str:
    """Move the tone mark of a syllable where the common spelling has it: hoà → hòa, qúy → quý.

    What does not parse as one Vietnamese syllable with exactly one tone is returned unchanged.
    """
    letters = unicodedata.normalize("NFD", word)
    tones = [c for c in letters if c in TONES]
    if len(tones) != 1:
        return word
    bare = unicodedata.normalize("NFC", letters.replace(tones[0], ""))
    parts = _SYLLABLE.fullmatch(bare)
    if parts is None:
        return word
    onset, vowels, coda = parts.group(1) or "", parts.group(2), parts.group(3) or ""
    if onset.lower() == "gi" and not vowels:  # pragma: no cover - the pattern needs a vowel
        return word
    position = len(onset) + _tone_index(vowels.lower(), bool(coda))
    marked = unicodedata.normalize("NFC", bare[position] + tones[0])
    return bare[:position] + marked + bare[position + 1 :]


def _tone_index(vowels: str, closed: bool) -> int:
    """Which vowel of the nucleus carries the tone, by the older school placement (hòa, thủy)."""
    for index in range(len(vowels) - 1, -1, -1):
        if vowels[index] in "ăâêôơ":
            return index
    if "ư" in vowels:
        return vowels.index("ư")
    if len(vowels) == 1:
        return 0
    if len(vowels) == 2:
        return 1 if closed else 0
    return 1


class _Seen(dict[int, str]):
    """Each character as it shall be seen: zero-width ones vanish, control ones become a space."""

    def __missing__(self, point: int) -> str:
        category = unicodedata.category(chr(point))
        hidden = category in {"Cc", "Cs", "Co", "Cn"}
        self[point] = "" if category == "Cf" else " " if hidden else chr(point)
        return self[point]


class _Bare(dict[int, str]):
    """Each lower-case character without its marks, worked out once."""

    def __missing__(self, point: int) -> str:
        decomposed = unicodedata.normalize("NFD", chr(point))
        bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
        self[point] = bare.replace("đ", "d")
        return self[point]


_SEEN = _Seen()
_BARE = _Bare()
