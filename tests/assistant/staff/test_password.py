"""Which passwords may be taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.staff.password import LONGEST, SHORTEST, check_password, made_password, normal
from assistant.staff.refusal import StaffError, StaffRefusal

GOOD = ["bốn con trâu gặm cỏ", "Xk29-vvQ!-rt0pLw", "đường làng cây gạo đỏ", "tím than 7 hồ cá"]


def _refused(password: str, name: str = "lan.nguyen", person: str = "Nguyễn Thị Lan") -> str:
    try:
        check_password(password, name, person)
    except StaffError as error:
        return error.refusal.value
    return ""


@pytest.mark.parametrize("password", GOOD)
def test_a_sentence_or_a_random_one_is_taken(password: str) -> None:
    assert _refused(password) == ""


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("ngắn quá", StaffRefusal.PASSWORD_SHORT),
        ("a" * 11, StaffRefusal.PASSWORD_SHORT),
        ("đủ dài " * 30, StaffRefusal.PASSWORD_LONG),
        ("Matkhau@123456", StaffRefusal.PASSWORD_COMMON),
        ("Mật khẩu 12345", StaffRefusal.PASSWORD_COMMON),
        ("BacNinh@2026!", StaffRefusal.PASSWORD_COMMON),
        ("aaaaaaaaaaaaaaaa", StaffRefusal.PASSWORD_COMMON),
        ("abababababababab", StaffRefusal.PASSWORD_COMMON),
        ("123456789012", StaffRefusal.PASSWORD_COMMON),
        ("qwertyuiop1234", StaffRefusal.PASSWORD_COMMON),
        ("NguyenThiLan86", StaffRefusal.PASSWORD_NAME),
        ("lan.nguyen.123", StaffRefusal.PASSWORD_NAME),
    ],
)
def test_what_is_guessed_first_is_refused(password: str, refusal: StaffRefusal) -> None:
    assert _refused(password) == refusal


@given(st.text(max_size=LONGEST + 40))
def test_every_text_is_answered(password: str) -> None:
    refusal = _refused(password)
    if refusal == "":
        assert SHORTEST <= len(normal(password)) <= LONGEST


def test_the_same_letters_are_the_same_password_however_they_are_composed() -> None:
    assert normal("ấ") == normal("a\u0302\u0301")


def test_a_made_password_may_be_taken_and_is_never_the_same() -> None:
    made = {made_password() for _ in range(200)}
    assert len(made) == 200
    assert all(_refused(password) == "" for password in made)
