"""Search by vectors: an entry scores as its best title or passage does."""

import numpy as np
import pytest

from assistant.knowledge.dense import DenseIndex
from assistant.knowledge.encoder import DIMENSIONS, Encoder, Vectors
from assistant.knowledge.entry import Entry
from assistant.knowledge.features import FeatureCache
from assistant.language.text import fold


@pytest.fixture(scope="module")
def index(small_entries: list[Entry], encoder: Encoder) -> DenseIndex:
    """The invented records."""
    cache = FeatureCache(encoder)
    return DenseIndex(cache.vectors(small_entries), cache)


def test_each_own_title_or_passage_scores_its_entry_in_full(
    index: DenseIndex, small_entries: list[Entry]
) -> None:
    for number, entry in enumerate(small_entries):
        for text in (entry.titles[0], entry.titles[-1], entry.passages[0]):
            scores = index.scores(text, 200)
            assert scores[number] == pytest.approx(1, abs=1e-4)
            assert scores.max() == pytest.approx(scores[number], abs=1e-4)


def test_one_score_an_entry(index: DenseIndex, small_entries: list[Entry]) -> None:
    scores = index.scores("tạm trú", 200)
    assert scores.shape == (len(small_entries),)
    assert (abs(scores) <= 1.0001).all()


def test_an_entry_that_brings_back_nothing_gets_the_lowest_score(index: DenseIndex) -> None:
    """With one candidate, all but its owner stand where that candidate stands, never above."""
    scores = index.scores("gia hạn tạm trú", 1)
    assert len(set(scores.tolist())) == 1


@pytest.mark.parametrize("candidates", [1, 5, 10_000])
def test_more_candidates_than_passages_are_no_harm(index: DenseIndex, candidates: int) -> None:
    assert index.scores("tạm trú", candidates).max() > 0


def test_accents_do_not_matter(index: DenseIndex) -> None:
    question = "thuê phòng trọ gần khu công nghiệp"
    assert index.scores(question, 200) == pytest.approx(index.scores(fold(question), 200))


def test_no_entries_make_an_index_that_finds_nothing(encoder: Encoder) -> None:
    """A knowledge base may be empty on its first day."""
    assert DenseIndex([], FeatureCache(encoder)).scores("khai sinh", 10).shape == (0,)


@pytest.fixture(scope="module")
def many(small_entries: list[Entry], encoder: Encoder) -> list[Vectors]:
    """The invented records among so many others that they are sorted into cells."""
    chance = np.random.default_rng(7)
    others = chance.standard_normal((2_000, 10, DIMENSIONS)).astype(np.float32)
    others /= np.linalg.norm(others, axis=2, keepdims=True)
    return [*FeatureCache(encoder).vectors(small_entries), *others]


def test_among_very_many_each_text_still_finds_its_entry(
    many: list[Vectors], small_entries: list[Entry], encoder: Encoder
) -> None:
    index = DenseIndex(many, FeatureCache(encoder))
    for number, entry in enumerate(small_entries):
        scores = index.scores(entry.titles[0], 200)
        assert scores.shape == (len(many),)
        assert scores.argmax() == number
        assert scores[number] == pytest.approx(1, abs=1e-4)


def test_the_cells_are_found_once_and_serve_the_next_edition(
    many: list[Vectors], encoder: Encoder
) -> None:
    """To find them takes longer than all the rest of publishing."""
    cache = FeatureCache(encoder)
    DenseIndex(many, cache)
    found = cache.cells
    assert found is not None
    DenseIndex(many[1:], cache)
    assert cache.cells is found
