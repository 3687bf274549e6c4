"""The words around names of places: kinds, what stands before and after, what asks for a unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.language.content import content_words
from assistant.language.cues import Cues
from assistant.language.text import normalise

_LISTS = ("before", "after", "joins", "hamlets", "follows")


@dataclass(frozen=True)
class PlaceWords:
    """The words of place_words.yml. `kinds`: ways to write each kind, as words, longest first."""

    kinds: tuple[tuple[tuple[str, ...], str], ...]
    level: dict[str, str]
    needs_kind: frozenset[str]
    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    joins: tuple[tuple[str, ...], ...]
    hamlets: tuple[tuple[str, ...], ...]
    follows: tuple[tuple[str, ...], ...]
    asks: Cues
    a_kind: Cues
    around: Cues
    circumstances: Cues


@cache
def place_words() -> PlaceWords:
    """The list of place_words.yml, read once."""
    words = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf8"))
    levels: dict[str, dict[str, list[str]]] = words["levels"]
    forms = [
        (tuple(form.split()), kind)
        for kinds in levels.values()
        for kind, written in kinds.items()
        for form in written
    ]
    return PlaceWords(
        kinds=tuple(sorted(forms, key=lambda form: -len(form[0]))),
        level={kind: level for level, kinds in levels.items() for kind in kinds},
        needs_kind=frozenset(words["needs_kind"]),
        asks=Cues(
            [*words["asks"], *(f"{now} {ask}" for now in words["now"] for ask in words["asks"])]
        ),
        a_kind=Cues(kind for kinds in levels.values() for kind in kinds),
        around=Cues(words["around"]),
        circumstances=Cues(words["circumstances"]),
        **{name: _phrases(words[name]) for name in _LISTS},
    )


def asks_which_unit(text: str) -> bool:
    """Whether the words ask what a unit is today: "giờ thuộc đâu", "nay là xã nào"."""
    return place_words().asks.found_in(text) is not None


def without_asking(text: str) -> str:
    """The text without the words that ask what a unit is today."""
    known = place_words().asks
    return " ".join(known.removed_from(text).split()) if known.found_in(text) else text


def without_circumstances(text: str) -> str:
    """The text without "ở Bắc Ninh", where everybody is, and without "năm ngoái"."""
    idle = place_words().circumstances
    return " ".join(idle.removed_from(text).split()) if idle.found_in(text) else text


def names_a_kind(text: str) -> bool:
    """Whether a commune, ward or district is spoken of at all."""
    return place_words().a_kind.found_in(text) is not None


def says_more(text: str) -> bool:
    """Whether a text without its names has a subject of its own."""
    known = place_words()
    return bool(content_words(known.around.removed_from(known.asks.removed_from(text))))


def _phrases(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(normalise(text).split()) for text in texts)
