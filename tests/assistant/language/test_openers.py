"""Lines that say nothing yet."""

import pytest

from assistant.language.openers import is_opener


@pytest.mark.parametrize("text", [
    "alo", "Em chào anh chị ạ", "em chao anh chi a", "cho em hỏi chút ạ", "ad ơi", "Dạ, cho hỏi",
    "xin chào trung tâm", "bạn ơi cho mình hỏi với", "chi oi cho em hoi ti",
])  # fmt: skip
def test_an_opening_alone(text: str) -> None:
    assert is_opener(text)


@pytest.mark.parametrize("text", [
    "cho em hỏi khai sinh", "có", "không", "1", "👍", "", "ok", "cảm ơn bạn", "gặp cán bộ đi",
    "chào bạn, đăng ký kết hôn", "lệ phí ạ", "em " * 40,
])  # fmt: skip
def test_what_says_something(text: str) -> None:
    assert not is_opener(text)
