"""What a question is about, apart from how it is asked."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.content import content_words, function_words
from assistant.language.text import fold, normalise, syllables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khai sinh cần giấy tờ gì", ["khai", "sinh"]),
        ("cho em hỏi thủ tục tạm trú với ạ", ["tam", "tru"]),
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
    assert all(syllables(word) == [word] for word in function_words().words)


@pytest.mark.parametrize(
    "question",
    ["cho em hỏi thủ tục tạm trú cần gì", "mất sổ đỏ làm lại ở đâu", "lệ phí khai sinh bao nhiêu"],
)
def test_a_question_typed_without_accents_is_about_the_same(question: str) -> None:
    assert content_words(fold(question)) == content_words(question)


@given(st.text(max_size=60))
def test_it_does_not_matter_how_letters_are_composed(text: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert content_words(composed) == content_words(apart)


@given(st.text(max_size=60))
def test_no_word_is_made_up(text: str) -> None:
    """What is left was in the text."""
    assert set(content_words(text)) <= set(syllables(normalise(text)))
