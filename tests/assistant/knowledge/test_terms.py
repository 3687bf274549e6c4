"""The terms of the lexical search: folded syllables, and each pair of neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.terms import terms
from assistant.language.text import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khai sinh", ["khai", "sinh", "khai_sinh"]),
        ("tạm", ["tam"]),
        ("thẻ căn cước", ["the", "can", "cuoc", "the_can", "can_cuoc"]),
        ("mã 1.001193?", ["ma", "1.001193", "ma_1.001193"]),
        ("", []),
        ("?!", []),
    ],
)
def test_terms_are_syllables_then_pairs(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@given(st.text(max_size=60))
def test_the_unaccented_text_has_the_same_terms(text: str) -> None:
    assert terms(fold(text)) == terms(text)


@given(st.lists(st.sampled_from(["khai", "sinh", "tạm", "trú", "đất", "đai"]), max_size=8))
def test_there_is_one_pair_less_than_syllables(words: list[str]) -> None:
    found = terms(" ".join(words))
    assert len(found) == len(words) + max(len(words) - 1, 0)
