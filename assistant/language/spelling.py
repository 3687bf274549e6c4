"""Slips of the keyboard: Telex and VNI typed without the program that composes them, and one
letter wrong. What is read otherwise is only offered: the search decides which reading fits better.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.language.text import syllables

_DOUBLED = re.compile(r"([aeod])\1")
_HORN = re.compile(r"(?<=[aou])w|^w")
_TONE_LETTER = re.compile(
    r"(?<=[aeiouyw])[sfrxj](?=(?:ng|nh|ch|[cmnptiuoya])?$)|(?<=[a-z]{2})[sfrxj]$"
)
_VNI = re.compile(r"(?<=[a-z])[1-9]")
_SHORTEST = 3  # letters: shorter syllables are one slip away from everything
_NEAR = 4  # pairs of one letter's distance looked at for each pair that is not known
_MOST_READINGS = 8


class Spelling:
    """Knows the syllables and pairs of neighbours of given texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known: set[str] = set()
        pairs: set[str] = set()
        for text in texts:
            words = syllables(text)
            self._known.update(words)
            pairs.update(f"{left} {right}" for left, right in pairwise(words))
        self._pairs = sorted(pairs)
        self._is_pair = pairs

    def composed(self, text: str) -> str:
        """The text with raw Telex or VNI syllables read as what they compose.

        "ddawng kys" → "dang ky". A text without any comes back as it was.
        """
        words = syllables(text)
        read = [word if word in self._known else self._composed(word) for word in words]
        return " ".join(read) if read != words else text

    def readings(self, text: str) -> Iterator[str]:
        """The text with one pair of syllables one letter away."""
        words = syllables(text)
        told = {" ".join(words)}
        for place, (left, right) in enumerate(pairwise(words)):
            pair = f"{left} {right}"
            if pair in self._is_pair or len(pair) < 2 * _SHORTEST:
                continue
            near = process.extract(
                pair, self._pairs, scorer=OSA.distance, score_cutoff=1, limit=_NEAR
            )
            for other, _, _ in near:
                reading = " ".join([*words[:place], other, *words[place + 2 :]])
                if reading not in told and len(told) <= _MOST_READINGS:
                    told.add(reading)
                    yield reading

    def _composed(self, word: str) -> str:
        read = _VNI.sub("", word) if any(c.isdigit() for c in word) else word
        read = _TONE_LETTER.sub("", _HORN.sub(_horn, _DOUBLED.sub(r"\1", read)))
        return read if read in self._known else word


def _horn(match: re.Match[str]) -> str:
    return "" if match.start() else "u"
