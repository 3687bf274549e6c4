"""Search by words: BM25 over folded syllables and pairs of neighbouring syllables."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from assistant.knowledge.features import Counts, Features
from assistant.knowledge.terms import terms

Scores = NDArray[np.float32]
_K1, _B = 1.2, 0.75


class Bm25:
    """BM25 over texts whose terms are counted already; `scores` gives one number a text.

    Built anew at each publication, hence from counts and in one go: docs/decisions/0011.
    """

    def __init__(self, texts: Sequence[Counts], vocabulary: Mapping[str, int]) -> None:
        self._ids = vocabulary
        self._size = len(texts)
        empty = np.zeros(0, dtype=np.int32)
        ids = np.concatenate([empty, *(text.ids for text in texts)])
        times = np.concatenate([empty, *(text.times for text in texts)]).astype(np.float32)
        ends = np.cumsum([0, *(len(text.ids) for text in texts)])
        lengths = np.array([text.times.sum() for text in texts], dtype=np.float32)
        average = max(float(lengths.mean()), 1.0) if self._size else 1.0
        norms = np.repeat(_K1 * (1 - _B + _B * lengths / average), np.diff(ends))
        self._width = int(ids.max()) + 1 if len(ids) else 0
        holders = np.bincount(ids, minlength=self._width)
        rarity = np.log1p((self._size - holders + 0.5) / (holders + 0.5)).astype(np.float32)
        weights = rarity[ids] * times / (times + norms)
        self._by_term = csr_array((weights, ids, ends), shape=(self._size, self._width)).tocsc()

    def scores(self, question: Sequence[str]) -> Scores:
        """One score a text for the question's terms; zeros when no term is known."""
        scores = np.zeros(self._size, dtype=np.float32)
        starts, rows, weights = self._by_term.indptr, self._by_term.indices, self._by_term.data
        for term in question:
            number = self._ids.get(term, self._width)
            if number < self._width:  # terms of a later edition are numbered beyond
                part = slice(starts[number], starts[number + 1])
                scores[rows[part]] += weights[part]
        return scores


class Titles:
    """How much of a title a question names, and how much of a question an entry explains.

    Both are weighed by the rarity of the words, so "thủ tục" counts for little. Built from the
    content words of each title of each entry.
    """

    def __init__(self, titles: Sequence[Sequence[frozenset[str]]]) -> None:
        rows = [(number, words) for number, every in enumerate(titles) for words in every]
        holders: dict[str, set[int]] = defaultdict(set)
        row_ids: dict[str, list[int]] = defaultdict(list)
        for row, (number, words) in enumerate(rows):
            for word in words:
                holders[word].add(number)
                row_ids[word].append(row)
        self.size = len(titles)
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

    def __init__(self, features: Sequence[Features], vocabulary: Mapping[str, int]) -> None:
        rows = [(number, t) for number, entry in enumerate(features) for t in entry.titles]
        self._owner = np.array([number for number, _ in rows], dtype=np.int64)
        self._titles = Bm25([title for _, title in rows], vocabulary)
        self._texts = Bm25([entry.text for entry in features], vocabulary)
        self.size = len(features)
        self.titles = Titles([entry.title_words for entry in features])

    def scores(
        self, question: str, title_weight: float, also: str = "", also_weight: float = 0.0
    ) -> Scores:
        """One score an entry, 0 to 1 within this question. `also`: further words for it."""
        asked, beside = terms(question), terms(also)
        by_title = self._by_title(asked) + also_weight * self._by_title(beside)
        by_text = self._texts.scores(asked) + also_weight * self._texts.scores(beside)
        return title_weight * spread(by_title) + (1 - title_weight) * spread(by_text)

    def _by_title(self, asked: Sequence[str]) -> Scores:
        best = np.zeros(self.size, dtype=np.float32)
        np.maximum.at(best, self._owner, self._titles.scores(asked))
        return best


def spread(scores: Scores) -> Scores:
    """Stretch to 0 … 1; all equal becomes all zero."""
    width = float(scores.max() - scores.min()) if len(scores) else 0.0
    return (scores - scores.min()) / width if width > 0 else np.zeros_like(scores)
