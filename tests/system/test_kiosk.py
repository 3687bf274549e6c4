"""Visitors of the hall before the whole running system: a screen, fingers, a telephone, paper."""

import json
import os
import re
import signal
from collections.abc import Iterator, Sequence
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.connectors.hall import is_near_midnight
from tests.connectors.web.kiosk.standing import SIZES, Kiosk, standing
from tests.connectors.web.kiosk.test_care import KEPT, PRINTER
from tests.system import hall
from tests.system.running import Running

pytestmark = pytest.mark.system
NAME = "Vi Thị Sảnh"


@pytest.fixture(params=SIZES)
def kiosk(request: pytest.FixtureRequest, browser: Browser, running: Running) -> Iterator[Kiosk]:
    """A visitor before an upright and before a lying panel."""
    with standing(browser, running.base, SIZES[request.param]) as kiosk:
        kiosk.page.add_init_script(PRINTER)
        kiosk.begin()
        yield kiosk


@pytest.fixture
def upright(browser: Browser, running: Running) -> Iterator[Kiosk]:
    """One panel, for what no size changes; its page is not opened yet."""
    with standing(browser, running.base, SIZES["portrait"]) as kiosk:
        yield kiosk


def _answered(kiosk: Kiosk) -> Locator:
    """What the assistant said last, once it has."""
    expect(kiosk.page.locator(".waiting")).to_have_count(0, timeout=20_000)
    return kiosk.page.locator(".words-assistant").last


def _type(kiosk: Kiosk, text: str) -> None:
    """Key by key on the screen."""
    for letter in text:
        name = "{space}" if letter == " " else letter
        kiosk.page.locator(f'#keyboard button[data-skbtn="{name}"]').click()


def _asks(kiosk: Kiosk, text: str) -> Locator:
    """In the conversation, with what a keyboard of the house would type."""
    kiosk.page.locator("#asked").fill(text)
    kiosk.touch("Gửi")
    return _answered(kiosk)


def _to_the_last_step_of_a_booking(kiosk: Kiosk) -> list[str]:
    """From the papers to the question whether all is right; what is secret of it."""
    mobile = hall.new_mobile()
    kiosk.birth_list()
    kiosk.touch("Đặt lịch hẹn")
    _answered(kiosk).get_by_role("button", name=re.compile(r"^\d\d:\d\d")).first.click()
    _answered(kiosk).get_by_role("button", name="Đã đủ").click()
    expect(_answered(kiosk)).to_contain_text("họ tên và số điện thoại")
    expect(_asks(kiosk, f"{NAME} {mobile}")).to_contain_text("Bạn xác nhận lịch hẹn")
    return [NAME, "Sảnh", mobile, mobile[-6:]]


@pytest.mark.parametrize("size", [*SIZES, "phone"])
def test_papers_for_a_birth_are_ticked_and_go_home_on_the_telephone(
    browser: Browser, running: Running, size: str
) -> None:
    screen = hall.PHONE if size == "phone" else SIZES[size]
    with standing(browser, running.base, screen) as kiosk:
        kiosk.begin()
        papers = kiosk.birth_list()
        assert kiosk.touches <= 4
        progress = kiosk.page.locator(".progress")
        sure = papers.locator(".group:not(.papers-possible) .paper")
        expect(progress).to_have_text(f"Bạn còn thiếu {sure.count()} giấy tờ.")
        kiosk.touch("Có, bản giấy")
        kiosk.touch("Cha hoặc mẹ")
        expect(kiosk.page.get_by_text("Danh mục đã lập theo câu trả lời")).to_be_visible()
        expect(papers.locator(".papers-possible")).to_have_count(0)
        for paper in sure.all():
            paper.click()
        expect(progress).to_have_text("Bạn đã đủ giấy tờ.")
        names = papers.locator(".paper-name").all_inner_texts()
        kiosk.touch("Mang về điện thoại")
        expect(kiosk.page.locator(".take .qr")).to_be_visible(timeout=20_000)
        kiosk.page.locator(".take .qr").evaluate("image => image.decode()")
        kiosk.page.locator(".take .qr").scroll_into_view_if_needed()
        address = hall.read_by_a_camera(kiosk.page)
    assert re.fullmatch(rf"{re.escape(running.base)}/t/MT-\w{{4}}-\w{{4}}", address)
    with hall.telephone(browser) as phone:
        phone.goto(address)
        expect(phone.locator("h1")).to_have_text("Đăng ký khai sinh")
        lines = phone.locator(".onward-papers li").all_inner_texts()
        assert [line[: len(name)] for line, name in zip(lines, names, strict=True)] == names
        phone.get_by_role("link", name="Tiếp tục ngay tại đây").tap()
        again = phone.locator(".checklist .paper-name")
        expect(again.first).to_be_visible(timeout=20_000)
        assert sorted(again.all_inner_texts()) == sorted(names)


def test_an_appointment_is_made_in_the_conversation_and_printed(
    kiosk: Kiosk, running: Running
) -> None:
    secrets = _to_the_last_step_of_a_booking(kiosk)
    _answered(kiosk).get_by_role("button", name="Xác nhận").click()
    expect(kiosk.page.locator(".ticket .qr")).to_be_visible(timeout=20_000)
    code = kiosk.page.locator(".ticket-code").inner_text()
    kept = hall.rows(running, "SELECT state FROM appointments WHERE code = :c", c=code)
    assert kept == [("booked",)]
    for title in ("In phiếu nhỏ", "In khổ A4"):
        kiosk.touch(title)
        sheet = kiosk.page.locator("#print-sheet").inner_html()
        assert code in sheet
        assert "07210" not in sheet
        assert not [secret for secret in secrets if secret in sheet]
        kiosk.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        expect(kiosk.page.locator("#print-sheet")).to_be_empty()
    assert kiosk.page.evaluate("window.printed") == 2
    assert not [url for url in kiosk.sent if any(quote(secret) in url for secret in secrets)]


@pytest.mark.skipif(is_near_midnight(), reason="five minutes from now may be another day")
def test_who_has_an_appointment_says_so_with_its_code_and_has_a_number(
    browser: Browser, running: Running
) -> None:
    office = hall.new_office(running)
    made = hall.appointment_now(running, office, NAME)
    with standing(browser, running.base, SIZES["landscape"]) as kiosk:
        kiosk.begin(office=office)
        kiosk.touch("Nhận kết quả, tra lịch hẹn")
        _type(kiosk, made["code"].replace("-", ""))
        kiosk.touch("Tôi đã đến")
        number = kiosk.page.locator(".number-big")
        expect(number).to_have_text("A001")
        expect(kiosk.page.locator("#stage")).to_contain_text("được mời trước")
        assert not [s for s in (NAME, made["phone"]) if s in kiosk.page.content()]
        kiosk.touch("Xong")
        kiosk.touch("Nhận kết quả, tra lịch hẹn")
        _type(kiosk, made["code"].replace("-", ""))
        kiosk.touch("Tôi đã đến")
        expect(number).to_have_text("A001")  # twice is one arrival
    assert hall.waiting(running, office) == 1


@pytest.mark.parametrize("keys", ["so do", "soor ddor"], ids=["no accents", "Telex"])
def test_a_search_is_typed_on_the_screen(kiosk: Kiosk, keys: str) -> None:
    kiosk.touch("Tìm thủ tục theo tên")
    _type(kiosk, keys)
    typed = "so do" if keys == "so do" else "sổ đỏ"
    expect(kiosk.page.locator("#sought")).to_have_value(typed)
    results = kiosk.page.locator(".results")
    expect(results).to_contain_text(re.compile("sổ đỏ"))
    results.get_by_role("button", name=re.compile("sổ đỏ", re.IGNORECASE)).first.click()
    expect(kiosk.page.locator(".screen-checklist h1")).to_contain_text("sổ đỏ")


def test_of_who_walks_away_nothing_is_left(upright: Kiosk) -> None:
    upright.page.clock.install()
    upright.begin()
    secrets = _to_the_last_step_of_a_booking(upright)
    assert NAME in upright.page.content()
    upright.page.keyboard.press("Shift")  # the last sign of somebody
    upright.page.clock.fast_forward(43_000)
    warning = upright.page.get_by_role("alertdialog")
    expect(warning).to_be_hidden()
    upright.page.clock.fast_forward(3_000)
    expect(warning).to_contain_text("Bạn còn ở đây không?")
    upright.page.clock.fast_forward(15_000)
    upright.screen("home")
    _nothing_is_left(upright, secrets)
    for _ in range(5):  # the browser's own "back", again and again
        upright.page.go_back()
        upright.screen("home")
        _nothing_is_left(upright, secrets)
    upright.touch("Hỏi trợ lý")
    expect(upright.page.locator(".words-resident")).to_have_count(0)
    _nothing_is_left(upright, secrets)


def _nothing_is_left(kiosk: Kiosk, secrets: Sequence[str]) -> None:
    kept = str(kiosk.page.evaluate(KEPT))
    _, local, session, cookie, caches, databases, address, _, state = json.loads(kept)
    assert (local, session, cookie, caches, databases) == ([], [], "", [], [])
    assert kiosk.page.context.cookies() == []
    assert address == f"{kiosk.base}/kiosk?office=07210"
    assert set(state) == {"serial", "depth"}
    seen = kept + kiosk.page.content()
    assert not [secret for secret in secrets if secret in seen]


def test_back_goes_back_and_never_out_of_the_kiosk(kiosk: Kiosk) -> None:
    kiosk.birth_list()
    for screen in ("checklist", "checklist", "event", "home", "home"):
        kiosk.page.go_back()
        kiosk.screen(screen)
    kiosk.birth_list()
    kiosk.touch("Hỏi thêm về việc này")
    _asks(kiosk, "mất bao lâu")
    kiosk.touch("Gọi cán bộ")
    kiosk.screen("officer")
    kiosk.touch("Quay lại")
    expect(kiosk.page.locator(".words-resident")).to_have_count(1)  # still there, not said again


def test_a_double_tap_sends_one_message_and_takes_one_number(
    browser: Browser, running: Running
) -> None:
    office = hall.new_office(running)
    with standing(browser, running.base, SIZES["portrait"]) as kiosk:
        kiosk.begin(office=office)
        kiosk.touch("Hỏi trợ lý")
        kiosk.page.locator("#asked").fill("đăng ký kết hôn mất bao lâu")
        kiosk.page.get_by_role("button", name="Gửi", exact=True).dblclick()
        expect(_answered(kiosk)).to_contain_text("1.000894")
        expect(kiosk.page.locator(".words-resident")).to_have_count(1)
        kiosk.touch("Về trang đầu")
        kiosk.page.get_by_role("button", name="Lấy số thứ tự").dblclick()
        kiosk.page.get_by_role("button", name=re.compile("Hộ tịch")).first.dblclick()
        expect(kiosk.page.locator(".number-big")).to_have_text("A001")
    posted = [url for url in kiosk.sent if url.endswith("/messages")]
    assert len(posted) == 1
    assert hall.waiting(running, office) == 1


def test_who_reads_english_gets_to_a_person(kiosk: Kiosk, running: Running) -> None:
    kiosk.touch("English: call an officer")
    place = kiosk.screen("officer")
    expect(place).to_have_attribute("lang", "en")
    expect(place).to_contain_text("We told the officers that you need help in English.")
    code = place.locator(".officer-code strong").inner_text()
    found = hall.rows(running, "SELECT closed_at FROM handovers WHERE code = :c", c=code)
    assert found == [(None,)]


def test_while_the_server_is_away_the_page_says_so_and_it_returns_by_itself(
    browser: Browser, running: Running
) -> None:
    """The gateway dies in earnest; the launcher starts it again."""
    with standing(browser, running.base, SIZES["landscape"]) as kiosk:
        kiosk.begin()
        kiosk.touch("Thêm thời gian: tắt")  # it may be away for longer than a minute
        kiosk.birth_list()
        kiosk.tick(0)
        lost = kiosk.page.get_by_role("dialog", name="Máy đang mất kết nối")
        os.kill(running.pids["gateway"], signal.SIGKILL)
        kiosk.touch("Có, bản giấy")
        expect(lost).to_be_visible(timeout=20_000)
        expect(lost.get_by_role("button", name="Gọi cán bộ")).to_be_visible()
        expect(lost).to_be_hidden(timeout=180_000)
        kiosk.page.locator(".papers").first.wait_for()
        kiosk.touch("Cha hoặc mẹ")
        expect(kiosk.page.get_by_text("Danh mục đã lập theo câu trả lời")).to_be_visible()
        expect(kiosk.page.locator(".paper-box").first).to_be_checked()
        kiosk.forgive("ERR_", "Failed to load")


def test_a_number_is_taken_called_and_shown_in_the_hall(browser: Browser, running: Running) -> None:
    office = hall.new_office(running)
    assert hall.take_number(running, office) == "A001"
    with (
        standing(browser, running.base, SIZES["portrait"]) as kiosk,
        standing(browser, running.base, SIZES["landscape"]) as display,
    ):
        display.page.goto(f"{running.base}/hall?office={office}")
        kiosk.begin(office=office)
        kiosk.touch("Lấy số thứ tự")
        kiosk.page.get_by_role("button", name=re.compile("Hộ tịch")).first.click()
        expect(kiosk.page.locator(".number-big")).to_have_text("A002")
        expect(kiosk.page.locator("#stage")).to_contain_text("Trước bạn còn 1 người.")
        expect(display.page.locator("#groups")).to_contain_text("A001, A002")
        for number, window in (("A001", "3"), ("A002", "5")):
            assert hall.officers_call(running, office, window) == number
            expect(display.page.locator("#first .number")).to_have_text(number, timeout=10_000)
            expect(display.page.locator("#first .window")).to_contain_text(window)
        expect(display.page.locator("#others")).to_contain_text("A001")
        assert "ho-tich" not in display.page.locator("main").inner_text()


def test_letters_and_contrast_are_changed_and_changed_back_for_the_next(kiosk: Kiosk) -> None:
    def looks() -> tuple[float, str, str]:
        script = """() => { const style = getComputedStyle(document.querySelector('h1'));
          return [parseFloat(style.fontSize), style.color,
                  getComputedStyle(document.body).backgroundColor]; }"""
        size, colour, ground = kiosk.page.evaluate(script)
        return size, colour, ground

    size, *plain = looks()
    kiosk.touch("Cỡ chữ: vừa")
    larger, *_ = looks()
    kiosk.touch("Cỡ chữ: to")
    largest, *_ = looks()
    assert size < larger < largest
    kiosk.touch("Tương phản: thường")
    assert looks()[1:] == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
    kiosk.birth_list()
    assert kiosk.page.evaluate("stage.scrollWidth <= stage.clientWidth")
    assert looks()[0] == largest  # on the next screen too
    kiosk.touch("Kết thúc")
    assert looks() == (size, *plain)
