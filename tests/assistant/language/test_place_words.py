"""What is asked about a place, and what else a sentence says."""

import pytest

from assistant.language.place_words import (
    asks_which_unit,
    names_a_kind,
    place_words,
    says_more,
    without_asking,
)
from assistant.language.text import fold


@pytest.mark.parametrize(
    "text",
    [
        "giờ thuộc đâu", "nay là xã nào", "sáp nhập vào đâu", "nhập với phường nào rồi",
        "bây giờ gọi là gì", "đổi tên thành gì", "thành xã mới nào",
    ],
)  # fmt: skip
def test_these_words_ask_what_a_unit_is_today(text: str) -> None:
    assert asks_which_unit(text)
    assert asks_which_unit(fold(text))


@pytest.mark.parametrize("text", ["nộp ở đâu", "mất bao lâu", "sáp nhập rồi có phải làm lại không"])
def test_these_do_not(text: str) -> None:
    assert not asks_which_unit(text)


@pytest.mark.parametrize(
    "text", ["tôi ở", "nhà em trước ở", "cho hỏi", "người dân", "trung tâm hành chính công ở đâu ạ"]
)
def test_around_a_place_these_words_have_no_subject(text: str) -> None:
    assert not says_more(text)
    assert not says_more(fold(text))


@pytest.mark.parametrize("text", ["làm khai sinh ở", "đăng ký tạm trú", "quán nhậu nào ngon ở"])
def test_these_have_one(text: str) -> None:
    assert says_more(text)
    assert says_more(fold(text))


def test_the_asking_goes_with_its_now() -> None:
    """What is left is searched for: a "giờ" too many would be searched for too."""
    assert without_asking("làm khai sinh bây giờ thuộc xã nào") == "làm khai sinh"
    assert without_asking("làm khai sinh") == "làm khai sinh"


def test_a_kind_is_named_or_not() -> None:
    assert names_a_kind("xã tôi giờ thuộc đâu")
    assert not names_a_kind("công ty tôi sáp nhập vào đâu")


def test_every_kind_has_a_level_and_is_written_in_full_too() -> None:
    words = place_words()
    assert set(words.level.values()) == {"commune", "district"}
    written = {" ".join(form) for form, _ in words.kinds}
    assert words.level.keys() <= written
