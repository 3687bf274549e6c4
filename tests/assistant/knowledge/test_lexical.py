"""Search by words: folded syllables and pairs; unaccented typing finds the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.entry import Entry
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.lexical import Bm25, LexicalIndex, Titles, spread
from assistant.knowledge.terms import terms
from assistant.language.content import content_words
from assistant.language.text import fold


@pytest.fixture(scope="module")
def index(small_entries: list[Entry]) -> LexicalIndex:
    """The invented records."""
    return lexical(small_entries)


def lexical(entries: list[Entry]) -> LexicalIndex:
    """An index over these entries alone."""
    cache = FeatureCache()
    return LexicalIndex(cache.of(entries), cache.vocabulary)


def bm25(*texts: str) -> Bm25:
    """BM25 over these texts."""
    cache = FeatureCache()
    entries = [Entry(str(n), "", (text,), (), 1.0) for n, text in enumerate(texts)]
    return Bm25([features.text for features in cache.of(entries)], cache.vocabulary)


def test_the_text_that_has_the_words_scores_best() -> None:
    scores = bm25("đăng ký khai sinh", "đăng ký tạm trú", "cấp hộ chiếu").scores(terms("tạm trú"))
    assert scores.argmax() == 1
    assert scores[2] == 0


def test_words_side_by_side_count_more_than_apart() -> None:
    """Folding makes "chứng sinh" and "khai … sinh" alike; pairs tell them apart."""
    apart, beside = bm25("khai báo sinh", "sinh khai sinh").scores(terms("khai sinh"))
    assert beside > apart


@pytest.mark.parametrize("question", ["", "quantum", "?!"])
def test_unknown_words_score_nothing(question: str) -> None:
    assert not bm25("khai sinh", "tạm trú").scores(terms(question)).any()


@pytest.mark.parametrize("texts", [[], ["", "?"]])
def test_texts_without_words_score_nothing(texts: list[str]) -> None:
    assert bm25(*texts).scores(terms("khai sinh")).tolist() == [0.0] * len(texts)


def test_terms_of_a_later_edition_score_nothing_in_this_one() -> None:
    """The vocabulary grows with each edition while the old index still answers."""
    cache = FeatureCache()
    first = [Entry("1", "", ("khai sinh",), (), 1.0)]
    old = Bm25([features.text for features in cache.of(first)], cache.vocabulary)
    cache.of([Entry("2", "", ("khai tử hôm qua",), (), 1.0)])
    assert old.scores(terms("khai tử hôm qua")).tolist() == old.scores(["khai"]).tolist()


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    scores = bm25("đăng ký chăn nuôi", "đăng ký nuôi con", "đăng ký xe")
    assert scores.scores(["xe"]).max() > scores.scores(["nuoi"]).max() > 0
    assert scores.scores(["nuoi"]).max() > scores.scores(["dang"]).max()


def test_accents_do_not_matter(index: LexicalIndex) -> None:
    question = "gia hạn tạm trú cho công nhân"
    same = index.scores(fold(question), 0.3) == index.scores(question, 0.3)
    assert same.all()


def test_each_own_name_finds_its_entry(index: LexicalIndex, small_entries: list[Entry]) -> None:
    """Also of near twins: all the words of the longer name are only in the longer one."""
    for number, entry in enumerate(small_entries):
        assert index.scores(entry.titles[-1], 0.3).argmax() == number


@given(st.text(max_size=40), st.floats(0, 1))
def test_scores_stay_within_a_question_between_0_and_1(text: str, weight: float) -> None:
    entries = [
        Entry("1", "a", ("khai sinh", "giấy khai sinh"), ("sổ hộ tịch",), 1.0),
        Entry("2", "b", ("tạm trú",), (), 1.0),
    ]
    scores = lexical(entries).scores(f"{text} khai trú", weight)
    assert scores.shape == (2,)
    assert (scores >= 0).all()
    assert (scores <= 1.0001).all()


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([1, 3, 2], [0, 1, 0.5]), ([5, 5], [0, 0]), ([0, 0, 0], [0, 0, 0]), ([], []), ([7], [0])],
)
def test_spread_stretches_from_0_to_1(scores: list[float], expected: list[float]) -> None:
    """All equal says nothing: zeros."""
    assert spread(np.array(scores, dtype=np.float32)).tolist() == expected


@pytest.fixture(scope="module")
def titles(small_entries: list[Entry]) -> Titles:
    """The titles of the invented records."""
    return Titles([entry.title_words for entry in FeatureCache().of(small_entries)])


def test_a_word_few_entries_know_is_rarer(titles: Titles) -> None:
    """One that nobody knows is the rarest of all."""
    assert titles.rarity("khai") < titles.rarity("phong") < titles.rarity("quantum")


def test_a_title_named_in_full_is_covered_in_full(
    titles: Titles, small_entries: list[Entry]
) -> None:
    for number, entry in enumerate(small_entries):
        words = set(content_words(entry.name))
        assert titles.coverage(words)[number] == pytest.approx(1)
        assert titles.evidence(words)[number] == pytest.approx(1)


def test_coverage_prefers_the_plain_procedure_to_its_longer_relative(titles: Titles) -> None:
    """ "Đăng ký khai sinh" names all of one title and half of "… có yếu tố nước ngoài"."""
    plain, relative = titles.coverage(set(content_words("đăng ký khai sinh")))[2:4]
    assert plain > relative


def test_evidence_falls_with_words_nobody_knows(titles: Titles) -> None:
    known, more = {"tam", "tru"}, {"tam", "tru", "quantum"}
    assert titles.evidence(more).max() < titles.evidence(known).max()


@pytest.mark.parametrize("words", [set(), {"quantum"}])
def test_nothing_known_is_no_evidence(titles: Titles, words: set[str]) -> None:
    assert not titles.evidence(words).any()
    assert not titles.coverage(words).any()
