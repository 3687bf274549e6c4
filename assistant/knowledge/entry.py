"""What the search index holds of one procedure or question: titles and passages of text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.faq import Faq
from assistant.knowledge.record import Record
from assistant.language.short_forms import clean

_SENTENCE_END = re.compile(r"\n+|(?<=[.;])\s+")
_WRITTEN, _QUESTION, _COMMUNE = 1.0, 0.6, 0.5
_SHORTEST_PASSAGE = 30  # characters: shorter pieces of a long text say nothing by themselves


@dataclass(frozen=True)
class Entry:
    """`titles`: name, official name, aliases, questions. `passages`: one fact each.

    `prior`: how likely residents come for it, 0 to 1: what staff wrote by hand first, then what a
    commune decides. `everyday`: staff wrote it, in residents' words.
    """

    code: str
    name: str
    titles: tuple[str, ...]
    passages: tuple[str, ...]
    prior: float
    everyday: bool = True


def entry_of(record: Record) -> Entry:
    """The searchable side of a record."""
    asked = [record.name, record.official_name, *record.aliases, *record.questions]
    titles = dict.fromkeys(clean(title) for title in asked)  # as questions will be cleaned
    written = record.origin == "written"
    passages = map(clean, _passages(record)) if written else _official_passages(record)
    return Entry(
        code=record.code,
        name=record.name,
        titles=tuple(titles),
        passages=tuple(passages),
        prior=_WRITTEN if written else _COMMUNE if "commune" in record.level else 0.0,
        everyday=written,
    )


def entry_of_faq(faq: Faq) -> Entry:
    """The searchable side of a question with its answer."""
    titles = dict.fromkeys(clean(title) for title in (faq.question, *faq.aliases))
    passages = tuple(clean(sentence) for sentence in _SENTENCE_END.split(faq.answer) if sentence)
    return Entry(faq.code, faq.question, tuple(titles), passages, _QUESTION)


class EntryCache:
    """Entries of a whole knowledge base; those of what did not change are made once.

    An edition is read anew each time, so what staff wrote is known again by its content. Portal
    records are thousands and the same objects from one edition to the next.
    """

    def __init__(self) -> None:
        self._made: dict[str | int, tuple[Record | Faq, Entry]] = {}

    def of(self, base: KnowledgeBase) -> list[Entry]:
        """All that can be asked for."""
        known, self._made = self._made, {}
        items: list[Record | Faq] = [*base.records.values(), *base.faqs.values()]
        for item in items:
            key = _key(item)
            kept = known.get(key)  # the item is held here too, so its id is not given to another
            self._made[key] = kept or (item, _entry_of(item))
        return [entry for _, entry in self._made.values()]


def _key(item: Record | Faq) -> str | int:
    portal = isinstance(item, Record) and item.origin == "portal"
    return id(item) if portal else item.model_dump_json()


def entries_of(base: KnowledgeBase) -> list[Entry]:
    """All that can be asked for."""
    return EntryCache().of(base)


def _entry_of(item: Record | Faq) -> Entry:
    return entry_of(item) if isinstance(item, Record) else entry_of_faq(item)


def _passages(record: Record) -> list[str]:
    options = [
        f"{case.question} {option.label}" for case in record.cases for option in case.options
    ]
    papers = [" ".join(filter(None, (paper.name, paper.note))) for paper in record.papers]
    fees = [fee.text for fee in record.fees if fee.text]
    changes = [change.text for change in record.changes]
    return [
        *filter(None, (record.summary, record.who)),
        record.place.text,
        *options,
        *papers,
        *fees,
        *record.fee_exemptions,
        *record.steps,
        *record.conditions,
        *record.result,
        *changes,
    ]


def _official_passages(record: Record) -> Iterator[str]:
    """Papers and results as they are, the long texts by sentence."""
    papers = [paper.name for paper in record.papers]
    long_texts = _sentences([*record.steps, *record.conditions])
    yield from filter(None, [record.who, *papers, *long_texts, *record.result])


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for sentence in _SENTENCE_END.split(text):
            if len(sentence) >= _SHORTEST_PASSAGE:
                yield sentence
