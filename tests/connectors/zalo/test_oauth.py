"""The OAuth client: codes and refresh tokens for pairs, and what refusals mean."""

from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clock import VIETNAM
from assistant.conversation.credentials import RenewalRefused
from connectors.zalo.oauth import ZaloOAuth, pair_of
from tests.fakes.zalo.server import ZaloServer

NOW = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)


def _oauth(zalo: ZaloServer, secret: str | None = None) -> ZaloOAuth:
    return ZaloOAuth(zalo.address, zalo.account.app, secret or zalo.account.app_secret)


async def _code(oauth: ZaloOAuth, *, pkce: bool) -> str:
    async with httpx.AsyncClient() as browser:
        answer = await browser.get(oauth.link("http://x.vn/back", "S", pkce=pkce))
    back = parse_qs(urlsplit(answer.headers["location"]).query)
    assert back["state"] == ["S"]
    return back["code"][0]


@pytest.mark.parametrize("pkce", [True, False])
async def test_a_code_becomes_a_pair_once(zalo: ZaloServer, pkce: bool) -> None:
    oauth = _oauth(zalo)
    code = await _code(oauth, pkce=pkce)
    pair = await oauth.exchange(code, pkce=pkce)
    assert (pair.access, pair.refresh) == (zalo.account.access, zalo.account.refresh)
    assert pair.expires_at - pair.since == timedelta(hours=25)
    with pytest.raises(RenewalRefused) as error:
        await oauth.exchange(code, pkce=pkce)
    assert error.value.final


async def test_a_refresh_token_is_good_once(zalo: ZaloServer) -> None:
    oauth, refresh = _oauth(zalo), zalo.account.refresh
    await oauth.renew(refresh)
    with pytest.raises(RenewalRefused, match="consent needed: zalo -14014") as error:
        await oauth.renew(refresh)
    assert error.value.final


async def test_without_a_secret_nothing_is_asked(zalo: ZaloServer) -> None:
    with pytest.raises(RenewalRefused) as error:
        await ZaloOAuth(zalo.address, zalo.account.app, None).renew("r")
    assert not error.value.final
    assert zalo.account.requests == []


@pytest.mark.parametrize(("fault", "reason"), [
    ({"outage": True}, "unknown end"),
    ({"times": 1, "code": -32, "path": "access_token"}, "limited"),
])  # fmt: skip
async def test_an_outage_is_not_final(
    zalo: ZaloServer, fault: dict[str, object], reason: str
) -> None:
    for name, value in fault.items():
        setattr(zalo.account.faults, name, value)
    with pytest.raises(RenewalRefused, match=reason) as error:
        await _oauth(zalo).renew(zalo.account.refresh)
    assert not error.value.final


async def test_a_server_that_is_not_there_has_surely_not_used_the_token(zalo: ZaloServer) -> None:
    zalo.stop()
    with pytest.raises(RenewalRefused, match="unreachable"):
        await _oauth(zalo).renew("r")


@pytest.mark.parametrize(("said", "hours"), [("90000", 25), (3600, 1), (None, 25), ("x", 25)])
def test_a_life_is_read_in_whatever_shape(said: object, hours: int) -> None:
    body = {"access_token": "a", "refresh_token": "r", "expires_in": said}
    pair = pair_of(httpx.Response(200, json=body), NOW)
    assert pair.expires_at == NOW + timedelta(hours=hours)


@given(st.binary(max_size=60), st.sampled_from([200, 400, 500, 503]))
def test_any_other_answer_is_a_refusal(content: bytes, status: int) -> None:
    with pytest.raises(RenewalRefused):
        pair_of(httpx.Response(status, content=content), NOW)
