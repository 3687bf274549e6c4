"""Entities by exact span: the spaCy ruler for names and codes, the date reader for times."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.clock import VIETNAM
from assistant.language.dates import find_moments
from assistant.language.pipeline import SHAPES, build_pipeline, entities
from assistant.language.places import place_names
from assistant.language.text import fold
from evaluation.report import Report

Span = tuple[str, int, int]  # label, first character, the one after the last
Find = Callable[[str], set[Span]]
_SLOT = re.compile(r"\{(\w+)\}")
_EACH = 40  # fillings of a sentence
_SEED = 20261121
LABELS = ("place", *SHAPES, "when")


@dataclass(frozen=True)
class Marked:
    """A sentence and what is to be found in it."""

    text: str
    spans: frozenset[Span]


@dataclass(frozen=True)
class Score:
    """Found and right, found wrongly, not found."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find or miss."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


def entity_table(report: Report, offices: Path) -> None:
    """Precision, recall and F1 of each kind, with accents and without."""
    given = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf8"))
    places = place_names(offices)
    marked = list(sentences(given, [name for names in places.values() for name in names]))
    find = finder(places, given["said_on"])
    lines = []
    for spelling, spell in (("accented", str), ("unaccented", fold)):
        scores = score([(find(spell(each.text)), each.spans) for each in marked])
        lines += [[spelling, *_line(label, scores[label])] for label in LABELS]
    head = ["spelling", "entity", "to find", "precision", "recall", "F1"]
    note = (
        f"{len(marked)} generated sentences with known spans (evaluation/entities.yml): no sentence"
        " of nlu_data has its entities marked. Exact spans; misspelt copies would move them."
    )
    report.table("Entities", head, lines, note)


def sentences(given: Mapping[str, Any], places: Sequence[str]) -> Iterator[Marked]:
    """Every sentence filled many times, and those with nothing in them."""
    chance = random.Random(_SEED)
    values = {**given, "place": places}
    for sentence in given["sentences"]:
        filled = (_filled(sentence, values, chance) for _ in range(_EACH))
        yield from dict.fromkeys(filled)
    for text in given["without"]:
        yield Marked(text, frozenset())


def finder(places: Mapping[str, Sequence[str]], said_on: Any) -> Find:
    """Everything the assistant finds in a sentence."""
    nlp, now = build_pipeline(places), said_on.replace(tzinfo=VIETNAM)

    def find(text: str) -> set[Span]:
        named = {(found.label, found.start, found.end) for found in entities(nlp, text)}
        return named | {("when", *moment.span) for moment in find_moments(text, now)}

    return find


def score(pairs: Sequence[tuple[set[Span], frozenset[Span]]]) -> dict[str, Score]:
    """By label."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for found, wanted in pairs:
        right.update(span[0] for span in found & wanted)
        wrong.update(span[0] for span in found - wanted)
        missed.update(span[0] for span in wanted - found)
    return {label: Score(right[label], wrong[label], missed[label]) for label in LABELS}


def _filled(sentence: str, values: Mapping[str, Sequence[str]], chance: random.Random) -> Marked:
    text, spans, end = "", set(), 0
    for slot in _SLOT.finditer(sentence):
        value = chance.choice(values[slot.group(1)])
        text += sentence[end : slot.start()]
        spans.add((slot.group(1), len(text), len(text) + len(value)))
        text, end = text + value, slot.end()
    return Marked(text + sentence[end:], frozenset(spans))


def _line(label: str, score: Score) -> list[object]:
    found, wanted = score.right + score.wrong, score.right + score.missed
    shares = (f"{score.right / whole:.3f}" if whole else "–" for whole in (found, wanted))
    return [label, wanted, *shares, f"{score.f1:.3f}"]
