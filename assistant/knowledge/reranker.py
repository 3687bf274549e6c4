"""A second look at the best hits by a cross-encoder: optional, any model by a setting.

It reads question and entry together, which is slower by far and only worth it with a model trained
for Vietnamese; none ships. Without the setting nothing of this is loaded.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

LOOKED_AT = 10  # hits: beyond them the right one is not found often enough to pay for the time


class Reranker:
    """Light to make; the model loads in `warm_up` or with the first question."""

    def __init__(self, model: str) -> None:
        self._name = model
        self._model: CrossEncoder | None = None

    def warm_up(self) -> None:
        """Load the model: a folder, or a hub's name where the machine may reach one."""
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 - seconds to import

        self._model = CrossEncoder(self._name, device="cpu")

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """How well each text fits the question, 0 to 1."""
        if self._model is None:
            self.warm_up()
        assert self._model is not None
        if not texts:
            return np.zeros(0, dtype=np.float32)
        pairs = [(question, text) for text in texts]
        # a model with one label squeezes its scores to 0 … 1 by itself
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float32)
