"""What the indexes need of each entry: worked out once, kept between editions and starts."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.knowledge.encoder import DIMENSIONS, Encoder, Vectors
from assistant.knowledge.entry import Entry
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.terms import terms
from assistant.language.text import syllables

BIRTH = Entry("1", "Khai sinh", ("Khai sinh", "giấy khai sinh khai sinh"), ("Sổ hộ tịch.",), 1.0)
STAY = Entry("2", "Tạm trú", ("Tạm trú",), (), 1.0)


class Counting(Encoder):
    """A real encoder that remembers how many texts it was given."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__("trained already")
        self._encoder = encoder
        self.asked = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        return self._encoder.encode(texts)


@pytest.fixture
def counting(encoder: Encoder) -> Counting:
    """The trained encoder, counting."""
    return Counting(encoder)


def many(number: int) -> list[Entry]:
    """Entries without a word in common with the others."""
    return [Entry(str(n), f"việc {n}", (f"việc {n}",), (f"nơi {n}",), 0.0) for n in range(number)]


def test_terms_are_counted_by_the_numbers_of_one_vocabulary() -> None:
    cache = FeatureCache()
    birth, stay = cache.of([BIRTH, STAY])
    word = {number: term for term, number in cache.vocabulary.items()}
    title = birth.titles[1]
    counted = {
        word[n]: times for n, times in zip(title.ids.tolist(), title.times.tolist(), strict=True)
    }
    assert counted == {
        "giay": 1, "khai": 2, "sinh": 2, "giay_khai": 1, "khai_sinh": 2, "sinh_khai": 1,
    }  # fmt: skip
    assert {word[n] for n in stay.text.ids.tolist()} == set(terms("tạm trú"))
    assert birth.vocabulary == set(syllables("Khai sinh giấy khai sinh. Sổ hộ tịch."))


def test_an_entry_that_did_not_change_is_not_read_again() -> None:
    cache = FeatureCache()
    (before,) = cache.of([BIRTH])
    again = Entry(**vars(BIRTH))
    assert cache.of([STAY, again])[1] is before


def test_what_is_no_longer_asked_for_is_forgotten() -> None:
    cache = FeatureCache()
    (before,) = cache.of([BIRTH])
    cache.of([STAY])
    assert cache.of([BIRTH])[0] is not before


def test_a_term_keeps_its_number_in_every_edition() -> None:
    cache = FeatureCache()
    (before,) = cache.of([BIRTH])
    cache.of([STAY])
    (after,) = cache.of([BIRTH])
    assert after.text.ids.tolist() == before.text.ids.tolist()


def test_an_entry_without_words_has_nothing_to_count() -> None:
    (empty,) = FeatureCache().of([Entry("1", "?", ("?",), (), 0.0)])
    assert empty.text.ids.tolist() == empty.titles[0].ids.tolist() == []
    assert empty.vocabulary == frozenset()


def test_only_new_texts_are_encoded(counting: Counting) -> None:
    cache = FeatureCache(counting)
    first = cache.vectors([BIRTH])
    assert first[0].shape == (3, DIMENSIONS)
    assert counting.asked == 3
    again, stay = cache.vectors([BIRTH, STAY])
    assert counting.asked == 4
    assert again is first[0]
    assert stay == pytest.approx(counting.encode(["Tạm trú"]), abs=1e-5)


def test_two_entries_of_the_same_words_have_each_their_vectors(counting: Counting) -> None:
    twin = Entry("3", STAY.name, STAY.titles, STAY.passages, 0.0)
    one, two = FeatureCache(counting).vectors([STAY, twin])
    assert one.tolist() == two.tolist()


def test_the_vectors_of_many_entries_serve_the_next_start(
    counting: Counting, tmp_path: Path
) -> None:
    path = tmp_path / "knowledge" / "vectors.npz"
    entries = many(150)
    before = FeatureCache(counting, path).vectors(entries)
    asked = counting.asked
    after = FeatureCache(counting, path).vectors(entries)
    assert counting.asked == asked
    assert all(map(np.array_equal, before, after))
    assert [file.name for file in path.parent.iterdir()] == ["vectors.npz"]


def test_a_few_new_entries_are_not_worth_writing_a_file(counting: Counting, tmp_path: Path) -> None:
    path = tmp_path / "vectors.npz"
    FeatureCache(counting, path).vectors([BIRTH, STAY])
    assert not path.exists()


def test_a_kept_file_that_is_damaged_is_no_reason_not_to_start(
    counting: Counting, tmp_path: Path
) -> None:
    """It only saves time: what it held is worked out again."""
    path = tmp_path / "vectors.npz"
    FeatureCache(counting, path).vectors(many(150))
    path.write_bytes(path.read_bytes()[:1000])
    assert len(FeatureCache(counting, path).vectors([STAY])) == 1
