"""The kiosk's screens for numbers and for checking in, in a real browser at both sizes."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from connectors.web.kiosk.page import load_texts
from tests.connectors.conftest import Served
from tests.connectors.hall import call, is_near_midnight, new_hall, take, visit

pytestmark = pytest.mark.skipif(is_near_midnight(), reason="minutes from now are another day")
SIZES: list[ViewportSize] = [{"width": 1920, "height": 1080}, {"width": 1080, "height": 1920}]
WORDS = load_texts()["screens"]


@pytest.fixture(params=SIZES, ids=["across", "upright"])
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A kiosk; no script may fail, and nothing of a person stand in an address."""
    context = browser.new_context(viewport=request.param, has_touch=True, locale="vi-VN")
    page, wrong, asked = context.new_page(), [], []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert wrong == []
    assert not [url for url in asked if re.search(r"phone|last4|[?&]code=", url)]


def opened(screen: Page, gateway: Served, office: str, name: str) -> None:
    """The screen of this name, from the first one."""
    screen.goto(f"{gateway.base}/kiosk?office={office}")
    screen.wait_for_selector("body[data-ready]")
    press(screen, WORDS["home"][name])


def press(screen: Page, title: str) -> None:
    """Touch a button."""
    screen.get_by_role("button", name=title, exact=True).click()


def scan(screen: Page, scanned: str) -> None:
    """As a scanner does: typed fast, ended with Enter."""
    screen.keyboard.type(scanned)
    screen.keyboard.press("Enter")


def is_accessible(screen: Page) -> None:
    """Without a violation, and not wider than the screen."""
    results = Axe().run(screen)
    assert not results.violations_count, results.generate_report()
    assert screen.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_number_is_taken_and_printed(screen: Page, gateway: Served) -> None:
    office = new_hall(gateway)
    take(gateway, office)
    opened(screen, gateway, office, "ticket")
    group = screen.locator(".choice", has_text="Hộ tịch, chứng thực")
    expect(group).to_contain_text("1 người đang chờ")
    expect(group).not_to_contain_text("khoảng")
    is_accessible(screen)
    group.dblclick()
    expect(screen.locator(".number-big")).to_have_text("A002")
    expect(screen.get_by_text("Trước bạn còn 1 người.")).to_be_visible()
    is_accessible(screen)
    rows = gateway.ask("SELECT count(*) FROM queue_tickets WHERE office = :o", o=office)
    assert rows == [(2,)]
    screen.evaluate("window.print = () => { window.printed = true; }")
    press(screen, WORDS["ticket"]["print"])
    assert screen.evaluate("window.printed")
    assert "A002" in (screen.locator("#print-sheet").text_content() or "")


def test_who_goes_back_and_presses_again_has_the_same_number(screen: Page, gateway: Served) -> None:
    office = new_hall(gateway)
    opened(screen, gateway, office, "ticket")
    screen.locator(".choice", has_text="Đất đai").click()
    expect(screen.locator(".number-big")).to_have_text("B001")
    press(screen, WORDS["bar"]["officer"])
    screen.go_back()
    expect(screen.locator(".number-big")).to_have_text("B001")


def test_scanned_it_is_noted_and_told_where_it_was_called_to(screen: Page, gateway: Served) -> None:
    office = new_hall(gateway)
    made = visit(gateway, office, name="Phạm Văn Quét")
    opened(screen, gateway, office, "checkin")
    is_accessible(screen)
    scan(screen, f"MOTCUA:{made['code']}")
    expect(screen.get_by_role("heading", name=WORDS["checkin"]["noted"])).to_be_visible()
    expect(screen.locator(".number-big")).to_have_text("A001")
    expect(screen.locator("#keyboard")).to_be_empty()
    is_accessible(screen)
    assert "Quét" not in screen.content()
    call(gateway, office, "6")
    scan(screen, f"MOTCUA:{made['code']}")  # no field has the focus now
    expect(screen.get_by_text("Mời bạn đến quầy 6")).to_be_visible()


def test_typed_on_the_screen_s_own_keys(screen: Page, gateway: Served) -> None:
    office = new_hall(gateway)
    made = visit(gateway, office)
    opened(screen, gateway, office, "checkin")
    for sign in made["code"].replace("-", ""):
        screen.locator("#keyboard .hg-button").filter(
            has_text=re.compile(f"^{sign}$")
        ).first.click()  # fmt: skip
    press(screen, WORDS["checkin"]["arrive"])
    expect(screen.locator(".number-big")).to_have_text("A001")


def test_too_early_leads_to_a_number_or_an_officer(screen: Page, gateway: Served) -> None:
    office = new_hall(gateway)
    made = visit(gateway, office, 55)
    opened(screen, gateway, office, "checkin")
    scan(screen, made["code"])
    expect(screen.get_by_role("alert")).to_contain_text("Bạn đến sớm")
    is_accessible(screen)
    press(screen, WORDS["checkin"]["take_number"])
    expect(screen.get_by_role("heading", name=WORDS["ticket"]["title"])).to_be_visible()


def test_a_wrong_code_can_be_typed_again(screen: Page, gateway: Served) -> None:
    opened(screen, gateway, new_hall(gateway), "checkin")
    press(screen, WORDS["checkin"]["arrive"])
    expect(screen.get_by_role("alert")).to_contain_text("Bạn gõ mã lịch hẹn")
    scan(screen, "K7DH-3MXA")
    expect(screen.get_by_role("alert")).to_contain_text("Chưa tìm thấy")
    press(screen, WORDS["checkin"]["other"])
    expect(screen.locator("#code")).to_be_focused()
    expect(screen.locator("#code")).to_have_value("")


def test_an_appointment_is_looked_up_without_a_name(screen: Page, gateway: Served) -> None:
    gateway.ask("DELETE FROM guesses")
    office = new_hall(gateway)
    made = visit(gateway, office, name="Đỗ Thị Tra")
    opened(screen, gateway, office, "checkin")
    screen.locator("#code").fill(made["code"])
    press(screen, WORDS["checkin"]["look"])
    screen.locator("#last4").fill("12")
    screen.locator("#last4").press("Enter")
    expect(screen.get_by_role("alert")).to_contain_text("đủ 4 số")
    screen.locator("#last4").fill(made["phone"][-4:])
    is_accessible(screen)
    screen.locator("#last4").press("Enter")
    expect(screen.locator(".number-visit")).to_contain_text("Đăng ký khai sinh")
    for secret in ("Đ.T.T.", made["phone"][-4:]):
        assert secret not in screen.locator("#stage").inner_text()
    is_accessible(screen)
    press(screen, WORDS["checkin"]["arrive"])
    expect(screen.locator(".number-big")).to_have_text("A001")
    gateway.ask("DELETE FROM guesses")
