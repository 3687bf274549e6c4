"""Two questions in one message: where such a message may be cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.questions import halves, one_line
from assistant.language.text import fold


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("Khai sinh cần gì? Tạm trú mất bao lâu?", "Khai sinh cần gì", "Tạm trú mất bao lâu?"),
        ("khai sinh cần gì. tạm trú ở đâu", "khai sinh cần gì", "tạm trú ở đâu"),
        ("khai sinh cần gì\n tạm trú ở đâu", "khai sinh cần gì", "tạm trú ở đâu"),
        ("làm thẻ căn cước và đăng ký kết hôn", "làm thẻ căn cước", "đăng ký kết hôn"),
        ("khai sinh cho bé với lại tạm trú", "khai sinh cho bé", "tạm trú"),
        ("khai sinh cho bé, với lại làm thẻ bảo hiểm", "khai sinh cho bé", "làm thẻ bảo hiểm"),
        ("khai sinh ở đâu, còn tạm trú ở đâu", "khai sinh ở đâu", "tạm trú ở đâu"),
        ("đăng ký kết hôn rồi tách hộ khẩu", "đăng ký kết hôn", "tách hộ khẩu"),
    ],
)
def test_a_message_is_cut_between_its_two_questions(text: str, left: str, right: str) -> None:
    """Typed without accents too."""
    assert (left, right) in list(halves(text))
    assert (fold(left), fold(right)) in list(halves(fold(text)))


@pytest.mark.parametrize(
    "text",
    ["", "?", "và", "khai sinh", "làm thẻ và", "và làm thẻ", "cha và mẹ", "giấy khai sinh và thẻ",
     "gà và mua bán", "1. khai sinh", "xong. Cảm ơn"],
)  # fmt: skip
def test_each_part_has_two_words_or_there_is_no_cut(text: str) -> None:
    assert list(halves(text)) == []


def test_ends_of_sentences_come_before_joints() -> None:
    first, *others = halves("khai sinh và khai tử cần gì? tạm trú ở đâu")
    assert first == ("khai sinh và khai tử cần gì", "tạm trú ở đâu")
    assert others == [("khai sinh", "khai tử cần gì? tạm trú ở đâu")]


def test_a_word_that_only_holds_a_joint_is_no_joint() -> None:
    assert list(halves("vàng bạc đá quý văn bản còng lưng rồng rắn")) == []


def test_few_cuts_are_tried_however_long_the_message() -> None:
    """Each costs two searches."""
    assert len(list(halves("làm thẻ căn cước và " * 50))) <= 4


@given(st.lists(st.sampled_from(["khai sinh", "và", "? ", ". ", ", còn", "tạm trú"]), max_size=12))
def test_the_parts_are_what_was_said_without_the_cut(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for left, right in halves(text):
        assert text.strip().startswith(left)
        assert text.strip().endswith(right)
        assert len(left) + len(right) < len(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("khai sinh\n\n tạm trú \n", "khai sinh. tạm trú"),
        ("khai sinh", "khai sinh"),
        ("\n", ""),
        ("khai sinh?\r\ntạm trú", "khai sinh?. tạm trú"),
    ],
)
def test_lines_become_sentences(text: str, line: str) -> None:
    """Or their ends would be lost when the text is cleaned."""
    assert one_line(text) == line
