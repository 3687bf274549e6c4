"""Everyday words and the official ones for the same thing."""

import pytest

from assistant.language.official_words import official_words
from assistant.language.text import fold


@pytest.mark.parametrize(
    ("said", "official"),
    [
        ("làm lại giấy chứng tử", "khai tử"),
        ("mẹ tôi qua đời", "khai tử"),
        ("sổ đỏ của nhà tôi", "giấy chứng nhận quyền sử dụng đất"),
        ("đổi bằng lái", "giấy phép lái xe"),
        ("khai sinh cho con lai", "yếu tố nước ngoài"),
    ],
)
def test_the_official_words_stand_beside(said: str, official: str) -> None:
    assert official in official_words(said)
    assert official_words(fold(said)) == official_words(said)


@pytest.mark.parametrize("said", ["", "đăng ký tạm trú", "bộ phận một cửa", "chếch hướng"])
def test_other_words_bring_nothing(said: str) -> None:
    """Whole words only: "hủy" is not in "bộ phận", "chết" not in "chếch"."""
    assert "hủy" not in official_words(said)
    assert "khai tử" not in official_words(said)
