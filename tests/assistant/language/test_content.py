"""What a question is about, apart from how it is asked."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.content import content_words, function_words
from assistant.language.text import fold, syllables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khai sinh cần giấy tờ gì", ["khai", "sinh"]),
        ("cho em hỏi thủ tục đổi thẻ tạm trú với ạ", ["doi", "the", "tam", "tru"]),
        ("tam tru het bao nhieu tien", ["tam", "tru"]),
        ("mất bao lâu ạ?", []),
        ("về 1.001193", ["1.001193"]),
        ("", []),
    ],
)
def test_asking_words_are_left_out_in_order(text: str, expected: list[str]) -> None:
    assert content_words(text) == expected


@pytest.mark.parametrize(
    "subject",
    ["sổ đỏ", "hộ khẩu", "nhận con", "báo tử", "sang tên xe", "xây nhà", "mất hộ chiếu", "đổi họ"],
)
def test_what_residents_name_keeps_a_word_of_its_own(subject: str) -> None:
    """A short everyday name of a procedure is never taken for mere asking."""
    assert content_words(subject)


def test_function_words_are_folded_single_syllables() -> None:
    """They are compared to folded syllables: anything else would never match."""
    assert all(syllables(word) == [word] for word in function_words())


@given(st.text(max_size=60))
def test_accents_and_capitals_do_not_matter(text: str) -> None:
    assert content_words(text) == content_words(fold(text))
    assert content_words(text) == content_words(unicodedata.normalize("NFD", text))
