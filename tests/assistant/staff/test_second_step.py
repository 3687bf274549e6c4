"""Codes of the second step."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.staff.second_step import (
    app_address,
    made_recovery_codes,
    made_secret,
    read_recovery_code,
    step_of,
)

NOW = datetime(2026, 11, 22, 8, 0, 10, tzinfo=UTC)
# The secret and the moment of RFC 6238, appendix B (SHA-1, the last six digits).
RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def test_the_digits_of_the_standard_are_taken() -> None:
    at = datetime.fromtimestamp(1111111109, UTC)
    assert step_of(RFC, "081804", at) == 1111111109 // 30
    assert step_of(RFC, "081805", at) is None


@pytest.mark.parametrize(("seconds", "taken"), [(-70, False), (-30, True), (30, True), (70, False)])
def test_a_clock_may_be_off_by_half_a_minute(seconds: int, taken: bool) -> None:
    secret = made_secret()
    digits = pyotp.TOTP(secret).at(NOW + timedelta(seconds=seconds))
    assert (step_of(secret, digits, NOW) is not None) is taken


@given(st.text(max_size=12))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    step_of(RFC, typed, NOW)
    read_recovery_code(typed)


def test_digits_may_be_typed_in_groups() -> None:
    assert step_of(RFC, "081 804", datetime.fromtimestamp(1111111109, UTC))


def test_recovery_codes_are_read_however_typed() -> None:
    codes = made_recovery_codes()
    assert len(set(codes)) == 10
    for code in codes:
        read = read_recovery_code(code)
        assert read is not None
        assert read_recovery_code(f" {code.upper().replace('-', ' ')} ") == read
    assert read_recovery_code("123456") is None


def test_the_app_shows_whose_it_is() -> None:
    address = app_address(RFC, "lan.nguyen")
    assert address.startswith("otpauth://totp/")
    assert RFC in address
    assert "lan.nguyen" in address
