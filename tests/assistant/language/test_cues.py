"""Listed words are found whole, and with accents where the writer used any."""

import unicodedata

import pytest

from assistant.language.cues import Cues

CUES = Cues(["phí", "lệ phí", "bao nhiêu tiền", "ở đâu"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lệ phí thế nào", "lệ phí"),
        ("hết bao nhiêu tiền ạ", "bao nhiêu tiền"),
        ("le phi the nao", "le phi"),
        ("LE PHI", "le phi"),
        ("nộp ở đâu, lệ phí?", "ở đâu"),
        ("phía sau", None),
        ("phi trường ở xã", None),
        ("phi phai nop", "phi"),
        ("bao nhiêu", None),
        (unicodedata.normalize("NFD", "lệ phí"), "lệ phí"),
        ("", None),
    ],
)
def test_a_cue_is_a_whole_word_read_as_it_was_typed(text: str, found: str | None) -> None:
    """Accents decide where there are any; the longer of two cues at one place wins."""
    assert CUES.found_in(text) == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Khai sinh lệ phí bao nhiêu tiền", ["khai", "sinh"]),
        ("khai sinh o dau", ["khai", "sinh"]),
        ("khai sinh phía đông", ["khai", "sinh", "phía", "đông"]),
    ],
)
def test_what_is_left_without_the_cues(text: str, left: list[str]) -> None:
    assert CUES.removed_from(text).split() == left


def test_an_empty_list_finds_and_removes_nothing() -> None:
    nothing = Cues([])
    assert nothing.found_in("lệ phí") is None
    assert nothing.removed_from("lệ phí") == "lệ phí"


def test_a_cue_may_hold_signs() -> None:
    """Signs of a pattern language are plain letters in a cue."""
    assert Cues(["c++ (mẫu)"]).found_in("tờ c++ (mẫu) ạ") == "c++ (mẫu)"
