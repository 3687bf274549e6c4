"""Search by meaning: FAISS over the vectors of titles and passages, inner product."""

from collections.abc import Sequence

import faiss
import numpy as np

from assistant.knowledge.encoder import Encoder, Vectors
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.lexical import Scores

_SMALL = 20_000  # rows: below it every vector is compared
_CELLS = 256
_LOOKED_INTO = 32  # cells; beside the exact search this loses nothing that was measured
_SAMPLE = 64 * _CELLS
_SEED = 20261121


class DenseIndex:
    """An entry scores as its best passage does."""

    def __init__(self, vectors: Sequence[Vectors], cache: FeatureCache) -> None:
        assert cache.encoder is not None
        self._encoder: Encoder = cache.encoder
        self._size = len(vectors)
        self._owner = np.repeat(np.arange(len(vectors)), [len(rows) for rows in vectors])
        self._index = _index(vectors, cache)

    def scores(self, question: str, candidates: int) -> Scores:
        """One cosine an entry; entries without a passage among the candidates get the lowest."""
        if self._index is None:
            return np.zeros(self._size, dtype=np.float32)
        asked = self._encoder.encode([question])
        found, rows = self._index.search(asked, min(candidates, self._index.ntotal))
        met = rows[0] >= 0  # too few vectors in the cells looked into are marked -1
        lowest = float(found[0][met].min()) if met.any() else 0.0
        scores = np.full(self._size, lowest, dtype=np.float32)
        np.maximum.at(scores, self._owner[rows[0][met]], found[0][met])
        return scores


def _index(vectors: Sequence[Vectors], cache: FeatureCache) -> faiss.Index | None:
    if not vectors:
        return None
    faiss.omp_set_num_threads(1)  # one question at a time: threads only wait for each other
    rows = np.concatenate(vectors)
    if len(rows) < _SMALL:
        flat = faiss.IndexFlatIP(rows.shape[1])
        flat.add(rows)
        return flat
    if cache.cells is None:  # found once; a later edition only sorts its rows into them
        cache.cells = _cells(rows)
    cells = faiss.IndexFlatIP(rows.shape[1])
    cells.add(cache.cells)
    index = faiss.IndexIVFFlat(cells, rows.shape[1], _CELLS, faiss.METRIC_INNER_PRODUCT)
    index.is_trained = True
    index.nprobe = _LOOKED_INTO
    index.add(rows)
    return index


def _cells(rows: Vectors) -> Vectors:
    chance = np.random.default_rng(_SEED)
    sample = rows[chance.choice(len(rows), min(_SAMPLE, len(rows)), replace=False)]
    means = faiss.Kmeans(rows.shape[1], _CELLS, niter=8, seed=_SEED, spherical=True)
    means.train(sample)
    return np.asarray(means.centroids, dtype=np.float32)
