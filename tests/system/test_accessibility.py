"""No barrier on any page: axe on each, the keyboard alone, twice as large, 320 pixels wide.

What cannot be measured here (heights, voices) stands in docs/accessibility.md.
"""

import math
import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.connectors.web.kiosk.standing import OFFICE, SIZES, Kiosk, standing
from tests.system import hall
from tests.system.running import Running

pytestmark = pytest.mark.system
CAPITAL = 0.714  # of the size of the letters: the height of H in Noto Sans
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PANELS: dict[str, ViewportSize] = {**SIZES, "phone": hall.PHONE}
# What 200 % leaves of 1280 × 1024, and what WCAG 1.4.10 asks for (400 %).
NARROW: dict[str, ViewportSize] = {
    "200 %": {"width": 640, "height": 512},
    "400 %": {"width": 320, "height": 256},
}
_FOCUS = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, innerHeight / 2)];
  const top = document.elementFromPoint(x, y);
  return {
    name: node.textContent.trim().slice(0, 40) || node.id,
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: top !== null && (node.contains(top) || top.contains(node)),
  };
}"""


@pytest.fixture(params=PANELS)
def kiosk(request: pytest.FixtureRequest, browser: Browser, running: Running) -> Iterator[Kiosk]:
    """The first screen, upright, lying, and on a telephone."""
    with standing(browser, running.base, PANELS[request.param]) as kiosk:
        kiosk.begin()
        yield kiosk


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page of the size that the test asks for."""
    size = getattr(request, "param", {"width": 1280, "height": 1024})
    context = browser.new_context(viewport=size, locale="vi-VN")
    yield context.new_page()
    context.close()


def barriers(page: Page) -> str:
    """What axe finds against WCAG 2.2, levels A and AA."""
    results = Axe().run(page, options={"runOnly": LEVELS})
    return str(results.generate_report()) if results.violations_count else ""


def test_axe_finds_nothing_on_any_screen_of_the_kiosk(kiosk: Kiosk) -> None:
    found: dict[str, str] = {"home": barriers(kiosk.page)}

    def look(name: str, shown: Locator) -> None:
        expect(shown).to_be_visible(timeout=20_000)
        found[name] = barriers(kiosk.page)

    page = kiosk.page
    kiosk.touch("Sinh con")
    look("event", kiosk.screen("event"))
    kiosk.touch("Đăng ký khai sinh")
    look("question", page.locator(".question"))
    kiosk.touch("Xem danh mục ngay")
    look("list", page.locator(".papers"))
    kiosk.touch("Mang về điện thoại")
    look("take along", page.locator(".take .qr"))
    kiosk.touch("Quay lại")
    kiosk.touch("Đặt lịch hẹn")
    look("book", page.locator(".words-assistant .choice").first)
    for title, screen, shown in (
        ("Tìm thủ tục theo tên", "search", "#keyboard button >> nth=0"),
        ("Hỏi trợ lý", "talk", ".words-assistant >> nth=0"),
        ("Lấy số thứ tự", "ticket", ".results .choice >> nth=0"),
        ("Nhận kết quả, tra lịch hẹn", "checkin", "#code"),
        ("English: call an officer", "officer", ".officer-code strong"),
    ):
        kiosk.touch("Về trang đầu")
        kiosk.touch(title)
        kiosk.screen(screen)
        look(screen, page.locator(shown))
    assert {name: report for name, report in found.items() if report} == {}


def test_axe_finds_nothing_on_the_questions_that_lie_over_the_kiosk(
    browser: Browser, running: Running
) -> None:
    with standing(browser, running.base, SIZES["portrait"]) as kiosk:
        kiosk.page.clock.install()
        kiosk.begin()
        kiosk.touch("Sinh con")
        kiosk.page.clock.fast_forward(47_000)
        expect(kiosk.page.get_by_role("alertdialog")).to_be_visible()
        assert barriers(kiosk.page) == ""
        kiosk.touch("Tôi vẫn đang dùng")
        kiosk.page.context.set_offline(True)
        expect(kiosk.page.get_by_role("dialog", name="Máy đang mất kết nối")).to_be_visible()
        assert barriers(kiosk.page) == ""
        kiosk.page.context.set_offline(False)
        kiosk.forgive("ERR_INTERNET_DISCONNECTED")


def _taken_along(running: Running) -> str:
    talk = running.new_talk()
    talk.send(f'/choose_procedure{{"procedure": "{hall.BIRTH}"}}')
    path = f"/api/v1/conversations/{talk.id}/carry"
    taken = running.http.post(path, json={"office": OFFICE, "procedure": hall.BIRTH})
    return f"/t/{taken.json()['code']}"


PAGES: dict[str, Callable[[Running], str]] = {
    "chat": lambda _: "/",
    "chat with an answer": lambda _: f"/?start={hall.BIRTH.replace('.', '-')}",
    "widget": lambda _: "/widget",
    "hall": lambda _: f"/hall?office={OFFICE}",
    "poster": lambda _: f"/p/{hall.BIRTH}?o={OFFICE}",
    "poster of a field": lambda _: "/p/ho_tich",
    "poster of nothing": lambda _: "/p/9.999999",
    "taken along": _taken_along,
    "set up": lambda _: "/kiosk",
    "kiosk": lambda _: f"/kiosk?office={OFFICE}",
}


@pytest.mark.parametrize("page", PANELS.values(), ids=PANELS, indirect=True)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_any_page(page: Page, running: Running, name: str) -> None:
    _open(page, running, name)
    assert barriers(page) == ""


@pytest.mark.parametrize("page", NARROW.values(), ids=NARROW, indirect=True)
@pytest.mark.parametrize("name", PAGES)
def test_twice_and_four_times_as_large_nobody_scrolls_sideways(
    page: Page, running: Running, name: str
) -> None:
    _open(page, running, name)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    cut = page.evaluate("""() => [...document.querySelectorAll('h1, h2, p, button, a, label')]
      .filter((node) => node.checkVisibility() && node.getBoundingClientRect().width > 1)
      .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
      .map((node) => node.textContent.slice(0, 40))""")
    assert cut == []


def _open(page: Page, running: Running, name: str) -> None:
    page.goto(f"{running.base}{PAGES[name](running)}")
    if name == "chat with an answer":
        expect(page.locator(".message-assistant").last).to_be_visible(timeout=20_000)
        expect(page.locator(".message-typing")).to_have_count(0)
        # A button half under the line to write in is not a small one: it can be scrolled out.
        page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    elif name == "widget":
        expect(page.locator(".message-assistant").first).to_be_visible()
    elif name == "kiosk":
        expect(page.locator("body[data-ready]")).to_be_visible()
    elif name == "hall":
        expect(page.locator("#groups li").first).to_be_visible()


def test_the_keyboard_alone_leads_from_the_first_screen_to_the_papers(
    browser: Browser, running: Running
) -> None:
    with standing(browser, running.base, SIZES["landscape"]) as kiosk:
        kiosk.begin()
        for title in ("Sinh con", "Đăng ký khai sinh", "Xem danh mục ngay"):
            _go_to(kiosk.page, kiosk.page.get_by_role("button", name=title, exact=True).first)
            kiosk.page.keyboard.press("Enter")
        box = kiosk.list().locator(".paper-box").first
        _go_to(kiosk.page, box)
        kiosk.page.keyboard.press("Space")
        expect(box).to_be_checked()
        _go_to(kiosk.page, kiosk.page.get_by_role("button", name="Mang về điện thoại").first)
        kiosk.page.keyboard.press("Enter")
        expect(kiosk.page.locator(".take .qr")).to_be_visible(timeout=20_000)
        _go_to(kiosk.page, kiosk.page.get_by_role("button", name="Kết thúc").first)
        kiosk.page.keyboard.press("Enter")
        kiosk.screen("home")


@pytest.mark.parametrize("name", ["chat", "poster", "kiosk", "widget"])
def test_where_the_keyboard_stands_is_marked_and_not_covered(
    page: Page, running: Running, name: str
) -> None:
    """WCAG 2.4.7 and 2.4.11, at every stop of the Tab key."""
    _open(page, running, name)
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop is None or (stops and stop["name"] == stops[0]["name"]):
            break
        stops.append(stop)
    assert len(stops) >= 3
    assert [stop for stop in stops if not (stop["marked"] and stop["seen"])] == []


def _go_to(page: Page, wanted: Locator) -> None:
    """By the Tab key, as far as it takes."""
    expect(wanted).to_be_visible(timeout=20_000)
    for _ in range(80):
        if wanted.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()
    focus = page.evaluate(_FOCUS)
    assert focus["marked"], focus
    assert focus["seen"], focus


def test_help_stands_at_the_same_place_on_every_screen(browser: Browser, running: Running) -> None:
    """WCAG 3.2.6; EN 301 549 asks for a person as the other way (5.1)."""
    with standing(browser, running.base, SIZES["portrait"]) as kiosk:
        kiosk.begin()
        call = kiosk.page.locator("#bar").get_by_role("button", name="Gọi cán bộ")
        first = call.bounding_box()
        for title in ("Sinh con", "Đăng ký khai sinh", "Xem danh mục ngay"):
            kiosk.touch(title)
            expect(kiosk.page.locator(".waiting")).to_have_count(0)
            assert call.bounding_box() == first
        for title in ("Tìm thủ tục theo tên", "Lấy số thứ tự", "Nhận kết quả, tra lịch hẹn"):
            kiosk.touch("Về trang đầu")
            kiosk.touch(title)
            assert call.bounding_box() == first


def test_the_language_of_every_page_and_of_its_english_parts_is_said(
    browser: Browser, running: Running
) -> None:
    with standing(browser, running.base, SIZES["portrait"]) as kiosk:
        kiosk.begin()
        expect(kiosk.page.locator("html")).to_have_attribute("lang", "vi")
        english = kiosk.page.get_by_role("button", name=re.compile("English"))
        expect(english).to_have_attribute("lang", "en")


_SMALLEST = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const sizes = [];
  while (walker.nextNode()) {
    const { parentElement: node, data } = walker.currentNode;
    if (data.trim() && node.checkVisibility() && node.getBoundingClientRect().width > 1) {
      sizes.push([parseFloat(getComputedStyle(node).fontSize), data.trim().slice(0, 40)]);
    }
  }
  return sizes.sort(([a], [b]) => a - b)[0];
}"""


@pytest.mark.parametrize("size", SIZES)
def test_the_largest_letters_subtend_what_the_standard_asks_for(
    browser: Browser, running: Running, size: str
) -> None:
    """EN 301 549, 5.1.4: a capital H of 0.7 degrees; here from 45 cm, on 21.5 inches."""
    with standing(browser, running.base, SIZES[size]) as kiosk:
        kiosk.begin()
        kiosk.touch("Cỡ chữ: vừa")
        kiosk.touch("Cỡ chữ: to")
        per_millimetre = math.hypot(1920, 1080) / (21.5 * 25.4)
        for screen in ("home", "list"):
            if screen == "list":
                kiosk.birth_list()
            pixels, words = kiosk.page.evaluate(_SMALLEST)
            height = CAPITAL * pixels / per_millimetre
            assert math.degrees(height / 450) >= 0.7, words
