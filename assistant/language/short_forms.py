"""Teencode and official abbreviations, written out. The words are in short_forms.yml."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.language.text import fold, has_accents, normalise

_WORD = re.compile(r"\w+")
_ROUNDS = 4


@dataclass(frozen=True)
class ShortForms:
    """`always`: folded short form → meaning. `beside`: the same, with its neighbour words.

    `same`: pairs of a compiled name and the name used instead, accented first, then folded.
    """

    always: dict[str, str]
    beside: dict[str, tuple[str, frozenset[str]]]
    same: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = ()

    def unify(self, text: str) -> str:
        """One name for one thing: "bìa đỏ" → "sổ đỏ"."""
        accented = has_accents(text)
        for as_written, folded, name in self.same:
            pattern, instead = (as_written, name) if accented else (folded, fold(name))
            text = pattern.sub(instead, text)
        return text

    def expand(self, text: str) -> str:
        """Write short forms out; an unaccented text stays unaccented.

        Again until nothing changes: one word written out may be the neighbour another waits for.
        """
        for _ in range(_ROUNDS):
            expanded = self._expand_once(text)
            if expanded == text:
                break
            text = expanded
        return text

    def _expand_once(self, text: str) -> str:
        accented = has_accents(text)
        words = list(_WORD.finditer(text))
        folded = [fold(word.group()) for word in words]
        pieces: list[str] = []
        end = 0
        for index, word in enumerate(words):
            meaning = self._meaning(word.group(), folded, index)
            if meaning is not None:
                pieces += [text[end : word.start()], meaning if accented else fold(meaning)]
                end = word.end()
        return "".join([*pieces, text[end:]])

    def _meaning(self, word: str, folded: list[str], index: int) -> str | None:
        key = folded[index]
        # "đc" and "dc" are one entry, "dì" is not "di": an accented vowel is a word of its own.
        if key in self.always and fold(word) == word.lower().replace("đ", "d"):
            return self.always[key]
        if key in self.beside and fold(word) == word.lower().replace("đ", "d"):
            meaning, neighbours = self.beside[key]
            around = folded[max(0, index - 1) : index] + folded[index + 1 : index + 2]
            if neighbours.intersection(around):
                return meaning
        return None


@cache
def short_forms() -> ShortForms:
    """The list that ships with the assistant, read once."""
    words = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf8"))
    always = {fold(short): meaning for short, meaning in words["always"].items()}
    beside = {
        fold(short): (entry["means"], frozenset(fold(word) for word in entry["with"]))
        for short, entry in words["beside"].items()
    }
    same = tuple(
        (_whole(name), _whole(fold(name)), instead) for name, instead in words["same"].items()
    )
    return ShortForms(always, beside, same)


def _whole(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)


def clean(text: str) -> str:
    """What every later step reads: one Unicode form, one tone placement, nothing written short,
    one name for one thing.
    """
    forms = short_forms()
    return forms.unify(forms.expand(normalise(text)))
