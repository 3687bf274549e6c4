"""How far up the right record stands, whatever is said in the end: R@1, R@5, R@10, MRR@10."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.knowledge.aspects import AspectCues
from assistant.knowledge.content import Aspects
from assistant.knowledge.finder import Finder
from assistant.knowledge.search import SearchIndex
from assistant.language.short_forms import clean
from evaluation.misspelling import SPELLINGS
from evaluation.questions import Question
from evaluation.report import Report, percent

TOP = 10
_CUTS = (1, 5, TOP)
Rank = Callable[[str], Sequence[str]]
"""A text → codes, best first."""


@dataclass(frozen=True)
class Ranks:
    """Where the first right code stood for each question, counted from 1; None beyond the tenth."""

    places: Sequence[int | None]

    def recall(self, cut: int) -> float:
        """The share with a right code among the first `cut`."""
        found = sum(place is not None and place <= cut for place in self.places)
        return found / len(self.places) if self.places else 0.0

    @property
    def mrr(self) -> float:
        """Mean of 1/place."""
        found = sum(1 / place for place in self.places if place)
        return found / len(self.places) if self.places else 0.0


def ranks(rank: Rank, questions: Sequence[Question], spell: Callable[[str], str] = str) -> Ranks:
    """Ask every question."""
    return Ranks([_place(rank(spell(q.text))[:TOP], q.codes) for q in questions])


def recall_table(
    report: Report, name: str, systems: Mapping[str, Rank], questions: Sequence[Question], note: str
) -> None:
    """Every system on the same questions in the same run, in each spelling."""
    lines = []
    for spelling, spell in SPELLINGS.items():
        for system, rank in systems.items():
            found = ranks(rank, questions, spell)
            shares = (percent(found.recall(cut), 1) for cut in _CUTS)
            lines.append([spelling, system, len(questions), *shares, f"{found.mrr:.3f}"])
    head = ["spelling", "system", "questions", *(f"R@{cut}" for cut in _CUTS), f"MRR@{TOP}"]
    report.table(name, head, lines, note)


def by_search(index: SearchIndex, aspects: Aspects) -> Rank:
    """As `assistant search` ranks."""
    cues = AspectCues(aspects)
    return lambda text: [hit.code for hit in index.search(cues.subject_of(clean(text)), TOP).hits]


def by_finder(finder: Finder) -> Rank:
    """As a conversation ranks: slips of the keyboard are read too."""

    def rank(text: str) -> list[str]:
        meant = finder.find(finder.composed(clean(text)), None)
        return [hit.code for hit in meant.hits] or list(meant.decision.codes)

    return rank


def _place(codes: Sequence[str], right: frozenset[str]) -> int | None:
    return next((place for place, code in enumerate(codes, 1) if code in right), None)
