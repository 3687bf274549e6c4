"""Names of communes, wards and districts in a text, today's and former ones.

Pure recognition: which names are written where, with what kind, as many as fit. What a name stands
for today is knowledge (assistant/knowledge/places.py). Standard library and PyYAML only, as Rasa's
environment imports this package too.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.language.place_words import place_words
from assistant.language.text import TONES, fold, has_accents, normalise

_WORD = re.compile(r"\w+")
_BEFORE_NAME = re.compile(r"[\s.:\-\"'“(]*")
_INSIDE_NAME = re.compile(r"[\s\-]+")
_BETWEEN_NAMES = re.compile(r"[\s,;()\-]+")
_LONE_Y = re.compile(rf"(?<=[hklmst])y(?=[{''.join(TONES)}]?$)")  # "Mĩ", "Kị": Mỹ, Kỵ
_HAMLET_REACH = 5  # words from "thôn" to the commune at most


@dataclass(frozen=True)
class Name:
    """A name to be found. `key`: what the caller knows it by; `kind`: "xã", "thị xã", …"""

    key: str
    kind: str
    name: str


@dataclass(frozen=True)
class Mention:
    """Where a name stands, with "ở", "cũ" or a hamlet around it, and every name it can be.

    `certain`: the kind is written or a word of place stands before it; otherwise the same words
    may be somebody's name.
    """

    start: int
    end: int
    names: tuple[Name, ...]
    kind: str | None
    certain: bool


def without(text: str, mentions: Sequence[Mention]) -> str:
    """The text without the names."""
    kept, end = [], 0
    for mention in mentions:
        kept.append(text[end : mention.start])
        end = mention.end
    return " ".join("".join([*kept, text[end:]]).split())


class Gazetteer:
    """Finds names in a text. Made once for a list of names."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._words = place_words()
        self._known: dict[tuple[str, ...], list[Name]] = {}
        for name in names:
            syllables = tuple(_bare(word) for word in name.name.split())
            self._known.setdefault(syllables, []).append(name)
        self._longest = max(map(len, self._known), default=0)

    def mentions(self, text: str) -> list[Mention]:
        """The names in a normalised text, from left to right, the longest at each place."""
        found: list[Mention] = []
        read = _Read(text)
        at = 0
        while at < len(read.words):
            mention, behind = self._at(read, at, found[-1] if found else None)
            if mention is not None:
                found.append(mention)
            at = behind
        return found

    def _at(self, read: "_Read", at: int, last: Mention | None) -> tuple[Mention | None, int]:
        """The name that begins at a word, and the word to go on from."""
        for form, kind in self._words.kinds:
            start = at + len(form)
            if read.has(form, at) and read.gap(start, _BEFORE_NAME):
                names, end = self._named(read, start)
                fitting = self._of_kind(names, kind)
                if fitting and (end - start > 1 or self._stands_alone(read, start, fitting)):
                    return self._mention(read, (at, end), last, fitting, kind), end
                if names and end - start > 1:  # "huyện Yên Dũng" is not the ward of that name
                    return None, end
        names, end = self._named(read, at)
        names = tuple(name for name in names if name.name not in self._words.needs_kind)
        placed = self._placed(read, at, last)
        if not names or (end - at == 1 and not (placed and self._is_proper(read, at, names))):
            return None, at + 1
        mention = self._mention(read, (at, end), last, names)
        return replace(mention, certain=placed), end

    def _named(self, read: "_Read", at: int) -> tuple[tuple[Name, ...], int]:
        """The names that the words from `at` on can be, the most words first."""
        for length in range(min(self._longest, len(read.words) - at), 0, -1):
            known = self._known.get(tuple(read.bare[at : at + length]), [])
            whole = all(read.gap(place, _INSIDE_NAME) for place in range(at + 1, at + length))
            names = tuple(n for n in known if read.agrees(at, n.name.split()))
            if names and whole:
                return names, at + length
        return (), at

    def _of_kind(self, names: tuple[Name, ...], kind: str) -> tuple[Name, ...]:
        """Those of the kind written, else of its level."""
        level = self._words.level
        exact = tuple(name for name in names if name.kind == kind)
        near = tuple(name for name in names if level[name.kind] == level[kind])
        return exact or near

    def _stands_alone(self, read: "_Read", at: int, names: Sequence[Name]) -> bool:
        """Whether one syllable is the name and no beginning of another word ("hồ sơ")."""
        behind = at + 1
        ends = behind == len(read.words) or not read.gap(behind, _INSIDE_NAME)
        followed = any(read.has(phrase, behind) for phrase in self._words.follows)
        return (ends or followed) and (not read.accented or read.is_spelt(at, names))

    def _is_proper(self, read: "_Read", at: int, names: Sequence[Name]) -> bool:
        """Whether one syllable without a kind is a name, by its accents and its capital."""
        capital = read.words[at].group()[0].isupper() or not read.accented
        return capital and read.is_spelt(at, names) and self._stands_alone(read, at, names)

    def _placed(self, read: "_Read", at: int, last: Mention | None) -> bool:
        """Whether a word of place stands before, or another name with nothing between."""
        if last is not None and at > 0:
            between = read.text[last.end : read.start(at)]
            if last.certain and _BETWEEN_NAMES.fullmatch(between):
                return True
        return any(
            len(phrase) <= at and read.has(phrase, at - len(phrase))
            for phrase in self._words.before
        )

    def _mention(
        self,
        read: "_Read",
        span: tuple[int, int],
        last: Mention | None,
        names: tuple[Name, ...],
        kind: str | None = None,
    ) -> Mention:
        first, end = span
        for phrase in self._words.after:
            if read.has(phrase, end):
                end += len(phrase)
                break
        floor = last.end if last else 0
        first = self._joined(read, self._with_hamlet(read, first, floor), floor)
        return Mention(read.start(first), read.end(end - 1), names, kind, certain=True)

    def _joined(self, read: "_Read", at: int, floor: int) -> int:
        """Where the word begins that joins the place to the sentence, or `at` itself."""
        for phrase in self._words.joins:
            place = at - len(phrase)
            if place >= 0 and read.start(place) >= floor and read.has(phrase, place):
                return place
        return at

    def _with_hamlet(self, read: "_Read", at: int, floor: int) -> int:
        """Where the hamlet begins that stands before the word `at`, or `at` itself."""
        for place in range(at - 1, max(-1, at - 1 - _HAMLET_REACH), -1):
            if read.start(place) < floor or any(read.has(p, place) for p in self._words.before):
                break
            if any(read.has(phrase, place) for phrase in self._words.hamlets):
                return place
        return at


class _Read:
    """A text by its words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = list(_WORD.finditer(text))
        self.bare = [_bare(word.group()) for word in self.words]
        self.accented = has_accents(text)

    def start(self, at: int) -> int:
        return self.words[at].start()

    def end(self, at: int) -> int:
        return self.words[at].end()

    def gap(self, at: int, allowed: re.Pattern[str]) -> bool:
        """Whether only what is allowed stands before the word `at`."""
        if not 0 < at < len(self.words):
            return False
        return allowed.fullmatch(self.text[self.end(at - 1) : self.start(at)]) is not None

    def has(self, phrase: Sequence[str], at: int) -> bool:
        """Whether the phrase stands at a word."""
        same = tuple(self.bare[at : at + len(phrase)]) == tuple(map(_bare, phrase))
        return same and self.agrees(at, phrase)

    def agrees(self, at: int, phrase: Sequence[str]) -> bool:
        """Whether no accent that was written says another word."""
        written = (word.group() for word in self.words[at : at + len(phrase)])
        return all(
            not has_accents(said) or _spelt(said) == _spelt(word)
            for said, word in zip(written, phrase, strict=False)
        )

    def is_spelt(self, at: int, names: Sequence[Name]) -> bool:
        """Whether the word has the very accents of one of the names."""
        return any(_spelt(self.words[at].group()) == _spelt(name.name) for name in names)


@cache
def _spelt(word: str) -> str:
    """One spelling of a syllable: small letters, one tone place, i for a lone y."""
    letters = unicodedata.normalize("NFD", normalise(word).lower())
    return unicodedata.normalize("NFC", _LONE_Y.sub("i", letters))


def _bare(word: str) -> str:
    return _LONE_Y.sub("i", fold(word))
