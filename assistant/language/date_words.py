"""The ground that dates and times share: a text under one ruler, spelled patterns, numbers, pieces.

`dates` joins the pieces that `date_rules` (days) and `times` (hours, parts of the day) find.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

# How far around a match the rules look for words that forbid or allow it.
WINDOW = 40

# Words whose bare form is no Vietnamese word: also read without marks inside an accented text.
SAFE_WITHOUT_MARKS = re.compile(
    "tuần|tháng|chiều|trưa|giờ|phút|hôm|trước|nữa|cuối|giữa|mùng|rằm|buổi|rưỡi|kém|chủ|nhật|ngoái"
    "|tới|cách|đây"
)
UNITS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
AFTER_TENS = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}


@dataclass(frozen=True)
class Sentence:
    """A text made comparable: NFC, nothing invisible, single blanks, lower case.

    `places` leads each of its characters back to the text as it was given.
    """

    cased: str
    lower: str
    plain: bool  # typed without a single mark, so words are read without marks
    places: tuple[tuple[int, int], ...]

    def span(self, begin: int, finish: int) -> tuple[int, int]:
        """Where the characters begin..finish stand in the text as it was given."""
        return self.places[begin][0], self.places[finish - 1][1]

    def before(self, at: int) -> str:
        """The words just before a position."""
        return self.lower[max(0, at - WINDOW) : at]

    def after(self, at: int) -> str:
        """The words just after a position."""
        return self.lower[at : at + WINDOW]

    def follows(self, source: str, at: int) -> bool:
        """Whether the words of `source` stand directly before a position."""
        return bool(re.search(rf"(?<!\w)(?:{spelled(source, self.plain)})\s*$", self.before(at)))

    def precedes(self, source: str, at: int) -> bool:
        """Whether the words of `source` stand directly after a position."""
        return bool(re.match(rf"\s*(?:{spelled(source, self.plain)})(?!\w)", self.after(at)))

    def clause_ends(self, at: int) -> bool:
        """Whether nothing or a mark of punctuation stands after a position."""
        return bool(re.match(r"\s*(?:$|[,.;:!?…)\-–/])", self.after(at)))


@dataclass(frozen=True)
class Days:
    """The days an expression names; None where a lunar date was given, which nobody converts."""

    start: date | None
    end: date | None
    weekday: bool = False  # a weekday alone, which a date or a week beside it makes exact
    ambiguous: str | None = None
    loose: bool = False  # a day only beside a time or another day

    @property
    def length(self) -> int:
        """How many days after the first one, 0 for a single day."""
        return (self.end - self.start).days if self.start and self.end else 0


@dataclass(frozen=True)
class Clock:
    """Minutes after midnight as said; `half_open` when the person left morning or afternoon out."""

    minutes: int
    half_open: bool


@dataclass(frozen=True)
class Piece:
    """A part of an expression at begin..finish of the sentence; a loose one needs another one."""

    begin: int
    finish: int
    days: Days | None = None
    clock: Clock | None = None
    part: str | None = None
    loose: bool = False


def read(text: str) -> Sentence:
    """Make a text comparable, keeping for each character where it came from."""
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    for begin, finish in _clusters(text):
        for character in unicodedata.normalize("NFC", text[begin:finish]):
            if character.isspace() and characters and characters[-1].isspace():
                continue  # a long run of blanks would make the patterns slow
            characters.append(character)
            places.append((begin, finish))
    cased = "".join(characters)
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in characters)
    return Sentence(cased, lower, without_marks(lower) == lower, tuple(places))


def without_marks(text: str) -> str:
    """Drop tone and vowel marks, character by character; case and length of NFC text stay."""
    return "".join(map(_bare, text))


def number(word: str) -> int:
    """The value of digits or of a number word, with or without marks."""
    return int(word) if word.isdecimal() else numbers()[without_marks(" ".join(word.split()))]


def search(source: str, sentence: Sentence) -> Iterator[re.Match[str]]:
    """Every place where whole words match a pattern written in accented Vietnamese."""
    return compiled(source, sentence.plain).finditer(sentence.lower)


@cache
def compiled(source: str, plain: bool) -> re.Pattern[str]:
    """The pattern for accented or for plain text."""
    return re.compile(rf"(?<!\w)(?:{spelled(source, plain)})(?!\w)")


@cache
def spelled(source: str, plain: bool) -> str:
    """Expand NUM, let a blank match any blanks, and take the marks off where that is safe."""
    expanded = source.replace("NUM", rf"\d{{1,2}}|{_number_words()}").replace(" ", r"\s+")
    if plain:
        return without_marks(expanded)
    return re.sub(r"[^\W\d_]+", _with_bare_form, expanded)


@cache
def numbers() -> dict[str, int]:
    """Folded number words up to fifty-nine, all that days, months, hours and minutes need."""
    return {without_marks(word): value for word, value in _spoken_numbers()}


@cache
def _number_words() -> str:
    words = sorted((word for word, _ in _spoken_numbers()), key=len, reverse=True)
    return "|".join(words)


def _spoken_numbers() -> Iterator[tuple[str, int]]:
    yield from zip(UNITS, range(1, 10), strict=True)
    yield from (("bẩy", 7), ("mười", 10), ("mười lăm", 15))
    for value, unit in enumerate(UNITS, 1):
        yield f"mười {unit}", 10 + value
    for tens, word in enumerate(UNITS[1:5], 2):
        yield f"{word} mươi", tens * 10
        for value, unit in enumerate(UNITS, 1):
            yield f"{word} mươi {unit}", tens * 10 + value
        for unit, value in AFTER_TENS.items():
            yield f"{word} mươi {unit}", tens * 10 + value
            yield f"{word} {unit}", tens * 10 + value


def _with_bare_form(match: re.Match[str]) -> str:
    word = match[0]
    return f"(?:{word}|{without_marks(word)})" if SAFE_WITHOUT_MARKS.fullmatch(word) else word


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Base characters with the marks that follow them; invisible characters belong to none."""
    begin = finish = 0
    for at, character in enumerate(text):
        if unicodedata.category(character) == "Cf":
            continue
        if unicodedata.combining(character) and finish > begin:
            finish = at + 1
            continue
        if finish > begin:
            yield begin, finish
        begin, finish = at, at + 1
    if finish > begin:
        yield begin, finish


@cache
def _bare(character: str) -> str:
    if character in "đĐ":
        return "d" if character == "đ" else "D"
    kept = [c for c in unicodedata.normalize("NFD", character) if unicodedata.category(c) != "Mn"]
    return kept[0] if len(kept) == 1 else character
