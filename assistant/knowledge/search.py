"""Which procedures a question may mean: lexical and dense search, fused by score."""

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.knowledge.confidence import Signals, confidence
from assistant.knowledge.content import Distinctions
from assistant.knowledge.dense import DenseIndex
from assistant.knowledge.entry import Entry
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.lexical import LexicalIndex, Scores, Titles
from assistant.knowledge.policy import ConfidencePolicy, SearchPolicy
from assistant.knowledge.reranker import LOOKED_AT, Reranker
from assistant.language.content import content_words
from assistant.language.cues import Cues
from assistant.language.official_words import official_words
from assistant.language.text import fold, syllables


@dataclass(frozen=True)
class Hit:
    """A procedure found; the score is comparable within one question only.

    `evidence`: how much of the question its titles explain; `coverage`: how much of one of its
    titles the question names. Both 0 to 1.
    """

    code: str
    name: str
    score: float
    evidence: float
    coverage: float


@dataclass(frozen=True)
class Found:
    """The hits, best first; what speaks for the first; the milliseconds it took."""

    hits: tuple[Hit, ...]
    signals: Signals | None
    weights: ConfidencePolicy
    ms: float

    @property
    def confidence(self) -> float:
        """How likely the first hit is the right one, 0 to 1."""
        return confidence(self.signals, self.weights) if self.signals else 0.0


class SearchIndex:
    """The searchable side of the knowledge base; built once, read by many, never changed."""

    def __init__(
        self,
        entries: Sequence[Entry],
        cache: FeatureCache,
        policy: SearchPolicy,
        weights: ConfidencePolicy,
        distinctions: Distinctions | None = None,
    ) -> None:
        self._entries = tuple(entries)
        self._policy = policy
        self._weights = weights
        features = cache.of(entries)
        self._lexical = LexicalIndex(features, cache.vocabulary)
        self._names = Titles([[entry.name_words] for entry in features])
        by_meaning = cache.encoder is not None and policy.dense_weight > 0
        self._reranker = cache.reranker
        self._dense = DenseIndex(cache.vectors(entries), cache) if by_meaning else None
        self._vocabulary = {
            entry.code: known.vocabulary for entry, known in zip(entries, features, strict=True)
        }
        self._marks = [
            (Cues(side.said), self._named_with(side.words))
            for distinction in (distinctions.root if distinctions else [])
            for side in distinction.sides
            if side.said
        ]
        self._by_title = _unique_titles(entries)
        self._prior = np.array([entry.prior for entry in entries], dtype=np.float32)

    @property
    def everyday(self) -> tuple[Entry, ...]:
        """The entries that staff wrote, in residents' words."""
        return tuple(entry for entry in self._entries if entry.everyday)

    def search(self, question: str, top: int = 10) -> Found:
        """The best `top` entries for a cleaned question."""
        start = time.perf_counter()
        words = set(content_words(question))
        coverage = self._lexical.titles.coverage(words)
        evidence = self._lexical.titles.evidence(words)
        scores = self._fused(question, coverage)
        scores = scores + self._policy.name_weight * self._names.coverage(words)
        for said, marked in self._marks:
            if said.found_in(question) is None:
                scores = scores - self._policy.held_back * marked
        if self._reranker is not None:
            scores = self._looked_at_twice(question, scores, self._reranker)
        # the margin needs a second, however few are asked for
        best = np.argsort(-scores, kind="stable")[: max(top, 2)]
        hits = tuple(self._hit(i, scores, evidence, coverage) for i in best)
        signals = self._signals(words, hits) if hits else None
        return Found(
            hits[:top], signals, self._weights, round((time.perf_counter() - start) * 1000, 2)
        )

    def named_by(self, text: str) -> str | None:
        """The code whose title is exactly this text, if it is one entry's alone."""
        return self._by_title.get(" ".join(syllables(text)))

    def explains(self, code: str, words: set[str]) -> float:
        """How much of `words` the whole text of an entry knows, by rarity, 0 to 1."""
        known = self._vocabulary.get(code, frozenset())
        rarity = self._lexical.titles.rarity
        total = sum(rarity(word) for word in words)
        return sum(rarity(word) for word in words & known) / total if total else 0.0

    def _named_with(self, words: Sequence[str]) -> Scores:
        """1 for each entry whose name holds one of these, 0 for the others."""
        cues = Cues([fold(word) for word in words])
        holds = [cues.found_in(fold(entry.name)) is not None for entry in self._entries]
        return np.array(holds, dtype=np.float32)

    def _fused(self, question: str, coverage: Scores) -> Scores:
        also = official_words(question)
        policy = self._policy
        scores = self._lexical.scores(question, policy.title_weight, also, policy.official_weight)
        if self._dense is not None:
            weight = self._policy.dense_weight
            dense = self._dense.scores(question, self._policy.dense_candidates)
            scores = (1 - weight) * scores + weight * dense / max(float(dense.max()), 1e-6)
        scores = scores + self._policy.common_prior * self._prior
        return scores + self._policy.coverage_weight * coverage

    def _looked_at_twice(self, question: str, scores: Scores, reranker: Reranker) -> Scores:
        """The best hits with the cross-encoder's opinion added."""
        best = np.argsort(-scores, kind="stable")[:LOOKED_AT]
        texts = [". ".join(self._entries[row].titles[:2]) for row in best]
        scores = scores.copy()
        scores[best] += self._policy.rerank_weight * reranker.scores(question, texts)
        return scores

    def _hit(self, row: int, scores: Scores, evidence: Scores, coverage: Scores) -> Hit:
        entry = self._entries[row]
        numbers = (round(float(column[row]), 4) for column in (scores, evidence, coverage))
        return Hit(entry.code, entry.name, *numbers)

    def _signals(self, words: set[str], hits: tuple[Hit, ...]) -> Signals:
        first = hits[0]
        return Signals(
            margin=first.score - hits[1].score if len(hits) > 1 else first.score,
            evidence=first.evidence,
            text_evidence=self.explains(first.code, words),
            coverage=first.coverage,
        )


def _unique_titles(entries: Sequence[Entry]) -> dict[str, str]:
    """Folded title → code, without the titles that two entries share."""
    holders: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for title in entry.titles:
            holders[" ".join(syllables(title))].add(entry.code)
    holders.pop("", None)  # a title of signs alone names nothing
    return {title: codes.pop() for title, codes in holders.items() if len(codes) == 1}
