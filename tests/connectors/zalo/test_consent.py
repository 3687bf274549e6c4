"""The page of consent and the way back."""

import re
from html import unescape

import httpx
import pytest

from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.zalo.consent import CALLBACK, PAGE
from connectors.zalo.door import ZaloDoor
from tests.connectors.zalo.conftest import STAFF
from tests.fakes.zalo.server import ZaloServer

AUTHORIZED = {"Authorization": f"Bearer {STAFF}"}


async def _links(gateway: httpx.AsyncClient) -> list[str]:
    page = (await gateway.get(PAGE, headers=AUTHORIZED)).text
    return [unescape(link) for link in re.findall(r'href="(http[^"]+)"', page)]


async def _consent(link: str) -> httpx.URL:
    async with httpx.AsyncClient() as browser:
        return httpx.URL((await browser.get(link)).headers["location"])


@pytest.mark.parametrize("number", [0, 1])  # without and with a code challenge
async def test_an_administrator_consents_and_the_door_has_a_new_pair(
    gateway: httpx.AsyncClient, zalo: ZaloServer, door: ZaloDoor, number: int
) -> None:
    back = await _consent((await _links(gateway))[number])
    assert back.copy_with(query=None) == f"http://gateway.example{CALLBACK}"
    answer = await gateway.get(back)
    assert (answer.status_code, zalo.account.renewals) == (200, 1)
    assert "Đã kết nối" in answer.text
    assert await door.tokens.access() == zalo.account.access
    assert zalo.account.access not in answer.text


@pytest.mark.parametrize("request_", [
    {}, {"headers": {"Authorization": "Bearer wrong"}}, {"params": {"token": STAFF}},
    {"headers": {"Authorization": "Basic c2FpOnNhaQ=="}}, {"headers": {"Authorization": "Basic ?"}},
])  # fmt: skip
async def test_strangers_do_not_see_the_page(
    gateway: httpx.AsyncClient, request_: dict[str, dict[str, str]]
) -> None:
    assert (await gateway.get(PAGE, **request_)).status_code == 401  # type: ignore[arg-type]


async def test_staff_may_open_it_in_a_browser(gateway: httpx.AsyncClient) -> None:
    answer = await gateway.get(PAGE, auth=("anybody", STAFF))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


async def test_a_code_without_our_state_is_not_taken(
    gateway: httpx.AsyncClient, zalo: ZaloServer
) -> None:
    for state in ("", "1.0.x.y", "99999999999.0.n." + "0" * 64):
        answer = await gateway.get(CALLBACK, params={"code": "c", "state": state})
        assert answer.status_code == 403
    assert zalo.account.requests == []


async def test_a_used_code_and_another_account_are_told(
    gateway: httpx.AsyncClient, zalo: ZaloServer
) -> None:
    back = await _consent((await _links(gateway))[0])
    other = back.copy_merge_params({"oa_id": "5"})
    assert (await gateway.get(other)).status_code == 409
    await gateway.get(back)
    assert (await gateway.get(back)).status_code == 502
    assert zalo.account.renewals == 1


async def test_a_refused_renewal_is_shown(
    gateway: httpx.AsyncClient, zalo: ZaloServer, door: ZaloDoor, parts: Conversing,
    settings: Settings,
) -> None:  # fmt: skip
    await door.tokens.load()
    stale = zalo.account.access
    zalo.account.rotate()
    with pytest.raises(Exception, match="consent needed"):
        await door.tokens.renewed(stale)
    page = (await gateway.get(PAGE, headers=AUTHORIZED)).text
    assert "Cần cấp quyền lại" in page
