"""Misspelt copies of a question, the same each time: about one slip in five words.

Slips are those of a phone: a neighbouring key, a letter dropped, doubled or swapped, a syllable in
raw Telex, teencode. The lists are in misspelling.yml.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.language.text import TONES, fold

_EVERY = 5  # words
_SHORTEST = 3  # letters: a slip in a shorter word leaves nothing to recognise
_SEED = 20261121
_WORD = re.compile(r"[^\W\d_]+")
_TONE_KEYS = {"huyền": "f", "sắc": "s", "hỏi": "r", "ngã": "x", "nặng": "j"}
_LETTER_KEYS = {
    "ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd",
}  # fmt: skip
Slip = Callable[[str, random.Random], str]


def misspelt(text: str) -> str:
    """The copy with its slips; a text without a word long enough comes back as it is."""
    chance = random.Random(f"{_SEED} {text}")
    words = list(_WORD.finditer(text))
    chosen: dict[int, str] = {}
    for start in range(0, len(words), _EVERY):
        window = words[start : start + _EVERY]
        long = [word for word in window if len(word.group()) >= _SHORTEST]
        # the last window may be short: then a slip is only as likely as it is long
        if long and (start == 0 or chance.random() < len(window) / _EVERY):
            word = chance.choice(long)
            chosen[word.start()] = _slipped(word.group(), chance)
    return _WORD.sub(lambda word: chosen.get(word.start(), word.group()), text)


def telex(word: str) -> str:
    """The keys typed for a syllable: "đăng" → "ddawng", "ký" → "kys"."""
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFC", word.lower()):
        parts = unicodedata.normalize("NFD", letter)
        tones = [part for part in parts if part in TONES]
        bare = unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES))
        tone = _TONE_KEYS[TONES[tones[0]]] if tones else tone
        keys += _LETTER_KEYS.get(bare, bare)
    return keys.replace("uwow", "uow") + tone


def teencode(word: str, chance: random.Random) -> str:
    """The word as teenagers write it; unchanged where there is no such way."""
    lists, low = _lists(), word.lower()
    if low in lists["words"]:
        return str(chance.choice(lists["words"][low]))
    for end, other in lists["ends"].items():
        if low.endswith(end):
            return low.removesuffix(end) + str(other)
    for start, other in lists["starts"].items():
        # "ch" is no "c", and "gi" alone is a whole syllable
        if low.startswith(start) and fold(low[len(start) : len(start) + 1]) in {*"aeiouy"}:
            return str(other) + low.removeprefix(start)
    return word


def _slipped(word: str, chance: random.Random) -> str:
    """The first slip of a random order that changes the word."""
    slips: list[Slip] = [_neighbour, _dropped, _doubled, _swapped, lambda w, _: telex(w), teencode]
    chance.shuffle(slips)
    word = word.lower()
    return next((new for slip in slips if (new := slip(word, chance)) != word), word)


def _neighbour(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    near = _neighbours().get(fold(word[place]), "")
    return word[:place] + (chance.choice(near) if near else word[place]) + word[place + 1 :]


def _dropped(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    return word[:place] + word[place + 1 :]


def _doubled(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    return word[: place + 1] + word[place:]


def _swapped(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


@cache
def _neighbours() -> Mapping[str, str]:
    rows: list[str] = _lists()["rows"]
    near: dict[str, str] = {}
    for above, row in zip(["", *rows], rows, strict=False):
        for place, key in enumerate(row):
            beside = row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
            near[key] = near.get(key, "") + beside + above[place : place + 1]
            for other in above[place : place + 1]:
                near[other] += key
    return near


@cache
def _lists() -> Any:
    return yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf8"))


SPELLINGS: dict[str, Callable[[str], str]] = {
    "accented": str,
    "unaccented": fold,
    "misspelt": misspelt,
}
