"""What we are measured beside, in the same run and on the same records: two plain BM25 searches,
and Rasa's own way to answer from a list, the ResponseSelector.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any

import bm25s
import numpy as np
import spacy

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.entry import Entry
from assistant.knowledge.lexical import Scores, spread
from assistant.knowledge.terms import terms
from assistant.settings import Settings
from evaluation.dialogue import in_rasa
from evaluation.search_quality import Rank

_TITLE_WEIGHT = 0.3
_K1, _B = 1.2, 0.75
Tokens = Callable[[str], list[str]]


class Bm25Peer:
    """BM25 by bm25s over the best title and the whole text of each entry, 0.3 to 0.7."""

    def __init__(self, entries: Sequence[Entry], tokens: Tokens) -> None:
        self._codes = [entry.code for entry in entries]
        self._tokens = tokens
        titles = [(row, title) for row, entry in enumerate(entries) for title in entry.titles]
        self._owner = np.array([row for row, _ in titles], dtype=np.int64)
        self._titles = _index([tokens(title) for _, title in titles])
        texts = (" ".join((*entry.titles, *entry.passages)) for entry in entries)
        self._texts = _index([tokens(text) for text in texts])

    def __call__(self, text: str) -> list[str]:
        """The codes for a text, best first."""
        asked = self._tokens(text)
        by_title = np.zeros(len(self._codes), dtype=np.float32)
        np.maximum.at(by_title, self._owner, _scores(self._titles, asked))
        by_text = spread(_scores(self._texts, asked))
        scores = _TITLE_WEIGHT * spread(by_title) + (1 - _TITLE_WEIGHT) * by_text
        return [self._codes[row] for row in np.argsort(-scores, kind="stable")[:10]]


def bm25_peers(entries: Sequence[Entry]) -> dict[str, Rank]:
    """Both of them over the same entries."""
    words, name = segmentation()
    return {
        "folded BM25 (syllables and pairs)": Bm25Peer(entries, terms),
        f"word BM25 ({name})": Bm25Peer(entries, words),
    }


def segmentation() -> tuple[Tokens, str]:
    """Vietnamese words by the first segmenter that is installed, else spaCy's tokens."""
    for name, load in (("pyvi", _pyvi), ("underthesea", _underthesea)):
        try:
            return load(), name
        except ImportError:
            continue
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    tokens = nlp.tokenizer
    return (
        lambda text: [token.lower_ for token in tokens(text) if not token.is_punct],
        "no segmenter installed: spaCy tokens, accents kept",
    )


def response_selector(
    settings: Settings, base: KnowledgeBase, texts: Iterable[str], epochs: int
) -> tuple[Rank, dict[str, Any]]:
    """Trained on the names, aliases and questions of the records staff wrote; minutes."""
    folder = settings.data / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    given, answered = folder / "selector-in.json", folder / "selector-out.json"
    written = [record for record in base.records.values() if record.origin == "written"]
    examples = {r.code: list(dict.fromkeys([r.name, *r.aliases, *r.questions])) for r in written}
    body = {"examples": examples, "texts": sorted(set(texts)), "epochs": epochs}
    given.write_text(json.dumps(body, ensure_ascii=False), encoding="utf8")
    print("Training Rasa's ResponseSelector: some minutes…", flush=True)
    try:
        in_rasa(settings, "evaluation.response_selector", str(given), str(answered))
        result: dict[str, Any] = json.loads(answered.read_text(encoding="utf8"))
    finally:
        given.unlink(missing_ok=True)
        answered.unlink(missing_ok=True)
    ranking: dict[str, list[str]] = result.pop("ranking")
    return ranking.__getitem__, result


def _index(texts: Sequence[list[str]]) -> bm25s.BM25:
    index = bm25s.BM25(k1=_K1, b=_B, method="lucene")
    index.index(list(texts), show_progress=False)
    return index


def _scores(index: bm25s.BM25, asked: Sequence[str]) -> Scores:
    known = [token for token in asked if token in index.vocab_dict]
    if not known:
        return np.zeros(index.scores["num_docs"], dtype=np.float32)
    return np.asarray(index.get_scores(known), dtype=np.float32)


def _pyvi() -> Tokens:
    tokenize = import_module("pyvi.ViTokenizer").tokenize
    return lambda text: str(tokenize(text.lower())).split()


def _underthesea() -> Tokens:
    tokenize = import_module("underthesea").word_tokenize
    return lambda text: [str(word) for word in tokenize(text.lower())]
