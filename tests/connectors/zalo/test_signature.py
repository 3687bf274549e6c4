"""The signature of Zalo's posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.zalo.signature import is_signed, mac_of

APP, STAMP, SECRET = "360846524940903967", "154390853474", "S3cr3t"
BODY = b'{"app_id":"360846524940903967","event_name":"user_send_text","timestamp":"154390853474"}'
MAC = "1107649c369c6db2624ec504b376921af4a0e8fff006fedd0899d204a2e51b10"


def test_it_is_plain_sha256_over_the_four() -> None:
    assert mac_of(APP, BODY, STAMP, SECRET) == MAC


@pytest.mark.parametrize("header", [f"mac={MAC}", MAC, f"mac = {MAC}", f" MAC={MAC.upper()} "])
def test_the_prefix_may_be_missing(header: str) -> None:
    assert is_signed(header, APP, BODY, STAMP, SECRET)


@pytest.mark.parametrize("header", ["", "mac=", MAC[:-1], f"hmac={MAC}", f"mac={MAC}0", "mac=é"])
def test_nothing_else_is_a_signature(header: str) -> None:
    assert not is_signed(header, APP, BODY, STAMP, SECRET)


@given(st.binary(max_size=200), st.text(max_size=20))
def test_another_body_or_another_secret_is_not_signed(body: bytes, secret: str) -> None:
    assert is_signed(f"mac={MAC}", APP, body, STAMP, SECRET) == (body == BODY)
    safe = secret.encode("utf-8", "replace").decode()
    assert is_signed(f"mac={MAC}", APP, BODY, STAMP, safe) == (safe == SECRET)
