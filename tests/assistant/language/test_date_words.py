"""The ruler under a text, and numbers in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.date_words import number, read, search, without_marks


def test_positions_lead_back_to_decomposed_text() -> None:
    text = "a\u200b  tha\u0301ng\u0323x"
    sentence = read(text)
    assert sentence.lower == "a tháng\u0323x"
    assert text[slice(*sentence.span(2, 7))] == "tha\u0301ng\u0323"


@given(st.text(max_size=60))
def test_every_character_has_its_place(text: str) -> None:
    sentence = read(text)
    assert len(sentence.lower) == len(sentence.cased) == len(sentence.places)
    assert list(sentence.places) == sorted(sentence.places)


@given(st.text(max_size=60))
def test_marks_go_and_length_stays(text: str) -> None:
    assert len(without_marks(text)) == len(text)


def test_plain_text_has_no_marks() -> None:
    assert read("Sang mai luc 8h").plain
    assert not read("Sáng mai luc 8h").plain
    assert not read("duong đi").plain


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("07", 7),
        ("ba", 3),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai  mươi tư", 24),
        ("ba mot", 31),
    ],
)
def test_number(word: str, value: int) -> None:
    assert number(word) == value


@pytest.mark.parametrize("text", ["ba tuần", "ba tuan", "ba  TUẦN"])
def test_safe_words_are_found_without_marks(text: str) -> None:
    assert [match["n"] for match in search("(?P<n>NUM) tuần", read(text))] == ["ba"]


def test_other_words_need_their_marks_in_a_marked_text() -> None:
    assert not list(search("thứ hai", read("thu hai khoản phí")))
    assert list(search("thứ hai", read("thu hai toi den")))
