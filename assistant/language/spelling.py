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
_VNI = re.compile(r"(?<=[a-z])[1-9]{1,2}(?=[a-z]|$)")
_SHORTEST = 3  # letters: shorter syllables are one slip away from everything
_NEAR = 4  # pairs of one letter's distance looked at for each pair that is not known
_MOST_READINGS = 8


class Spelling:
    """Knows the syllables and pairs of neighbours of given texts.

    `names`: what a misspelt text may have meant. `texts`: ordinary sentences; a syllable that
    stands in them beside the same neighbour is no slip.
    """

    def __init__(self, names: Iterable[str], texts: Iterable[str] = ()) -> None:
        named, seen = list(map(syllables, names)), list(map(syllables, texts))
        self._known = {word for words in (*named, *seen) for word in words}
        self._names = sorted({f"{a} {b}" for words in named for a, b in pairwise(words)})
        self._pairs = {pair for words in (*named, *seen) for pair in pairwise(words)}

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
        slips = [self._is_slip(words, place) for place in range(len(words))]
        told = {" ".join(words)}
        for place, (left, right) in enumerate(pairwise(words)):
            if not (slips[place] or slips[place + 1]) or len(left + right) < 2 * _SHORTEST - 1:
                continue
            near = process.extract(
                f"{left} {right}", self._names, scorer=OSA.distance, score_cutoff=1, limit=_NEAR
            )
            for other, _, _ in near:
                reading = " ".join([*words[:place], other, *words[place + 2 :]])
                if reading not in told and len(told) <= _MOST_READINGS:
                    told.add(reading)
                    yield reading

    def _is_slip(self, words: list[str], place: int) -> bool:
        """Whether a syllable is never seen beside either of its neighbours."""
        around = words[max(0, place - 1) : place + 2]
        return not any(pair in self._pairs for pair in pairwise(around))

    def _composed(self, word: str) -> str:
        letters = sum(map(str.isalpha, word))  # "b3" is the number of a house
        read = _VNI.sub("", word) if 1 < letters < len(word) else word
        read = _TONE_LETTER.sub("", _HORN.sub(_horn, _DOUBLED.sub(r"\1", read)))
        return read if read in self._known else word


def _horn(match: re.Match[str]) -> str:
    return "" if match.start() else "u"
