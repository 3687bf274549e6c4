"""Opening what was posted: thousands of bodies, none of them an error, none unsigned let in."""

import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.clock import VIETNAM
from connectors.zalo.envelope import OLDEST, Flaw, moment, open_event
from connectors.zalo.signature import mac_of

APP, SECRET = "3608", "secret"
NOW = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)
STAMP = str(int(NOW.timestamp() * 1000))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


def _signed(body: bytes, stamp: str = STAMP) -> str:
    return "mac=" + mac_of(APP, body, stamp, SECRET)


def _open(body: bytes, header: str) -> object:
    return open_event(body, header, APP, SECRET, NOW)


def test_a_signed_event_is_opened() -> None:
    body = json.dumps({"app_id": APP, "timestamp": STAMP, "event_name": "follow"}).encode()
    assert _open(body, _signed(body)) == {
        "app_id": APP, "timestamp": STAMP, "event_name": "follow",
    }  # fmt: skip


def test_numbers_stay_as_they_were_written() -> None:
    body = f'{{"app_id": {APP}, "timestamp": {STAMP}, "id": 24684588352919792123}}'.encode()
    assert _open(body, _signed(body)) == {
        "app_id": APP, "timestamp": STAMP, "id": "24684588352919792123",
    }  # fmt: skip


def test_what_a_database_cannot_keep_is_taken_out() -> None:
    body = json.dumps({"app_id": APP, "timestamp": STAMP, "t": "a\0b\ud800c"}).encode()
    opened = _open(body, _signed(body))
    assert isinstance(opened, dict)
    assert opened["t"] == "ab?c"


@pytest.mark.parametrize(("offset", "flaw"), [
    (-OLDEST - timedelta(seconds=1), Flaw.OLD), (timedelta(minutes=11), Flaw.OLD),
    (timedelta(minutes=1) - OLDEST, None), (timedelta(minutes=9), None),
])  # fmt: skip
def test_a_replay_of_long_ago_is_not_taken(offset: timedelta, flaw: Flaw | None) -> None:
    stamp = str(int((NOW + offset).timestamp() * 1000))
    body = json.dumps({"app_id": APP, "timestamp": stamp}).encode()
    opened = _open(body, _signed(body, stamp))
    assert (opened is flaw) if flaw else isinstance(opened, dict)


@pytest.mark.parametrize("body", [
    b"", b"x", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000,
    b"1" * 100_000, b'{"app_id": NaN}',
])  # fmt: skip
def test_what_is_no_event_is_no_error(body: bytes) -> None:
    assert isinstance(_open(body, _signed(body)), Flaw)


@pytest.mark.parametrize("stamp", ["", "x", "-1", "1e3", "9" * 15, "²", "12.5"])
def test_what_is_no_time_is_none(stamp: str) -> None:
    assert moment(stamp) is None


@settings(max_examples=2000, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=80))
def test_no_bytes_are_let_in(body: bytes, header: str) -> None:
    assert isinstance(_open(body, header), Flaw)


@settings(max_examples=500, deadline=None)
@given(st.dictionaries(st.sampled_from(["app_id", "event_name", "timestamp", "x"]), JSON), JSON)
def test_no_json_is_let_in_unsigned_nor_an_error_when_signed(
    event: dict[str, object], other: object
) -> None:
    body = json.dumps({"app_id": APP, "timestamp": STAMP, **event}).encode()
    assert isinstance(_open(body, f"mac={json.dumps(other)}"), Flaw)
    opened = _open(body, _signed(body))
    assert isinstance(opened, dict | Flaw)
