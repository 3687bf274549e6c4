"""The webhook under attack, through HTTP: nothing unsigned kept, nothing answered with 500."""

import json
import time
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.zalo.signature import HEADER, mac_of
from tests.connectors.zalo.conftest import USER, Ask
from tests.fakes.zalo.server import ZaloServer

SHARED = [HealthCheck.function_scoped_fixture]  # the cases need no fresh database each
COUNT = "SELECT count(*) FROM inbox"
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)
NAMES = st.sampled_from([
    "user_send_text", "user_send_image", "user_send_sticker", "follow", "user_click_chatnow",
    "user_submit_info", "user_withdraw", "oa_send_text", "anonymous_send_text", "unfollow", "x",
])  # fmt: skip
MESSAGES = st.fixed_dictionaries(
    {"msg_id": st.text(min_size=1, max_size=200) | st.integers(), "text": st.text() | JUNK}
)
PARTIES = st.fixed_dictionaries({"id": st.just(USER) | st.text(max_size=60) | JUNK}) | JUNK


@settings(max_examples=6000, deadline=None, suppress_health_check=SHARED)
@given(
    body=st.binary(max_size=400) | JUNK.map(lambda junk: json.dumps(junk).encode()),
    header=st.binary(max_size=90).filter(lambda raw: b"\n" not in raw and b"\r" not in raw),
)
async def test_no_forged_post_is_kept_and_each_gets_200(
    gateway: httpx.AsyncClient, ask: Ask, body: bytes, header: bytes
) -> None:
    answer = await gateway.post("/webhooks/zalo", content=body, headers={HEADER: header})
    assert (answer.status_code, ask(COUNT)) == (200, [(0,)])


@settings(max_examples=800, deadline=None, suppress_health_check=SHARED)
@given(name=NAMES, message=MESSAGES | JUNK, sender=PARTIES, more=st.dictionaries(
    st.sampled_from(["follower", "recipient", "user_id", "oa_id", "info"]), PARTIES
))  # fmt: skip
async def test_no_signed_event_however_odd_is_answered_with_an_error(  # noqa: PLR0917
    gateway: httpx.AsyncClient, zalo: ZaloServer, name: str, message: Any, sender: Any,
    more: dict[str, Any],
) -> None:  # fmt: skip
    account = zalo.account
    stamp = str(int(time.time() * 1000))
    event = {"app_id": account.app, "event_name": name, "timestamp": stamp, "message": message,
             "sender": sender, **more}  # fmt: skip
    body = json.dumps(event).encode()
    mac = mac_of(account.app, body, stamp, account.oa_secret)
    answer = await gateway.post("/webhooks/zalo", content=body, headers={HEADER: f"mac={mac}"})
    assert answer.status_code == 200


@settings(max_examples=1500, deadline=None, suppress_health_check=SHARED)
@given(mac=st.text(alphabet="0123456789abcdef", min_size=64, max_size=64), text=st.text())
async def test_a_right_event_with_a_wrong_signature_is_not_kept(
    gateway: httpx.AsyncClient, zalo: ZaloServer, ask: Ask, mac: str, text: str
) -> None:
    event = {"app_id": zalo.account.app, "event_name": "user_send_text",
             "timestamp": str(int(time.time() * 1000)), "sender": {"id": USER},
             "message": {"text": text, "msg_id": mac}}  # fmt: skip
    body = json.dumps(event).encode()
    before = ask(COUNT)
    answer = await gateway.post("/webhooks/zalo", content=body, headers={HEADER: f"mac={mac}"})
    assert (answer.status_code, ask(COUNT)) == (200, before)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
async def test_another_method_is_not_for_this_address(
    gateway: httpx.AsyncClient, method: str
) -> None:
    assert (await gateway.request(method, "/webhooks/zalo")).status_code == 405
