"""`make bench`, second part: how fast the search is on one core, and how soon a change is answered.

    python -m evaluation.search_speed [PORTAL_RECORDS.jsonl.gz]

Beside it in the same run: bm25s over the same folded texts, words alone. To reach 100,000 chunks
the entries are repeated under other codes: the work of a search is the same, its results are not
looked at.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import bm25s
import faiss
import numpy as np
import torch

from assistant import wiring
from assistant.batch import portal_entries
from assistant.clock import now
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.editions import EditionStore
from assistant.knowledge.entry import Entry, entries_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.live import LiveKnowledge
from assistant.knowledge.search import SearchIndex
from assistant.knowledge.terms import terms
from assistant.settings import Settings
from evaluation.report import Report

_CHUNKS = 100_000
_QUESTIONS = 300
_CHANGES = 5


def main() -> None:
    """Measure and write var/reports/search-speed.md."""
    torch.set_num_threads(1)
    faiss.omp_set_num_threads(1)
    settings = Settings()
    base = wiring.draft(settings)
    entries = entries_of(base)
    if len(sys.argv) > 1:
        ours = {entry.code for entry in entries}
        portal = portal_entries(Path(sys.argv[1]), base.phrases)
        entries += [entry for entry in portal if entry.code not in ours]
    report = Report("Search speed")
    cache = wiring.features(settings)
    asked = _questions(base)
    sizes = {f"{len(entries):,} entries": entries, f"{_CHUNKS:,} chunks": _repeated(entries)}
    rows = [row for name, of in sizes.items() for row in _rows(name, of, cache, base, asked)]
    report.table("One search, one core", ["index", "system", "p50 ms", "p95 ms"], rows)
    seconds = _publish(settings, cache)
    report.table(
        "From the command to the new index, one process",
        ["times", "fastest s", "slowest s"],
        [[_CHANGES, f"{min(seconds):.2f}", f"{max(seconds):.2f}"]],
    )
    print(f"Report: {report.write(settings.data / 'reports', {'questions': len(asked)})}")


def _questions(base: KnowledgeBase) -> list[str]:
    written = [record for record in base.records.values() if record.questions]
    return [record.questions[0] for record in written][:_QUESTIONS]


def _repeated(entries: Sequence[Entry]) -> list[Entry]:
    many, chunks, copy = [], 0, 0
    while chunks < _CHUNKS:
        for entry in entries:
            many.append(replace(entry, code=f"{entry.code}/{copy}"))
            chunks += len(entry.titles) + len(entry.passages)
            if chunks >= _CHUNKS:
                break
        copy += 1
    return many


def _rows(
    name: str, entries: Sequence[Entry], cache: FeatureCache, base: KnowledgeBase,
    asked: Sequence[str],
) -> list[list[object]]:  # fmt: skip
    policy = base.policy
    index = SearchIndex(entries, cache, policy.search, policy.confidence)
    texts = [terms(" ".join((*entry.titles, *entry.passages))) for entry in entries]
    peer = bm25s.BM25(k1=1.2, b=0.75)
    peer.index(texts, show_progress=False)
    return [
        [name, "ours, words and vectors", *_figures(index.search, asked)],
        [name, "bm25s, words alone", *_figures(lambda q: peer.get_scores(terms(q)), asked)],
    ]


def _figures(search: Callable[[str], object], asked: Sequence[str]) -> list[str]:
    for question in asked[:20]:
        search(question)
    times = []
    for question in asked:
        start = time.perf_counter()
        search(question)
        times.append((time.perf_counter() - start) * 1000)
    return [f"{np.percentile(times, share):.2f}" for share in (50, 95)]


def _publish(settings: Settings, cache: FeatureCache) -> list[float]:
    """Publish a changed sentence again and again; each time until the index stands."""
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        store = EditionStore(Path(folder))
        if wiring.editions(settings).official.path.exists():
            os.link(wiring.editions(settings).official.path, store.official.path)
        store.publish(settings.knowledge_base)
        knowledge = LiveKnowledge("bench", store, cache, lambda: now().date())
        knowledge.load()
        changed = Path(folder) / "changed"
        shutil.copytree(settings.knowledge_base, changed)
        for number in range(_CHANGES):
            phrases = changed / "phrases.yml"
            phrases.write_text(phrases.read_text() + f"\nbench_{number}: Câu {number}\n")
            start = time.perf_counter()
            store.publish(changed)
            assert knowledge.refresh()
            seconds.append(time.perf_counter() - start)
    return seconds


if __name__ == "__main__":
    main()
