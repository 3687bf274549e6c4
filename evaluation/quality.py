"""`make evaluate`: how well it understands, finds and answers, beside peers, settings saved.

Without arguments it asks held-out phrases of the knowledge base itself, measures the entities and
cross-validates the intents (some ten minutes). Question files are given by arguments. The command
fails when a question of these files was taught to the assistant word for word.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

import faiss

from assistant.clock import now
from assistant.errors import AssistantError
from assistant.knowledge.base import Content, KnowledgeBase, in_force, load_content
from assistant.knowledge.imports import Official
from assistant.knowledge.official import read_official
from assistant.settings import ROOT, Settings, load_settings
from assistant.training import RASA_MODEL
from evaluation.calibration import calibration
from evaluation.dialogue import Understood, search_alone, understand
from evaluation.entities import entity_table
from evaluation.intent_tables import cross_validated, intent_tables
from evaluation.measures import Points, held_out, portal, real, real_search
from evaluation.misspelling import SPELLINGS
from evaluation.peers import response_selector
from evaluation.questions import Question, read_questions
from evaluation.report import Report, file_mark, policy_settings
from evaluation.scope import OUT_OF_SCOPE, held_out_scope, kinds_table
from evaluation.search_quality import Rank
from evaluation.subject import Subject
from evaluation.verbatim import examples, nothing_taught

_INTENTS = ROOT / "nlu_data" / "intents"


@dataclass
class Run:
    """One evaluation: what was given, what is measured, what was found so far."""

    given: argparse.Namespace
    settings: Settings
    content: Content
    written: Subject
    report: Report
    points: Points = field(default_factory=Points)
    beside: dict[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where the report goes."""
        return self.settings.data / "reports"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write var/reports/quality.md; 1 when a question was taught word for word."""
    try:
        return _measure(_arguments(arguments))
    except AssistantError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


def _measure(given: argparse.Namespace) -> int:
    faiss.omp_set_num_threads(1)  # one question at a time: two threads only wait for each other
    settings = load_settings()
    content = load_content(settings.knowledge_base)
    report = Report("Quality")
    files = [path for path in (given.real, given.questions) if path]
    clean = nothing_taught(report, content, _INTENTS, files) if files else True
    if given.check:
        return 0 if clean else 1
    base = in_force(content, {}, now().date())
    run = Run(given, settings, content, Subject.of("hand-written", base, settings), report)
    run.beside["files"] = [file_mark(path) for path in files]
    if given.real:
        _real(run)
    if given.records and given.questions:
        _portal(run)
    if not given.skip_held_out:
        held_out(run.report, run.written, settings, run.points)
    entity_table(run.report, settings.knowledge_base / "offices.yml")
    _scope(run)
    if run.points.series:
        policy = base.policy.decision
        calibration(run.report, run.folder, run.points.series, policy.answer_from)
    path = run.report.write(run.folder, {**run.beside, **policy_settings(base.policy)})
    print(f"Report: {path}")
    return 0 if clean else 1


def _real(run: Run) -> None:
    questions = read_questions(run.given.real)
    understood = _understood(run, questions)
    selector = _selector(run, questions) if run.given.peers else {}
    for subject in chain([run.written], _both(run)):
        real(run.report, subject, questions, understood, run.points)
        real_search(run.report, subject, questions, selector if subject is run.written else {})


def _both(run: Run) -> Iterable[Subject]:
    """Hand-written and imported together, if a file to import is given."""
    if run.given.portal_import:
        official = _official(run, run.given.portal_import)
        base = in_force(run.content, official, now().date())
        yield Subject.of("hand-written and imported", base, run.settings)


def _portal(run: Run) -> None:
    official = _official(run, run.given.records)
    base: KnowledgeBase = replace(run.written.base, records=official, faqs={}, official={})
    subject = Subject.of("portal alone", base, run.settings)
    portal(run.report, subject, read_questions(run.given.questions))


def _official(run: Run, path: Path) -> Official:
    records, refused = read_official(path, run.content.phrases, now().date())
    if refused:
        run.report.note(f"{path.name}: {len(refused)} rows were refused.")
    run.beside.setdefault("portal", {})[path.name] = {**file_mark(path), "records": len(records)}
    return records


def _understood(run: Run, questions: Sequence[Question]) -> Understood | None:
    if not (run.settings.models / RASA_MODEL).exists():
        run.report.note("No Rasa model is trained: the whole way is left out.")
        return None
    return understand(run.settings, _copies(questions))


def _selector(run: Run, questions: Sequence[Question]) -> dict[str, Rank]:
    copies = _copies(questions)
    rank, told = response_selector(run.settings, run.written.base, copies, run.given.epochs)
    run.beside["response_selector"] = told
    run.report.note(
        f"Rasa's ResponseSelector: {told['sentences']} sentences of {told['records']} records, "
        f"{run.given.epochs} epochs, trained in {told['training_seconds']} s."
    )
    return {"Rasa ResponseSelector": rank}


def _copies(questions: Sequence[Question]) -> list[str]:
    return [spell(q.text) for q in questions for spell in SPELLINGS.values()]


def _scope(run: Run) -> None:
    outside = [text for text, _ in examples(_INTENTS / f"{OUT_OF_SCOPE}.yml")]
    ask = search_alone(run.written.edition)
    note = "As while Rasa is down. The search is never taught these sentences."
    kinds_table(run.report, "Out of scope, search alone", outside, ask, note)
    if not run.given.skip_intents:
        result = cross_validated(run.settings)
        intent_tables(run.report, result)
        held_out_scope(run.report, run.written.edition, result["rows"])


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.quality", description="Quality, measured: docs/evaluation.md."
    )
    parser.add_argument("--real", type=Path, help="real questions labelled with our codes")
    parser.add_argument("--questions", type=Path, help="questions labelled with portal codes")
    parser.add_argument("--records", type=Path, help="the portal records these are asked of, alone")
    parser.add_argument(
        "--portal-import", type=Path, help="portal records to import beside the hand-written ones"
    )
    parser.add_argument("--peers", action="store_true", help="train Rasa's ResponseSelector too")
    parser.add_argument("--epochs", type=int, default=100, help="of the ResponseSelector")
    parser.add_argument(
        "--check", action="store_true", help="only look for questions that were taught; seconds"
    )
    parser.add_argument("--skip-intents", action="store_true", help="leave five trainings out")
    parser.add_argument("--skip-held-out", action="store_true", help="leave held-out phrases out")
    given = parser.parse_args(arguments)
    if bool(given.questions) != bool(given.records):
        parser.error("--questions and --records go together")
    if given.peers and not given.real:
        parser.error("--peers is measured on --real")
    return given


if __name__ == "__main__":
    sys.exit(main())
