"""Misspelt copies: repeatable, few, and like those of a phone."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.misspelling import SPELLINGS, misspelt, teencode, telex

SENTENCE = "mình muốn đăng ký tạm trú cho người nhà ở quê lên thì cần những giấy tờ gì"


def _changed(text: str) -> int:
    pairs = zip(text.split(), misspelt(text).split(), strict=True)
    return sum(before != after for before, after in pairs)


def test_the_same_text_slips_the_same_way() -> None:
    assert misspelt(SENTENCE) == misspelt(SENTENCE)
    assert misspelt(SENTENCE) != SENTENCE


def test_about_one_word_in_five_slips() -> None:
    words = SENTENCE.split()
    chance = random.Random(1)
    texts = [" ".join(chance.sample(words, len(words))) for _ in range(200)]
    assert 0.15 < sum(map(_changed, texts)) / (200 * len(words)) < 0.22
    assert all(_changed(text) >= 1 for text in texts)


@pytest.mark.parametrize("text", ["", "12 / 5", "ở đó", "?"])
def test_what_holds_no_long_word_stays(text: str) -> None:
    assert misspelt(text) == text


@given(st.text(max_size=60))
def test_any_text_can_be_misspelt(text: str) -> None:
    misspelt(text)


@pytest.mark.parametrize(("word", "keys"), [
    ("đăng", "ddawng"), ("ký", "kys"), ("thường", "thuowngf"), ("nguyễn", "nguyeenx"),
    ("tạm", "tamj"), ("hủy", "huyr"), ("ma", "ma"),
])  # fmt: skip
def test_telex_keys_of_a_syllable(word: str, keys: str) -> None:
    assert telex(word) == keys


@pytest.mark.parametrize(("word", "written"), [
    ("phường", "phườg"), ("cách", "cák"), ("phép", "fép"), ("chị", "chị"), ("con", "kon"),
])  # fmt: skip
def test_teencode_by_letters(word: str, written: str) -> None:
    assert teencode(word, random.Random(0)) == written


def test_teencode_by_word() -> None:
    assert teencode("Không", random.Random(0)) in {"hông", "hem", "kh", "ko"}


def test_the_first_spelling_is_the_question_itself() -> None:
    assert [spell("Đăng ký") for spell in SPELLINGS.values()][:2] == ["Đăng ký", "dang ky"]
