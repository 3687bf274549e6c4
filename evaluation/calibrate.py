"""Fits the weights of `confidence` in policy.yml.

    python -m evaluation.calibrate [QUESTIONS] [RECORDS]

Right and wrong first hits come from held-out aliases, out-of-scope sentences, and, when given,
labelled questions (JSON lines) and the names of portal records that we do not have. Prints the
weights; a person puts them into policy.yml.
"""

import json
import random
import sys
from dataclasses import astuple
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from assistant import wiring
from assistant.batch import portal_entries
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.entry import entries_of
from assistant.knowledge.search import SearchIndex
from assistant.language.short_forms import clean
from assistant.settings import ROOT, Settings
from evaluation.heldout import parts

Example = tuple[tuple[float, ...], bool, float]  # signals, whether the first hit is right, weight
_FOREIGN_NAMES = 600
_NAMES = ("margin", "evidence", "text_evidence", "coverage")


def main() -> None:
    """Print the fitted weights."""
    settings = Settings()
    base = wiring.draft(settings)
    entries = entries_of(base)
    examples = [
        _example(part.index, text, {code}, 1.0)
        for part in parts(entries, base.policy, settings.data / "cache")
        for text, code in part.asked
    ]
    cache = wiring.features(settings)
    index = SearchIndex(entries, cache, base.policy.search, base.policy.confidence)
    examples += [_example(index, text, set(), 0.7) for text in _out_of_scope()]
    for path in map(Path, sys.argv[1:]):
        catalogue = ".gz" in path.suffixes
        given = _names(path, base) if catalogue else _labelled(path)
        examples += [_example(index, text, codes, weight) for text, codes, weight in given]
    signals, right, weights = (np.array(column) for column in zip(*examples, strict=True))
    model = LogisticRegression(C=10, max_iter=2000).fit(signals, right, sample_weight=weights)
    print(f"bias: {model.intercept_[0]:.2f}")
    for name, weight in zip(_NAMES, model.coef_[0], strict=True):
        print(f"{name}: {weight:.2f}")
    print(f"# {len(examples)} examples")


def _example(index: SearchIndex, text: str, codes: set[str], weight: float) -> Example:
    found = index.search(clean(text))
    assert found.signals is not None
    return astuple(found.signals), found.hits[0].code in codes, weight


def _out_of_scope() -> list[str]:
    content = yaml.safe_load((ROOT / "nlu_data/intents/out_of_scope.yml").read_text())
    lines = content["nlu"][0]["examples"].splitlines()
    return [line.removeprefix("- ") for line in lines if line.strip()]


def _labelled(path: Path) -> list[tuple[str, set[str], float]]:
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    return [(row["text"], set(row["codes"]), 3.0) for row in rows]


def _names(path: Path, base: KnowledgeBase) -> list[tuple[str, set[str], float]]:
    entries = portal_entries(path, base.phrases)
    names = [entry.name for entry in entries if entry.code not in base.records]
    random.Random(0).shuffle(names)
    return [(name, set(), 0.7) for name in names[:_FOREIGN_NAMES]]


if __name__ == "__main__":
    main()
