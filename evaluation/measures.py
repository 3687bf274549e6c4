"""The measures of one subject, step by step: held-out phrases, real questions, the portal alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.knowledge.consultation import Consultation
from assistant.knowledge.finder import Finder
from assistant.knowledge.live import Edition
from assistant.settings import Settings
from evaluation.calibration import Point, point
from evaluation.conversations import Graded, converse, field_table, grade_table, worst_table
from evaluation.dialogue import Understood, WholePath, search_alone
from evaluation.heldout import parts, without_words
from evaluation.peers import bm25_peers
from evaluation.questions import Question, answered_by
from evaluation.report import Report
from evaluation.scope import false_refusals, unanswerable_tables
from evaluation.search_quality import Rank, by_finder, by_search, recall_table
from evaluation.subject import Subject

_BM25 = "The BM25 peers: 0.3 title + 0.7 text, k1 1.2, b 0.75."


@dataclass
class Points:
    """Confidence and truth, gathered on the way for the pictures."""

    series: dict[str, list[Point]] = field(default_factory=dict)

    def add(self, name: str, finder: Finder, questions: Sequence[Question]) -> None:
        """Ask each question as it is written."""
        asked = self.series.setdefault(name, [])
        asked += [point(finder, q.text, q.codes) for q in questions]


def held_out(report: Report, subject: Subject, settings: Settings, points: Points) -> None:
    """Each alias and question, asked of an index that has not seen it."""
    rows: list[Graded] = []
    base = subject.base
    for part in parts(subject.entries, base.policy, settings.data / "cache"):
        less = without_words(base, part)
        questions = _of_part(part.asked)
        edition = Edition(less, Consultation(less, part.index))
        rows += converse(search_alone(edition), questions)
        points.add("held-out phrases", Finder(less, part.index), questions)
    note = "Search and records alone; each phrase is asked of an index that lost a fifth of them."
    grade_table(report, "Aliases and questions, held out in five parts", rows, note)
    field_table(report, "Held-out phrases by field", rows, base)
    worst_table(report, "Worst held-out phrases", rows)


def real(
    report: Report,
    subject: Subject,
    questions: Sequence[Question],
    understood: Understood | None,
    points: Points,
) -> None:
    """Labelled questions of residents. `understood`: by Rasa; None leaves the whole way out."""
    edition, where = subject.edition, subject.name
    known = answered_by([q for q in questions if q.answerable == "record"], subject.base.records)
    note = f"{len(known)} of {len(questions)} questions have a procedure with a record here."
    ways = {"search alone": search_alone(edition)}
    if understood is not None:
        ways["whole way"] = WholePath(edition, understood)
    rows: list[Graded] = []
    for way, ask in ways.items():
        rows = converse(ask, known)
        grade_table(report, f"Real questions, {where}, {way}", rows, note)
        unanswerable_tables(report, f"{where}, {way}", questions, ask)
        false_refusals(report, f"False refusals, {where}, {way}", rows)
    field_table(report, f"Real questions by field, {where}", rows, subject.base)
    worst_table(report, f"Worst real questions, {where}", rows)
    nothing = [q for q in questions if q.answerable == "none" and not q.related]
    points.add(f"real questions, {where}", subject.finder, [*known, *nothing])


def real_search(
    report: Report, subject: Subject, questions: Sequence[Question], others: Mapping[str, Rank]
) -> None:
    """Where the right record stands, beside the peers; `others`: peers that were trained before."""
    known = answered_by([q for q in questions if q.answerable == "record"], subject.base.records)
    systems = {"ours": by_finder(subject.finder), **bm25_peers(subject.entries), **others}
    recall_table(report, f"Search, real questions, {subject.name}", systems, known, _BM25)


def portal(report: Report, subject: Subject, questions: Sequence[Question]) -> None:
    """Official records alone, as `assistant search --records` ranks them."""
    asked = [q for q in answered_by(questions, subject.base.records) if q.alone]
    ours = by_search(subject.index, subject.base.aspects)
    systems = {"ours": ours, **bm25_peers(subject.entries)}
    note = f"{len(subject.entries)} records; questions that name their subject. {_BM25}"
    recall_table(report, "Search, portal records alone", systems, asked, note)


def _of_part(asked: Sequence[tuple[str, str]]) -> list[Question]:
    """A phrase that two entries share is right for both."""
    codes: dict[str, set[str]] = defaultdict(set)
    for text, code in asked:
        codes[text].add(code)
    return [Question(text, text, frozenset(right)) for text, right in codes.items()]
