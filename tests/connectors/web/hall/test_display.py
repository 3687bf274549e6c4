"""The display of a hall: what it asks for, and the page itself in a real browser."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from connectors.web.hall.display import load_texts
from tests.connectors.conftest import Served
from tests.connectors.hall import HALL, call, check_in, is_near_midnight, new_hall, take, visit

SIZES: list[ViewportSize] = [{"width": 1920, "height": 1080}, {"width": 1080, "height": 1920}]


def looked(gateway: Served, office: str) -> dict[str, object]:
    """What the display is told now, not a second ago."""
    gateway.app.state.glance._seen.clear()
    told: dict[str, object] = gateway.http.get(HALL, params={"office": office}).json()
    return told


@pytest.mark.skipif(is_near_midnight(), reason="minutes from now are another day")
def test_it_has_numbers_and_windows_and_nothing_personal(gateway: Served) -> None:
    office = new_hall(gateway)
    made = visit(gateway, office, name="Lê Thị Bảng")
    assert check_in(gateway, office, made["code"]).status_code == 200
    for _ in range(6):
        take(gateway, office)
    call(gateway, office, "2")
    told = looked(gateway, office)
    assert [(c["number"], c["window"], c["calls"]) for c in told["calls"]] == [("A001", "2", 1)]  # type: ignore[attr-defined]
    first = told["counters"][0]  # type: ignore[index]
    assert (first["waiting"], first["next"]) == (6, ["A002", "A003", "A004", "A005"])
    assert set(first) == {"counter", "name", "letter", "waiting", "next"}
    for secret in (made["code"], "Bảng", made["phone"][-4:], "khai sinh"):
        assert secret not in str(told)


def test_many_displays_are_one_question_a_second(gateway: Served) -> None:
    office = new_hall(gateway)
    looked(gateway, office)
    take(gateway, office)
    kept = gateway.http.get(HALL, params={"office": office}).json()
    assert kept["counters"][0]["waiting"] == 0
    gateway.app.state.glance._clock = iter([10.0**9, 10.0**9]).__next__
    try:
        later = gateway.http.get(HALL, params={"office": office}).json()
    finally:
        import time

        gateway.app.state.glance._clock = time.monotonic
        gateway.app.state.glance._seen.clear()
    assert later["counters"][0]["waiting"] == 1


def test_an_office_that_is_not_there(gateway: Served) -> None:
    for path in (HALL, "/hall"):
        answer = gateway.http.get(path, params={"office": "99999"})
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown_office")


def test_the_page_loads_nothing_from_elsewhere_and_no_inline_script(gateway: Served) -> None:
    page = gateway.http.get("/hall", params={"office": "07210"})
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert not re.findall(r'(?:src|href)="https?:', page.text)
    assert not re.findall(r"<script(?![^>]*(?:src=|application/json))", page.text)
    assert load_texts()["display"]["now"] in page.text


@pytest.fixture(params=SIZES, ids=["across", "upright"])
def shown(request: pytest.FixtureRequest, browser: Browser, gateway: Served) -> Iterator[Page]:
    """A display; nothing may go wrong unseen, and nothing be asked of another host."""
    context = browser.new_context(viewport=request.param, locale="vi-VN")
    page, host, wrong = context.new_page(), urlsplit(gateway.base).netloc, []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda r: None if urlsplit(r.url).netloc == host else wrong.append(r.url))
    yield page
    context.close()
    assert wrong == []


def test_a_call_appears_by_itself_large_and_first(shown: Page, gateway: Served) -> None:
    office = new_hall(gateway)
    for _ in range(4):
        take(gateway, office)
    shown.goto(f"{gateway.base}/hall?office={office}")
    first = shown.locator("#first")
    expect(first).to_have_text(load_texts()["display"]["nobody_called"])
    call(gateway, office, "1")
    expect(first.locator(".number")).to_have_text("A001", timeout=8_000)
    expect(first.locator(".window")).to_have_text("Quầy 1")
    call(gateway, office, "2")
    expect(first.locator(".number")).to_have_text("A002", timeout=8_000)
    expect(first).to_have_class(re.compile("fresh"))
    expect(shown.locator(".other")).to_have_text(re.compile("A001.*Quầy 1"))
    expect(shown.locator(".group").first).to_contain_text("2 người chờ")
    expect(shown.locator(".group").first).to_contain_text("A003, A004")
    assert first.locator(".number").bounding_box()["height"] > 180  # type: ignore[index]
    assert shown.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    results = Axe().run(shown)
    assert not results.violations_count, results.generate_report()
    kept = "sessionStorage.length + localStorage.length + document.cookie.length"
    assert shown.evaluate(kept) == 0


def test_without_a_connection_it_says_so_keeps_the_numbers_and_comes_back(
    shown: Page, gateway: Served
) -> None:
    office = new_hall(gateway)
    take(gateway, office)
    call(gateway, office, "1")
    shown.goto(f"{gateway.base}/hall?office={office}")
    expect(shown.locator("#first .number")).to_have_text("A001")
    shown.context.set_offline(True)
    expect(shown.locator("#lost")).to_be_visible(timeout=40_000)
    expect(shown.locator("#first .number")).to_have_text("A001")
    shown.context.set_offline(False)
    expect(shown.locator("#lost")).to_be_hidden(timeout=15_000)
