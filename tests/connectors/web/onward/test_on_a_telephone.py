"""The pages behind QR codes as a telephone shows them: a real browser, a real gateway."""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.appointments.ticket import read_ticket
from connectors.web.onward.landing import load_texts
from tests.connectors.booking import URL, booked
from tests.connectors.conftest import Serve, Served

_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OFFICE, BIRTH, MARRIAGE = "07420", "1.001193", "1.000894"
TEXTS = load_texts()
# As a kiosk shows it: an image of its page.
_SHOW = """async (address) => {
  const image = document.createElement("img");
  Object.assign(image, {id: "shown", src: address, width: 240, height: 240, alt: ""});
  document.querySelector("main").prepend(image);
  await image.decode();
}"""


@pytest.fixture(scope="module")
def served(serve: Serve) -> Served:
    """A gateway with every channel set up."""
    return serve(zalo_oa_id="2468", telegram_bot_name="MotCuaBot")


@pytest.fixture(params=["light", "dark"])
def phone(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Page]:
    """A small telephone, by day and by night; nothing may go wrong unseen."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, locale="vi-VN",
        color_scheme=request.param, device_scale_factor=2,
    )  # fmt: skip
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.base)
    page, complaints = context.new_page(), []
    host = urlsplit(served.base).netloc
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda asked: (
            complaints.append(asked.url)
            if urlsplit(asked.url).scheme != "data" and urlsplit(asked.url).netloc != host
            else None
        ),
    )
    yield page
    context.close()
    # A page that says "not known" has a status of its own, which the browser tells.
    assert [c for c in complaints if "status of 404" not in c] == []


def _barriers(page: Page) -> str:
    results = Axe().run(page, options={"runOnly": _LEVELS})
    return results.generate_report() if results.violations_count else ""


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def _kept(page: Page, name: str) -> None:
    """For eyes: SCREENSHOTS=<folder> keeps them."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def _decoded(element: Locator) -> str:
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(element.screenshot())))
    return str(found.text)


def _list_taken(served: Served) -> dict[str, Any]:
    path = "/api/v1/conversations/at-a-kiosk"
    for payload in (
        f'/choose_procedure{{"procedure": "{MARRIAGE}"}}',
        f'/answer_case{{"procedure": "{MARRIAGE}", "case": "couple", "option": "both_vietnamese"}}',
    ):
        served.http.post(f"{path}/messages", json={"payload": payload})
    taken: dict[str, Any] = served.http.post(f"{path}/carry", json={"office": OFFICE}).json()
    return taken


def test_a_poster_leads_to_the_first_question_in_two_touches(phone: Page, served: Served) -> None:
    phone.goto(f"{served.base}/p/{BIRTH}?o={OFFICE}")
    _kept(phone, "poster")
    assert _barriers(phone) == ""
    assert _fits(phone)
    phone.get_by_role("link", name=TEXTS["ways"]["browser"]).tap()
    expect(phone.locator(".message-resident")).to_have_count(1)
    expect(phone.locator(".message-assistant").last).to_be_visible(timeout=15_000)
    assert urlsplit(phone.url).query == ""
    _kept(phone, "chat-started")
    phone.reload()
    expect(phone.locator(".message-resident")).to_have_count(1)


def test_every_way_on_can_be_hit_by_a_thumb(phone: Page, served: Served) -> None:
    phone.goto(f"{served.base}/p/{BIRTH}?o={OFFICE}")
    for way in phone.locator(".onward-way, .onward-copy").all():
        box = way.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def test_the_words_for_zalo_are_copied_by_a_touch(phone: Page, served: Served) -> None:
    phone.goto(f"{served.base}/p/{BIRTH}")
    phone.get_by_role("button", name=TEXTS["ways"]["copy"]).tap()
    expect(phone.get_by_role("status")).to_have_text(TEXTS["ways"]["copied"])
    assert phone.evaluate("navigator.clipboard.readText()") == BIRTH


def test_a_list_of_a_kiosk_goes_on_where_it_was_left(phone: Page, served: Served) -> None:
    taken = _list_taken(served)
    phone.goto(f"{served.base}/p/unknown")
    phone.evaluate(_SHOW, taken["qr_url"])
    assert _decoded(phone.locator("#shown")) == taken["url"]
    phone.goto(taken["url"])
    _kept(phone, "taken-along")
    assert _barriers(phone) == ""
    assert _fits(phone)
    phone.get_by_role("link", name=TEXTS["ways"]["browser"]).tap()
    expect(phone.locator(".message-resident")).to_have_text(re.compile(taken["code"]))
    last = phone.locator(".message-assistant").last
    expect(last.locator(".choice").first).to_be_visible(timeout=15_000)
    _kept(phone, "gone-on")


def test_an_appointment_is_shown_and_its_image_read_by_a_scanner(
    phone: Page, served: Served, request: pytest.FixtureRequest
) -> None:
    number = 20 if "dark" in request.node.name else 22
    made = booked(served, OFFICE, number, name="Lê Thị Kín Đáo")
    token = made["ics_url"].partition("?token=")[2]
    address = f"{URL}/{made['code']}/carry"
    opener = served.http.post(address, params={"token": token}).json()
    phone.goto(opener["url"])
    _kept(phone, "appointment")
    assert _barriers(phone) == ""
    assert _fits(phone)
    assert read_ticket(_decoded(phone.locator(".onward-ticket"))) == made["code"]
    said = phone.locator("body").inner_text()
    assert "Kín Đáo" not in said
    assert made["phone"] not in said
    order = [
        link.get_attribute("href") or "" for link in phone.locator("section .onward-way").all()
    ]
    assert [urlsplit(href).netloc for href in order] == ["zalo.me", "t.me", ""]


@pytest.mark.parametrize("path", ["/p/9.999999", "/t/MT-K7DH-3MXA", f"/p/ho_tich?o={OFFICE}"])
def test_where_nothing_is_known_there_are_ways_on(phone: Page, served: Served, path: str) -> None:
    phone.goto(f"{served.base}{path}")
    _kept(phone, re.sub(r"\W+", "-", path))
    assert _barriers(phone) == ""
    assert _fits(phone)
    phone.get_by_role("link", name=TEXTS["officer"]).tap()
    expect(phone.locator(".message-assistant").last).to_be_visible(timeout=15_000)


def test_twice_as_large_nothing_is_lost(phone: Page, served: Served) -> None:
    phone.set_viewport_size({"width": 180, "height": 370})  # as 200 % zoom leaves it
    phone.goto(f"{served.base}/p/{BIRTH}?o={OFFICE}")
    assert _fits(phone)
    phone.goto(_list_taken(served)["url"])
    assert _fits(phone)
