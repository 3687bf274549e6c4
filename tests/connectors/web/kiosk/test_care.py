"""What the kiosk owes its visitors: time, quiet, nothing left behind, and a way on at all times."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from connectors.web.kiosk.page import load_texts
from tests.connectors.conftest import Served
from tests.connectors.web.kiosk.standing import SIZES, Kiosk, standing

pytestmark = pytest.mark.system
PRIVATE = "nguyen thi bi mat muon ly hon"
# The browser's own doing, not the page's: a voice of the machine, one that says nothing, and paper.
VOICES = """
window.spoken = [];
const voices = %s;
Object.defineProperty(window, 'speechSynthesis', { value: Object.assign(new EventTarget(), {
  getVoices: () => voices, cancel() {}, speak: (said) => window.spoken.push(said.text) }) });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
PRINTER = "window.printed = 0; window.print = () => { window.printed += 1; };"
KEPT = """async () => JSON.stringify([
  document.body.innerText + [...document.querySelectorAll('input, textarea')].map(n => n.value),
  Object.entries(localStorage), Object.entries(sessionStorage), document.cookie,
  await caches.keys(), (await indexedDB.databases()).map(d => d.name),
  location.href, document.title, history.state])"""


@pytest.fixture
def upright(browser: Browser, gateway: Served) -> Iterator[Kiosk]:
    with standing(browser, gateway.base, SIZES["portrait"]) as kiosk:
        yield kiosk


def _private_things(kiosk: Kiosk) -> None:
    """A visitor searches, asks, ticks, calls, and changes how the screen looks."""
    kiosk.touch("Tương phản", exact=False)
    kiosk.touch("Tìm thủ tục theo tên")
    kiosk.page.locator("#sought").fill(PRIVATE)
    kiosk.touch("Hỏi trợ lý câu này")
    expect(kiosk.page.locator(".words-assistant")).not_to_have_count(0)
    kiosk.touch("Về trang đầu")
    kiosk.birth_list()
    kiosk.tick(0)


def _nothing_left(kiosk: Kiosk) -> None:
    kiosk.screen("home")
    kept = str(kiosk.page.evaluate(KEPT))
    assert PRIVATE not in kept
    page, local, session, cookie, caches, databases, address, _, state = json.loads(kept)
    assert "Bạn cần làm việc gì?" in page
    assert (local, session, cookie, caches, databases) == ([], [], "", [], [])
    assert address == f"{kiosk.base}/kiosk?office=07210"
    assert set(state) == {"serial", "depth"}
    assert kiosk.page.locator("html").get_attribute("data-contrast") == "0"
    for _ in range(4):  # "back" leads to nobody's pages
        kiosk.page.go_back()
        kiosk.screen("home")
    kiosk.birth_list()
    assert kiosk.page.locator(".paper-box:checked").count() == 0
    kiosk.touch("Về trang đầu")
    kiosk.touch("Hỏi trợ lý")
    expect(kiosk.page.locator(".words-resident")).to_have_count(0)


def test_who_walks_away_is_asked_and_then_forgotten(upright: Kiosk) -> None:
    upright.page.clock.install()
    upright.begin()
    _private_things(upright)
    warning = upright.page.get_by_role("alertdialog")
    upright.page.clock.fast_forward(43_000)
    expect(warning).to_be_hidden()
    upright.page.clock.fast_forward(3_000)
    expect(warning).to_be_visible()
    expect(warning).to_contain_text(re.compile(r"sau 1[45] giây"))
    assert upright.violations() == ""
    upright.page.clock.fast_forward(15_000)
    expect(warning).to_be_hidden()
    _nothing_left(upright)


def test_who_is_still_there_says_so_with_one_touch(upright: Kiosk) -> None:
    upright.page.clock.install()
    upright.begin()
    upright.birth_list()
    upright.tick(0)
    upright.page.clock.fast_forward(47_000)
    upright.touch("Tôi vẫn đang dùng")
    upright.page.clock.fast_forward(40_000)
    expect(upright.page.get_by_role("alertdialog")).to_be_hidden()
    expect(upright.page.locator(".paper-box").first).to_be_checked()


def test_who_needs_time_has_ten_times_as_much(upright: Kiosk) -> None:
    upright.page.clock.install()
    upright.begin()
    upright.touch("Thêm thời gian", exact=False)
    upright.birth_list()
    upright.page.clock.fast_forward(440_000)
    expect(upright.page.get_by_role("alertdialog")).to_be_hidden()
    upright.page.clock.fast_forward(12_000)
    expect(upright.page.get_by_role("alertdialog")).to_be_visible()
    upright.page.clock.fast_forward(150_000)
    upright.screen("home")
    expect(upright.page.get_by_role("button", name="Thêm thời gian: tắt")).to_be_visible()


def test_the_first_screen_asks_nobody(upright: Kiosk) -> None:
    upright.page.clock.install()
    upright.begin()
    upright.page.clock.fast_forward(50_000)
    expect(upright.page.get_by_role("alertdialog")).to_be_hidden()


@pytest.mark.parametrize("size", SIZES)
def test_ending_leaves_nothing(browser: Browser, gateway: Served, size: str) -> None:
    with standing(browser, gateway.base, SIZES[size]) as kiosk:
        kiosk.begin()
        _private_things(kiosk)
        kiosk.touch("Kết thúc")
        _nothing_left(kiosk)


def test_nothing_personal_stands_in_an_address(upright: Kiosk) -> None:
    upright.begin()
    _private_things(upright)
    assert not [url for url in upright.sent if "bi" in url and "mat" in url]


def test_the_next_visitor_has_a_conversation_of_their_own(upright: Kiosk) -> None:
    upright.begin()
    for _ in range(2):
        upright.touch("Hỏi trợ lý")
        upright.page.locator("#asked").fill("khai sinh")
        upright.touch("Gửi")
        expect(upright.page.locator(".words-assistant").nth(1)).to_be_visible()
        upright.touch("Kết thúc")
    asked = [url for url in upright.sent if "/conversations/" in url]
    assert len(asked) == len(set(asked)) == 2


def test_an_answer_that_comes_too_late_is_shown_to_nobody(upright: Kiosk) -> None:
    upright.begin()
    upright.page.route(
        "**/messages", lambda route: (upright.page.wait_for_timeout(800), route.continue_())
    )
    upright.touch("Hỏi trợ lý")
    upright.page.locator("#asked").fill("cấp lại sổ đỏ bị mất")
    upright.page.get_by_role("button", name="Gửi", exact=True).click(no_wait_after=True)
    upright.touch("Kết thúc")
    upright.page.wait_for_timeout(1500)
    upright.touch("Hỏi trợ lý")
    expect(upright.page.locator(".words")).to_have_count(1)
    upright.forgive("ERR_", "Failed to load")


def test_a_lost_server_is_told_and_it_comes_back_by_itself(upright: Kiosk) -> None:
    upright.begin()
    upright.birth_list()
    upright.tick(0)
    upright.page.context.set_offline(True)
    lost = upright.page.get_by_role("dialog", name="Máy đang mất kết nối")
    expect(lost).to_be_visible()
    assert upright.violations() == ""
    lost.get_by_role("button", name="Gọi cán bộ").click()
    expect(lost).to_contain_text("giơ tay")
    upright.page.context.set_offline(False)
    expect(lost).to_be_hidden(timeout=15_000)
    expect(upright.page.locator(".paper-box").first).to_be_checked()
    upright.touch("Có, bản giấy")
    expect(upright.page.locator(".narrow-question")).to_contain_text("Ai là người đi đăng ký")
    upright.forgive("ERR_INTERNET_DISCONNECTED")


def test_a_server_that_dies_is_noticed_and_so_is_its_return(
    browser: Browser, serve: object
) -> None:
    """Not the cable but the server: the browser does not know by itself."""
    first: Served = serve()  # type: ignore[operator]
    with standing(browser, first.base, SIZES["landscape"]) as kiosk:
        kiosk.begin()
        kiosk.touch("Sinh con")
        kiosk.page.route("**/*", lambda route: route.abort("connectionrefused"))
        kiosk.touch("Đăng ký khai sinh")
        lost = kiosk.page.get_by_role("dialog", name="Máy đang mất kết nối")
        expect(lost).to_be_visible(timeout=15_000)
        kiosk.page.unroute("**/*")
        expect(lost).to_be_hidden(timeout=15_000)
        # Nobody touches anything: the machine tries again, as it says.
        expect(kiosk.page.locator(".question + .hint")).to_be_visible(timeout=15_000)
        kiosk.forgive("ERR_CONNECTION_REFUSED")


def test_aloud_where_this_machine_has_a_vietnamese_voice(upright: Kiosk) -> None:
    voice = [{"lang": "vi-VN", "localService": True}]
    upright.page.add_init_script(VOICES % json.dumps(voice))
    upright.begin()
    upright.touch("Sinh con")
    upright.page.wait_for_timeout(300)
    assert upright.page.evaluate("window.spoken") == []  # nobody has asked for it
    upright.touch("Đọc to", exact=False)
    upright.touch("Đăng ký khai sinh")
    expect(upright.page.locator(".question + .hint")).to_be_visible()
    upright.page.wait_for_timeout(300)
    assert any("trường hợp nào" in said for said in upright.page.evaluate("window.spoken"))
    upright.touch("Kết thúc")
    expect(upright.page.get_by_role("button", name="Đọc to: tắt")).to_be_visible()


@pytest.mark.parametrize(
    "voices",
    [
        [],
        [{"lang": "en-US", "localService": True}],
        [{"lang": "vi-VN", "localService": False}],
    ],
    ids=["no voice", "another language", "a voice of a distant service"],
)
def test_silent_where_there_is_none(upright: Kiosk, voices: list[dict[str, object]]) -> None:
    """A distant service would hear what the visitor reads."""
    upright.page.add_init_script(VOICES % json.dumps(voices))
    upright.begin()
    expect(upright.page.get_by_role("button", name="Đọc to")).to_have_count(0)
    upright.touch("Sinh con")
    upright.page.wait_for_timeout(300)
    assert upright.page.evaluate("window.spoken") == []


@pytest.mark.parametrize(("title", "width", "height"), [
    ("In phiếu nhỏ", 80, 200), ("In khổ A4", 210, 297),
])  # fmt: skip
def test_the_list_is_printed_on_its_paper(
    upright: Kiosk, title: str, width: int, height: int
) -> None:
    upright.page.add_init_script(PRINTER)
    upright.begin()
    upright.birth_list()
    upright.tick(0)
    upright.touch(title)
    assert upright.page.evaluate("window.printed") == 1
    sheet = upright.page.locator("#print-sheet")
    expect(sheet).to_contain_text("Trung tâm Phục vụ hành chính công phường Bắc Giang")
    expect(sheet).to_contain_text("☐ Giấy tờ tùy thân")
    expect(sheet).to_contain_text("☑ Tờ khai đăng ký khai sinh")
    expect(sheet).to_contain_text("Lệ phí")
    paper = upright.page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", paper)
    assert sizes
    for size in sizes:
        across, down = (float(points) / 72 * 25.4 for points in size)
        assert abs(across - width) < 1
        assert abs(down - height) < 1
    expect(sheet).to_be_empty()  # printed, and gone


def test_letters_on_paper_are_large(upright: Kiosk) -> None:
    upright.page.add_init_script(PRINTER)
    upright.begin()
    upright.birth_list()
    for title, points in (("In phiếu nhỏ", 13), ("In khổ A4", 16)):
        upright.touch(title)
        upright.page.emulate_media(media="print")
        size = "getComputedStyle(document.getElementById('print-sheet')).fontSize"
        pixels = float(str(upright.page.evaluate(size)).removesuffix("px"))
        assert pixels * 0.75 >= points - 0.01
        upright.page.emulate_media(media="screen")


def test_every_screen_has_the_way_home_and_the_way_to_a_person(upright: Kiosk) -> None:
    """Those of the kiosk itself; the bar is drawn once and stands below all of them."""
    upright.begin()
    bar = load_texts()["screens"]["bar"]
    for way in (["Tìm thủ tục theo tên"], ["Hỏi trợ lý"], ["Gọi cán bộ"],
                ["English: call an officer"], ["Sinh con", "Đăng ký khai sinh"]):  # fmt: skip
        for title in way:
            upright.touch(title)
        for name in (bar["home"], bar["officer"], bar["end"]):
            expect(
                upright.page.locator("#bar").get_by_role("button", name=name)
            ).to_be_in_viewport()
        upright.touch(bar["home"])
        upright.screen("home")
