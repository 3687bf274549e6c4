"""Numbers that name a person are masked wherever they stand; numbers of procedures are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.personal import has_personal, mask_personal


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("cccd 027199012345", "cccd [id_number]"),
        ("số 001 199 012 345 ạ", "số [id_number] ạ"),
        ("001.199.012.345", "[id_number]"),
        ("cmnd cũ 125 là 125487963", "cmnd cũ 125 là [id_number]"),
        ("gọi 0912345678 nhé", "gọi [phone_number] nhé"),
        ("0912.345.678", "[phone_number]"),
        ("+84 912 345 678", "[phone_number]"),
        ("máy bàn 0222 3822 456", "máy bàn [phone_number]"),
        ("024.3825.1234", "[phone_number]"),
        ("thư ten.ho@vidu.vn", "thư [email_address]"),
        ("hộ chiếu C1234567", "hộ chiếu [passport_number]"),
    ],
)
def test_personal_numbers_become_their_kind(text: str, masked: str) -> None:
    assert mask_personal(text) == masked
    assert has_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "mã 1.001193",
        "Nghị định 120/2025/NĐ-CP",
        "hồ sơ H05.12.34-250718-0001 đến đâu",
        "500.000 đồng",
        "ngày 20/11/2026",
        "gọi 113, 114, 115",
        "mẫu CT01",
        "sinh năm 1990",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_personal(text) == text
    assert not has_personal(text)


@given(st.text(max_size=200))
def test_what_is_masked_once_is_masked(text: str) -> None:
    assert mask_personal(mask_personal(text)) == mask_personal(text)


@given(st.integers(min_value=0, max_value=999_999_999), st.text("abc đê ", max_size=20))
def test_no_identity_number_is_left(number: int, around: str) -> None:
    identity = f"027{number:09d}"
    assert identity not in mask_personal(f"{around} {identity} {around}")
