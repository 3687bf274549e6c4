"""Codes: easy to read out, read back however they are typed, never taken for words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.appointments.code import code_in, new_code, read_code

CODES = [new_code() for _ in range(500)]


def test_codes_look_alike_to_nobody() -> None:
    assert len(set(CODES)) == len(CODES)
    for code in CODES:
        assert re.fullmatch("[0-9ACDEFHJKMNPRTVWXY]{4}-[0-9ACDEFHJKMNPRTVWXY]{4}", code)
        assert any(sign.isdigit() for sign in code)
        assert sum(sign.isalpha() for sign in code) >= 2


@given(st.sampled_from(CODES))
def test_a_code_is_read_back_however_it_is_typed(code: str) -> None:
    plain = code.replace("-", "")
    alike = plain.replace("0", "O").replace("1", "l").replace("5", "s").replace("8", "B")
    for typed in (code.lower(), plain, f" {plain[:4]} {plain[4:]} ", f"{plain[:4]}–{plain[4:]}.",
                  " ".join(plain), alike,
                  plain.replace("2", "z").replace("V", "u").replace("D", "Đ")):  # fmt: skip
        assert read_code(typed) == code


@pytest.mark.parametrize("typed", ["", "ABC", "ABCD-EFG", "ABCD-EFGHJ", "ABCD-EF*G", "mã của tôi"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    code_in(text)
    code = read_code(text)
    assert code is None or read_code(code) == code


@given(st.sampled_from(CODES))
def test_a_code_is_found_in_a_sentence(code: str) -> None:
    assert code_in(f"hủy giúp mình lịch {code.lower()} nhé") == code
    assert code_in(f"mã {code.replace('-', '')}, cảm ơn") == code


@pytest.mark.parametrize("sentence", [
    "làm khai sinh cho con", "dang ky khai sinh", "số 0987123456 nhé", "ngày 12/12/2026",
    "tháng 11 năm 2026",
])  # fmt: skip
def test_words_and_numbers_are_no_codes(sentence: str) -> None:
    assert code_in(sentence) is None
