"""What a page on a telephone shows of a procedure: a short list, and what is not sure."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.knowledge.answers import Speaker
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.checklist import next_case
from assistant.knowledge.record import Record
from assistant.knowledge.reply import ListedPaper

_MOST = 8  # more does not stand on a telephone; the whole list is one touch away


@dataclass(frozen=True)
class Shown:
    """One line. `group`: said where it changes; `spare`: it may not be needed."""

    paper: ListedPaper
    group: str | None
    spare: bool


@dataclass(frozen=True)
class Listing:
    """`left_out`: papers beyond the short list. `open`: whether questions still decide some."""

    record: Record
    papers: tuple[Shown, ...]
    left_out: int
    open: bool
    notes: tuple[str, ...]


def listing(base: KnowledgeBase, record: Record, answers: Mapping[str, str]) -> Listing:
    """The papers that are needed by these answers; those that hang on open questions are left."""
    told = Speaker(base).papers(record, answers).checklist
    assert told is not None
    spare = {paper.id for paper in record.papers if paper.unless}
    shown: list[Shown] = []
    group = ""
    for paper in told.papers[:_MOST]:
        changed = paper.group if paper.group != group else None
        shown.append(Shown(paper, changed, paper.id in spare))
        group = paper.group
    left = max(0, len(told.papers) - _MOST)
    undecided = next_case(record, answers) is not None
    return Listing(record, tuple(shown), left, undecided, tuple(told.notes))
