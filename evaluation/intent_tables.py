"""The intents in tables: macro-F1 in five parts, the confused pairs, the weakest."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sklearn.metrics import f1_score

from assistant.settings import Settings
from evaluation.dialogue import in_rasa
from evaluation.misspelling import SPELLINGS
from evaluation.report import Report, percent

Row = Mapping[str, Any]
_PAIRS, _WEAKEST = 20, 10


def cross_validated(settings: Settings) -> dict[str, Any]:
    """Train and test five times; some ten minutes."""
    output = settings.data / "reports" / "intents.json"
    output.parent.mkdir(parents=True, exist_ok=True)
    print("Cross-validating the intents: five trainings, some minutes each…", flush=True)
    in_rasa(settings, "evaluation.intents", str(output))
    result: dict[str, Any] = json.loads(output.read_text(encoding="utf8"))
    return result


def intent_tables(report: Report, result: Mapping[str, Any]) -> None:
    """How well sentences are told apart that the model has not seen."""
    rows: Sequence[Row] = result["rows"]
    truth = [row["intent"] for row in rows]
    lines = []
    for number, spelling in enumerate(SPELLINGS):
        guessed = [row["predicted"][number][0] for row in rows]
        fell = sum(row["predicted"][number][2] for row in rows)
        macro = f1_score(truth, guessed, average="macro")
        right = sum(a == b for a, b in zip(truth, guessed, strict=True))
        share = percent(right, len(truth))
        lines.append([spelling, len(truth), f"{macro:.3f}", share, percent(fell, len(truth))])
    head = ["spelling", "sentences", "macro-F1", "accuracy", "left to the search"]
    seconds = f"Training seconds of the folds: {result['seconds']}."
    report.table("Intents, 5-fold cross-validation", head, lines, seconds)
    _confused(report, rows)
    _weakest(report, rows, truth)


def _confused(report: Report, rows: Sequence[Row]) -> None:
    pairs = Counter((row["intent"], row["predicted"][0][0]) for row in rows)
    totals = Counter(row["intent"] for row in rows)
    confused = [
        [n, is_one, other, percent(n, totals[is_one])]
        for (is_one, other), n in pairs.most_common()
        if is_one != other
    ]
    head = ["times", "is", "taken for", "of its sentences"]
    report.table("Intents most confused", head, confused[:_PAIRS])


def _weakest(report: Report, rows: Sequence[Row], truth: Sequence[str]) -> None:
    guessed = [row["predicted"][0][0] for row in rows]
    names = sorted(set(truth))
    scores = f1_score(truth, guessed, average=None, labels=names)
    ranked = sorted(zip(scores, names, strict=True))[:_WEAKEST]
    report.table(
        "Weakest intents", ["intent", "F1"], [[name, f"{score:.3f}"] for score, name in ranked]
    )
