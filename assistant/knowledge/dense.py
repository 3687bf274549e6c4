"""Search by meaning: FAISS over the vectors of titles and passages, exact inner product."""

from collections.abc import Sequence

import faiss
import numpy as np

from assistant.knowledge.encoder import Encoder
from assistant.knowledge.entry import Entry
from assistant.knowledge.lexical import Scores


class DenseIndex:
    """An entry scores as its best passage does."""

    def __init__(self, entries: Sequence[Entry], encoder: Encoder) -> None:
        rows = [(number, t) for number, e in enumerate(entries) for t in (*e.titles, *e.passages)]
        vectors = encoder.encode([text for _, text in rows])
        self._encoder = encoder
        self._owner = np.array([number for number, _ in rows], dtype=np.int64)
        self._size = len(entries)
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)

    def scores(self, question: str, candidates: int) -> Scores:
        """One cosine an entry; entries without a passage among the candidates get the lowest."""
        if self._index.ntotal == 0:
            return np.zeros(self._size, dtype=np.float32)
        found, rows = self._index.search(
            self._encoder.encode([question]), min(candidates, self._index.ntotal)
        )
        scores = np.full(self._size, float(found.min()), dtype=np.float32)
        np.maximum.at(scores, self._owner[rows[0]], found[0])
        return scores
