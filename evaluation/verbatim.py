"""No sentence of an evaluation may be among what the assistant was taught: that would measure how
well it remembers. Compared without accents, punctuation and case.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.knowledge.base import Content
from assistant.language.content import content_words
from assistant.language.short_forms import clean
from assistant.language.text import syllables
from evaluation.questions import Question, read_questions
from evaluation.report import Report

_END = re.compile(r"[.?!;\n]+")
# Shorter sentences inside a longer question are everybody's: "thủ tục như thế nào".
_FEWEST_WORDS, _FEWEST_CONTENT = 5, 3


@dataclass(frozen=True)
class Hit:
    """A question that stands somewhere word for word; its text is not repeated here."""

    question: str
    where: str
    whole: bool


Taught = Mapping[str, Sequence[str]]
"""Folded sentence → the places it stands at."""


def taught(content: Content, intents: Path) -> Taught:
    """Everything the search or Rasa learns from, but the official names of procedures."""
    names = {
        form
        for record in content.versions
        for name in (record.name, record.official_name)
        for form in _forms(name)
    }
    places: dict[str, list[str]] = defaultdict(list)
    for text, where in [*_of_content(content), *_of_intents(intents)]:
        for form in _forms(text) - names:
            places[form].append(where)
    return places


def nothing_taught(report: Report, content: Content, intents: Path, files: Iterable[Path]) -> bool:
    """Whether no question of the files was taught, with a table of those that were."""
    known = taught(content, intents)
    hits = [hit for path in files for hit in verbatim(read_questions(path), known)]
    lines = [[hit.question, hit.where, "whole" if hit.whole else "a sentence"] for hit in hits]
    note = "None may be: a question that was taught measures memory. By id." if hits else "None."
    report.table("Questions taught word for word", ["question", "where", "what"], lines, note)
    return not hits


def verbatim(questions: Iterable[Question], known: Taught) -> list[Hit]:
    """The questions that stand there, whole or with one of their sentences."""
    hits = []
    for question in questions:
        whole = _forms(question.text)
        parts = {form for part in _sentences(question.text) for form in _forms(part)}
        for form in sorted(whole | parts):
            places = dict.fromkeys(known.get(form, ()))
            hits += [Hit(question.id, where, form in whole) for where in places]
    return list(dict.fromkeys(hits))


def _forms(text: str) -> set[str]:
    """As typed, and with its short forms written out."""
    return {" ".join(syllables(text)), " ".join(syllables(clean(text)))} - {""}


def _sentences(text: str) -> Iterator[str]:
    for part in _END.split(text):
        if len(syllables(part)) >= _FEWEST_WORDS and len(content_words(part)) >= _FEWEST_CONTENT:
            yield part


def _of_content(content: Content) -> Iterator[tuple[str, str]]:
    for record in content.versions:
        yield from ((text, f"alias of {record.code}") for text in record.aliases)
        yield from ((text, f"question of {record.code}") for text in record.questions)
    for faq in content.faqs:
        yield from ((text, f"{faq.code}") for text in (faq.question, *faq.aliases))


def _of_intents(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.yml")):
        yield from examples(path)


def examples(path: Path) -> Iterator[tuple[str, str]]:
    """The sentences of a file of nlu_data, each with the place it stands at."""
    for block in yaml.safe_load(path.read_text(encoding="utf8"))["nlu"]:
        for line in block["examples"].splitlines():
            yield line.strip().removeprefix("- "), f"nlu_data/intents/{path.name}"
