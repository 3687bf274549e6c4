"""`make evaluate`: how well it understands and finds, beside a floor, with the settings saved.

Without arguments it asks held-out aliases and questions of the knowledge base itself, and
cross-validates the intents (some ten minutes). With `--records` and `--questions` the search over
portal records is measured; with `--real` the conversation over labelled questions.
"""

import argparse
import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sklearn.metrics import f1_score

from assistant import wiring
from assistant.batch import search_questions
from assistant.knowledge.base import KnowledgeBase, load_knowledge_base
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.entry import entry_of
from assistant.knowledge.lexical import LexicalIndex
from assistant.knowledge.portal import read_portal
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State
from assistant.language.text import fold
from assistant.settings import ROOT, Settings
from assistant.training import rasa_environment
from evaluation.heldout import parts
from evaluation.report import Report, percent, policy_settings

_GRADES = ("right at once", "within one clarification", "wrong and confident", "not known")
_SPELLINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("accented", str),
    ("unaccented", fold),
)
Labelled = tuple[str, set[str]]


def main() -> None:
    """Measure and write var/reports/quality.md."""
    given = _arguments()
    settings = Settings()
    base = load_knowledge_base(settings.knowledge_base)
    report = Report("Quality")
    _held_out(report, base, settings)
    if given.real:
        _real(report, settings, given.real)
    if given.records and given.questions:
        _portal(report, base, settings, given.records, given.questions)
    if not given.skip_intents:
        _intents(report, settings)
    path = report.write(settings.data / "reports", policy_settings(base.policy))
    print(f"Report: {path}")


def grade(consultation: Consultation, text: str, codes: set[str]) -> str:
    """How a first message about one of `codes` ends."""
    advice = consultation.ask(text, (), State())
    if advice.outcome in {Outcome.ANSWERED, Outcome.CONTINUED}:
        told = {source.code for reply in advice.replies for source in reply.sources}
        return _GRADES[0] if told & codes else _GRADES[2]
    offered = {candidate.code for reply in advice.replies for candidate in reply.candidates}
    return _GRADES[1] if offered & codes else _GRADES[3]


def _held_out(report: Report, base: KnowledgeBase, settings: Settings) -> None:
    entries = [entry_of(record) for record in base.records.values()]
    grades: dict[str, Counter[str]] = {name: Counter() for name, _ in _SPELLINGS}
    for part in parts(entries, base.policy, settings.data / "cache"):
        asked = Consultation(base, part.index)
        for name, spell in _SPELLINGS:
            grades[name].update(grade(asked, spell(text), {code}) for text, code in part.asked)
    _grade_table(report, "Aliases and questions held out in five parts", grades)


def _real(report: Report, settings: Settings, path: Path) -> None:
    base, consultation = wiring.consultation(settings)
    rows = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
    known: list[Labelled] = [
        (row["text"], set(row["codes"]))
        for row in rows
        if row["answerable"] == "record" and set(row["codes"]) & base.records.keys()
    ]
    grades = {
        name: Counter(grade(consultation, spell(text), codes) for text, codes in known)
        for name, spell in _SPELLINGS
    }
    _grade_table(report, "Real questions whose procedure has a record", grades)
    nobody = [r["text"] for r in rows if r["answerable"] == "none" and not r.get("related")]
    outcomes = Counter(consultation.ask(text, (), State()).outcome for text in nobody)
    report.table(
        "Questions that no record answers",
        ["outcome", "questions", "share"],
        [[o, n, percent(n, len(nobody))] for o, n in outcomes.most_common()],
    )


def _portal(
    report: Report, base: KnowledgeBase, settings: Settings, records: Path, questions: Path
) -> None:
    asked = [json.loads(line) for line in questions.read_text(encoding="utf8").splitlines()]
    named = {row["id"]: set(row["codes"]) for row in asked if row.get("self_contained", True)}
    ours = [
        (row["codes"], named[row["id"]])
        for row in search_questions(settings, questions, records, 10, print)
        if row["id"] in named
    ]
    floor = LexicalIndex(read_portal(records))
    codes = [entry.code for entry in read_portal(records)]
    texts = [(row["text"], named[row["id"]]) for row in asked if row["id"] in named]
    lexical = [
        ([codes[i] for i in (-floor.scores(text, 0.3)).argsort(kind="stable")[:10]], right)
        for text, right in texts
    ]
    rows = [_recalls("ours", ours), _recalls("folded BM25, 0.3 title + 0.7 text", lexical)]
    report.table("Portal records alone", ["system", "R@1", "R@5", "R@10", "MRR@10"], rows)


def _recalls(name: str, found: Iterable[tuple[list[str], set[str]]]) -> list[object]:
    ranks = [
        next((place for place, code in enumerate(codes, 1) if code in right), None)
        for codes, right in found
    ]
    hits = [percent(sum(r is not None and r <= k for r in ranks), len(ranks)) for k in (1, 5, 10)]
    mrr = sum(1 / r for r in ranks if r) / max(len(ranks), 1)
    return [name, *hits, f"{mrr:.3f}"]


def _intents(report: Report, settings: Settings) -> None:
    output = settings.data / "reports" / "intents.json"
    output.parent.mkdir(parents=True, exist_ok=True)
    print("Cross-validating the intents: five trainings, some minutes each…", flush=True)
    subprocess.run(
        [str(settings.rasa_python), "-W", "ignore", "-m", "evaluation.intents", str(output)],
        cwd=ROOT, env=rasa_environment(), check=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    result: dict[str, Any] = json.loads(output.read_text(encoding="utf8"))
    truth = [row["intent"] for row in result["rows"]]
    rows = []
    for number, (name, _) in enumerate(_SPELLINGS):
        guessed = [row["predicted"][number][0] for row in result["rows"]]
        fell = sum(row["predicted"][number][2] for row in result["rows"])
        macro = f1_score(truth, guessed, average="macro")
        rows.append([name, len(truth), f"{macro:.3f}", percent(fell, len(truth))])
    report.table(
        "Intents, 5-fold cross-validation",
        ["spelling", "sentences", "macro-F1", "left to the search"],
        rows,
    )
    pairs = Counter((r["intent"], r["predicted"][0][0]) for r in result["rows"])
    confused = [(n, *pair) for pair, n in pairs.most_common() if pair[0] != pair[1]][:15]
    report.table("Most confused", ["times", "is", "taken for"], confused)
    report.note(f"Training seconds of the folds: {result['seconds']}")


def _grade_table(report: Report, name: str, grades: dict[str, Counter[str]]) -> None:
    head = ["spelling", "questions", *_GRADES]
    rows = [
        [spelling, counts.total(), *(percent(counts[g], counts.total()) for g in _GRADES)]
        for spelling, counts in grades.items()
    ]
    report.table(name, head, rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Quality, measured.")
    parser.add_argument("--records", type=Path, help="portal records, .jsonl or .jsonl.gz")
    parser.add_argument("--questions", type=Path, help="questions labelled with portal codes")
    parser.add_argument("--real", type=Path, help="real questions labelled with our codes")
    parser.add_argument("--skip-intents", action="store_true", help="leave the trainings out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
