"""Which procedures a question may mean: lexical and dense search, fused by score."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.knowledge.dense import DenseIndex
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.entry import Entry
from assistant.knowledge.lexical import LexicalIndex
from assistant.knowledge.policy import SearchPolicy
from assistant.language.content import content_words


@dataclass(frozen=True)
class Hit:
    """A procedure found. `evidence`: how much of the question's own words its titles explain;
    `coverage`: how much of one of its titles the question names. All 0 to about 1.
    """

    code: str
    name: str
    score: float
    evidence: float
    coverage: float


@dataclass(frozen=True)
class Found:
    """The hits, best first, and the milliseconds it took."""

    hits: tuple[Hit, ...]
    ms: float


class SearchIndex:
    """The searchable side of the knowledge base; built once, read by many, never changed."""

    def __init__(
        self, entries: Sequence[Entry], encoder: Encoder | None, policy: SearchPolicy
    ) -> None:
        self._entries = tuple(entries)
        self._policy = policy
        self._lexical = LexicalIndex(entries)
        self._dense = DenseIndex(entries, encoder) if encoder and policy.dense_weight else None
        self._vocabulary = {
            entry.code: frozenset(content_words(" ".join((*entry.titles, *entry.passages))))
            for entry in entries
        }
        self._commune = np.array([entry.commune for entry in entries], dtype=np.float32)

    def search(self, question: str, top: int = 10) -> Found:
        """The best `top` entries for a cleaned question."""
        start = time.perf_counter()
        own_words = set(content_words(question))
        titles = self._lexical.titles
        coverage = titles.coverage(own_words)
        evidence = titles.evidence(own_words)
        scores = self._fused(question)
        scores = scores + self._policy.commune_prior * self._commune
        scores = scores + self._policy.coverage_weight * coverage
        best = np.argsort(-scores, kind="stable")[:top]
        hits = tuple(
            Hit(
                self._entries[i].code,
                self._entries[i].name,
                round(float(scores[i]), 4),
                round(float(evidence[i]), 4),
                round(float(coverage[i]), 4),
            )
            for i in best
        )
        return Found(hits, round((time.perf_counter() - start) * 1000, 2))

    def explains(self, code: str, words: set[str]) -> float:
        """How much of `words` the whole text of an entry knows, by rarity, 0 to 1."""
        known = self._vocabulary.get(code, frozenset())
        rarity = self._lexical.titles.rarity
        total = sum(rarity(word) for word in words)
        return sum(rarity(word) for word in words & known) / total if total else 0.0

    def _fused(self, question: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        lexical = self._lexical.scores(question, self._policy.title_weight)
        if self._dense is None:
            return lexical
        weight = self._policy.dense_weight
        dense = self._dense.scores(question, self._policy.dense_candidates)
        return (1 - weight) * lexical + weight * dense / max(float(dense.max()), 1e-6)
