"""What the indexes need of each entry, worked out once and kept between two editions.

Publishing a changed record must be answered in a second or two: the thousands of entries that did
not change are not read again. Vectors are kept on disk too, for the next start.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import structlog
from numpy.typing import NDArray

from assistant.knowledge.encoder import Encoder, Vectors
from assistant.knowledge.entry import Entry
from assistant.knowledge.reranker import Reranker
from assistant.knowledge.terms import terms
from assistant.language.content import content_words
from assistant.language.text import syllables

log = structlog.get_logger()
_WORTH_KEEPING = 100  # new entries: writing all of them takes longer than encoding a few
Ids = NDArray[np.int32]


@dataclass(frozen=True)
class Counts:
    """The distinct terms of a text, numbered by the vocabulary of the cache, and how often each."""

    ids: Ids
    times: Ids


@dataclass(frozen=True)
class Features:
    """One entry as the indexes see it."""

    titles: tuple[Counts, ...]
    text: Counts
    title_words: tuple[frozenset[str], ...]
    name_words: frozenset[str]
    vocabulary: frozenset[str]


class FeatureCache:
    """Features by entry, and the models that read them. One serves every edition of a process."""

    def __init__(
        self,
        encoder: Encoder | None = None,
        kept: Path | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self.encoder = encoder
        self.reranker = reranker
        self.vocabulary: dict[str, int] = {}
        self.cells: Vectors | None = None
        self._features: dict[Entry, Features] = {}
        self._vectors: dict[bytes, Vectors] = {}
        self._kept = kept
        if encoder is not None and kept is not None and kept.exists():
            self._vectors = _load(kept)

    def of(self, entries: Sequence[Entry]) -> list[Features]:
        """The features of each; what is not asked for any more is forgotten."""
        known = self._features
        self._features = {entry: known.get(entry) or self._work_out(entry) for entry in entries}
        return [self._features[entry] for entry in entries]

    def vectors(self, entries: Sequence[Entry]) -> list[Vectors]:
        """Per entry the unit vectors of its titles and passages, one row a text."""
        assert self.encoder is not None
        marks = {entry: _mark(entry) for entry in entries}
        new = [entry for entry in entries if marks[entry] not in self._vectors]
        if new:
            rows = self.encoder.encode([text for entry in new for text in _texts(entry)])
            ends = np.cumsum([len(_texts(entry)) for entry in new])[:-1]
            for entry, part in zip(new, np.split(rows, ends), strict=True):
                self._vectors[marks[entry]] = part
        self._vectors = {mark: self._vectors[mark] for mark in marks.values()}
        if len(new) > _WORTH_KEEPING and self._kept is not None:
            _save(self._kept, self._vectors)
        return [self._vectors[marks[entry]] for entry in entries]

    def _work_out(self, entry: Entry) -> Features:
        return Features(
            titles=tuple(self._counts(title) for title in entry.titles),
            text=self._counts(" ".join(_texts(entry))),
            title_words=tuple(frozenset(content_words(title)) for title in entry.titles),
            name_words=frozenset(content_words(entry.name)),
            vocabulary=frozenset(syllables(" ".join(_texts(entry)))),
        )

    def _counts(self, text: str) -> Counts:
        known = self.vocabulary
        ids = np.array([known.setdefault(t, len(known)) for t in terms(text)], dtype=np.int32)
        distinct, times = np.unique(ids, return_counts=True)
        return Counts(distinct, times.astype(np.int32))


def _texts(entry: Entry) -> tuple[str, ...]:
    return (*entry.titles, *entry.passages)


def _mark(entry: Entry) -> bytes:
    return hashlib.blake2b("\n".join(_texts(entry)).encode(), digest_size=16).digest()


def _save(path: Path, vectors: dict[bytes, Vectors]) -> None:
    """Beside, then swap: a reader sees the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    marks = np.frombuffer(b"".join(vectors), dtype=np.uint8).reshape(-1, 16)
    sizes = np.array([len(rows) for rows in vectors.values()])
    beside = path.with_suffix(f".{hashlib.blake2b(marks.tobytes(), digest_size=4).hexdigest()}.npz")
    np.savez(beside, marks=marks, sizes=sizes, rows=np.concatenate(list(vectors.values())))
    beside.replace(path)


def _load(path: Path) -> dict[bytes, Vectors]:
    """What was kept; nothing where the file is damaged: it only saves time."""
    try:
        with np.load(path) as kept:
            parts = np.split(kept["rows"], np.cumsum(kept["sizes"])[:-1])
            return dict(zip((bytes(mark) for mark in kept["marks"]), parts, strict=True))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        log.warning("kept vectors are damaged", error=type(error).__name__)
        return {}
