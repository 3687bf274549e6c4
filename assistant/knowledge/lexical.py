"""Search by words: BM25 over folded syllables and pairs of neighbouring syllables.

Folding makes the unaccented question the same question; pairs make folding safe.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.knowledge.entry import Entry
from assistant.language.content import content_words
from assistant.language.text import syllables

Scores = NDArray[np.float32]


def terms(text: str) -> list[str]:
    """The syllables of the folded text, then each pair: "khai sinh" → khai, sinh, khai_sinh."""
    words = syllables(text)
    return words + [f"{left}_{right}" for left, right in pairwise(words)]


class Bm25:
    """BM25 over a list of texts; `scores` gives one number a text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._ids: dict[str, int] = {}
        corpus = [[self._ids.setdefault(t, len(self._ids)) for t in terms(text)] for text in texts]
        self._size = len(texts)
        self._index = bm25s.BM25(k1=1.2, b=0.75)
        if self._ids:
            self._index.index((corpus, self._ids), show_progress=False)

    def scores(self, question: Sequence[str]) -> Scores:
        """One score a text for the question's terms; zeros when no term is known."""
        known = [self._ids[term] for term in question if term in self._ids]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._index.get_scores_from_ids(known), dtype=np.float32)


class Titles:
    """How much of a title a question names, and how much of a question an entry explains.

    Both are weighed by the rarity of the words, so "thủ tục" counts for little.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        rows = [
            (number, set(content_words(t))) for number, e in enumerate(entries) for t in e.titles
        ]
        holders: dict[str, set[int]] = defaultdict(set)
        row_ids: dict[str, list[int]] = defaultdict(list)
        for row, (number, words) in enumerate(rows):
            for word in words:
                holders[word].add(number)
                row_ids[word].append(row)
        self.size = len(entries)
        self._owner = np.array([number for number, _ in rows], dtype=np.int64)
        self._rarity = {w: self._rarity_of(len(found)) for w, found in holders.items()}
        self._rows = {word: np.array(found) for word, found in row_ids.items()}
        self._holders = {word: np.array(sorted(found)) for word, found in holders.items()}
        self._unknown = self._rarity_of(0)
        weights = (sum(self._rarity[word] for word in words) for _, words in rows)
        self._row_weight = np.array([weight or 1.0 for weight in weights], dtype=np.float32)

    def _rarity_of(self, holders: int) -> float:
        return math.log(1 + (self.size - holders + 0.5) / (holders + 0.5))

    def rarity(self, word: str) -> float:
        """The weight of a word; one that no title knows weighs as the rarest."""
        return self._rarity.get(word, self._unknown)

    def coverage(self, words: set[str]) -> Scores:
        """For each entry the best share of one of its titles that `words` name, 0 to 1."""
        named = np.zeros(len(self._owner), dtype=np.float32)
        for word in words & self._rows.keys():
            named[self._rows[word]] += self._rarity[word]
        best = np.zeros(self.size, dtype=np.float32)
        np.maximum.at(best, self._owner, named / self._row_weight)
        return best

    def evidence(self, words: set[str]) -> Scores:
        """For each entry the share of `words` found in its titles, 0 to 1."""
        found = np.zeros(self.size, dtype=np.float32)
        for word in words & self._holders.keys():
            found[self._holders[word]] += self._rarity[word]
        return found / max(sum(self.rarity(word) for word in words), 1e-6)


class LexicalIndex:
    """Titles and full texts of the entries, searched together."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        rows = [(number, title) for number, e in enumerate(entries) for title in e.titles]
        self._owner = np.array([number for number, _ in rows], dtype=np.int64)
        self._titles = Bm25([title for _, title in rows])
        self._texts = Bm25([" ".join((*e.titles, *e.passages)) for e in entries])
        self.size = len(entries)
        self.titles = Titles(entries)

    def scores(self, question: str, title_weight: float) -> Scores:
        """One score an entry, 0 to 1 within this question."""
        asked = terms(question)
        by_title = np.zeros(self.size, dtype=np.float32)
        np.maximum.at(by_title, self._owner, self._titles.scores(asked))
        by_text = self._texts.scores(asked)
        return title_weight * spread(by_title) + (1 - title_weight) * spread(by_text)


def spread(scores: Scores) -> Scores:
    """Stretch to 0 … 1; all equal becomes all zero."""
    width = float(scores.max() - scores.min()) if len(scores) else 0.0
    return (scores - scores.min()) / width if width > 0 else np.zeros_like(scores)
