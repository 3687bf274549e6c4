"""The kiosk as a visitor meets it, on an upright and on a lying panel."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from assistant.knowledge.base import KnowledgeBase
from tests.connectors.conftest import Served
from tests.connectors.web.kiosk.standing import PHONE, SIZES, Kiosk, standing

pytestmark = pytest.mark.system


@pytest.fixture(params=SIZES)
def kiosk(request: pytest.FixtureRequest, browser: Browser, gateway: Served) -> Iterator[Kiosk]:
    """A visitor before the first screen, at both sizes."""
    with standing(browser, gateway.base, SIZES[request.param]) as kiosk:
        kiosk.begin()
        yield kiosk


@pytest.fixture
def upright(browser: Browser, gateway: Served) -> Iterator[Kiosk]:
    """One panel, for what no size changes."""
    with standing(browser, gateway.base, SIZES["portrait"]) as kiosk:
        kiosk.begin()
        yield kiosk


def test_a_birth_list_is_ticked_and_taken_along(kiosk: Kiosk) -> None:
    kiosk.birth_list()
    assert kiosk.touches == 4
    progress = kiosk.page.locator(".progress")
    expect(progress).to_have_text("Bạn còn thiếu 3 giấy tờ.")
    kiosk.tick(0)
    expect(progress).to_have_text("Bạn còn thiếu 2 giấy tờ.")
    kiosk.tick(1)
    kiosk.tick(2)
    expect(progress).to_have_text("Bạn đã đủ giấy tờ.")
    kiosk.touch("Mang về điện thoại")
    expect(kiosk.page.locator(".take .qr")).to_be_visible()
    assert kiosk.page.locator(".take .qr").evaluate("image => image.naturalWidth") > 0
    expect(kiosk.page.locator(".take-code")).to_have_text(re.compile(r"^MT-\w{4}-\w{4}$"))
    kiosk.touch("Quay lại")
    expect(kiosk.page.locator(".progress")).to_have_text("Bạn đã đủ giấy tờ.")


def test_the_questions_that_are_left_make_the_list_shorter(kiosk: Kiosk) -> None:
    papers = kiosk.birth_list().locator(".paper")
    before = papers.count()
    expect(kiosk.page.locator(".papers-possible .paper")).not_to_have_count(0)
    kiosk.touch("Có, bản giấy")
    kiosk.touch("Cha hoặc mẹ")
    expect(kiosk.page.get_by_text("Danh mục đã lập theo câu trả lời của bạn.")).to_be_visible()
    assert papers.count() < before
    expect(kiosk.page.locator(".papers-possible")).to_have_count(0)
    kiosk.touch("Trả lời lại từ đầu")
    expect(kiosk.page.locator(".question")).to_contain_text("thuộc trường hợp nào")


def test_an_answer_that_leads_on_says_so(upright: Kiosk) -> None:
    upright.touch("Sinh con")
    upright.touch("Đăng ký khai sinh")
    upright.touch("Sinh ở nước ngoài / cha, mẹ người nước ngoài")
    expect(upright.page.locator("h1")).to_have_text("Đăng ký khai sinh có yếu tố nước ngoài")
    expect(upright.page.locator(".notice")).to_contain_text("thuộc thủ tục")
    upright.touch("Tôi không rõ")
    upright.list()
    assert upright.touches <= 4


def test_back_leads_through_the_questions_to_the_first_screen(kiosk: Kiosk) -> None:
    kiosk.birth_list()
    kiosk.touch("Quay lại")
    expect(kiosk.page.locator(".question")).to_contain_text("đăng ký kết hôn chưa")
    kiosk.touch("Quay lại")
    expect(kiosk.page.locator(".question")).to_contain_text("trường hợp nào")
    kiosk.touch("Quay lại")
    kiosk.screen("event")
    kiosk.page.go_back()
    kiosk.screen("home")
    expect(kiosk.page.get_by_role("button", name="Quay lại")).to_be_disabled()
    kiosk.page.go_back()  # out of the kiosk leads nowhere
    kiosk.screen("home")
    kiosk.touch("Kết hôn")
    kiosk.screen("event")


def test_a_double_tap_is_one_touch(kiosk: Kiosk) -> None:
    """The second tap would fall on whatever stands there now."""
    kiosk.page.get_by_role("button", name="Cư trú, hộ khẩu").dblclick()
    kiosk.screen("event")
    kiosk.page.wait_for_timeout(700)
    kiosk.screen("event")
    kiosk.page.get_by_role("button", name="Khai báo tạm vắng").dblclick()
    kiosk.screen("checklist")
    kiosk.page.wait_for_timeout(700)
    kiosk.touch("Xem danh mục ngay") if kiosk.page.locator(".narrow").count() == 0 else None
    kiosk.list()
    kiosk.page.locator(".paper").first.dblclick()
    expect(kiosk.page.locator(".paper-box").first).to_be_checked()


def test_unaccented_words_are_found_with_the_keys_on_the_screen(kiosk: Kiosk) -> None:
    kiosk.touch("Tìm thủ tục theo tên")
    keys = kiosk.page.locator("#keyboard")
    for letter in "ket hon":
        name = "dấu cách" if letter == " " else letter
        keys.get_by_role("button", name=re.compile(rf"^(chữ )?{name}$")).first.click()
    expect(kiosk.page.locator("#sought")).to_have_value("ket hon")
    kiosk.page.locator(".results").get_by_role("button", name="Đăng ký kết hôn").first.click()
    expect(kiosk.page.locator("h1")).to_have_text("Đăng ký kết hôn")


def test_what_nothing_fits_leads_to_the_assistant(kiosk: Kiosk) -> None:
    kiosk.touch("Tìm thủ tục theo tên")
    kiosk.page.locator("#sought").fill("zzzzqqq")
    expect(kiosk.page.get_by_text("Chưa thấy việc nào khớp")).to_be_visible()
    kiosk.touch("Hỏi trợ lý câu này")
    expect(kiosk.page.locator(".words-resident")).to_have_text("Bạn:zzzzqqq")
    expect(kiosk.page.locator(".words-assistant").last).to_be_visible()


def test_the_conversation_offers_large_choices(kiosk: Kiosk) -> None:
    kiosk.touch("Hỏi trợ lý")
    kiosk.page.locator("#asked").fill("cấp lại sổ đỏ bị mất")
    kiosk.touch("Gửi")
    kiosk.touch("Mất cả sổ")
    expect(kiosk.page.get_by_text("Ai đứng tên trên sổ?")).to_be_visible()
    taken = kiosk.page.get_by_role("button", name="Mất cả sổ")
    expect(taken).to_be_disabled()


def test_a_visitor_who_reads_english_gets_to_a_person(kiosk: Kiosk, gateway: Served) -> None:
    kiosk.touch("English: call an officer")
    place = kiosk.screen("officer")
    expect(place).to_contain_text(
        "Please wait here and raise your hand so that an officer sees you."
    )
    code = place.locator(".officer-code strong").inner_text()
    case = gateway.desk("GET", f"/cases/{code}").json()
    assert case["state"] == "waiting"
    asked = [line["text"] for line in case["lines"] if line["by"] == "resident"]
    assert len(asked) == 1
    assert '"english"' in asked[0]
    assert '"07210"' in asked[0]


def test_an_officer_is_one_touch_away_on_every_screen(kiosk: Kiosk, gateway: Served) -> None:
    for title in ("Sinh con", "Đăng ký khai sinh"):
        kiosk.touch(title)
        expect(kiosk.page.get_by_role("button", name="Gọi cán bộ")).to_be_visible()
        expect(kiosk.page.get_by_role("button", name="Về trang đầu")).to_be_visible()
    kiosk.touch("Gọi cán bộ")
    code = kiosk.page.locator(".officer-code strong").inner_text()
    assert gateway.desk("POST", f"/cases/{code}/claim").status_code == 200
    answer = gateway.desk("POST", f"/cases/{code}/messages", json={"text": "Tôi ra ngay."})
    assert answer.status_code == 202
    expect(kiosk.page.get_by_text("Tôi ra ngay.")).to_be_visible()
    kiosk.touch("Kết thúc")
    kiosk.touch("Gọi cán bộ")
    expect(kiosk.page.locator(".officer-code strong")).not_to_have_text(code)
    expect(kiosk.page.get_by_text("Tôi ra ngay.")).to_have_count(0)


def test_from_every_tile_to_every_list_in_four_touches(
    upright: Kiosk, real_base: KnowledgeBase
) -> None:
    """Measured on the screen, the first answer each time; all answers: test_list_first.py."""
    slow = []
    for event in real_base.life_events.root:
        for code in event.procedures:
            upright.touches = 0
            upright.touch(event.title)
            upright.touch(real_base.record(code).name)
            _answer_until_the_list(upright)
            if upright.touches > 4:
                slow.append((code, upright.touches))
            upright.touch("Kết thúc")
    assert slow == []


def _answer_until_the_list(kiosk: Kiosk) -> None:
    """Take the first answer as long as something is asked."""
    page = kiosk.page
    for _ in range(5):
        page.locator(".papers, .screen-checklist .question + .hint").first.wait_for()
        if page.locator(".papers").count():
            return
        question = page.locator(".question").inner_text()
        page.locator(".screen-checklist > .choices button").first.click()
        kiosk.touches += 1
        expect(page.locator(".question")).not_to_have_text(question)
    kiosk.list()


SMALLER_THAN_A_FINGER = """target => [...document.querySelectorAll(
  'button, summary, input:not([type=checkbox]), textarea, .paper, a')]
  .filter(node => node.checkVisibility() && !node.disabled)
  .map(node => [node.textContent.slice(0, 40) || node.id, node.getBoundingClientRect()])
  .filter(([, box]) => box.width < target - 0.5 || box.height < target - 0.5)
  .map(([name, box]) => `${name}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""


def test_nothing_to_touch_is_smaller_than_twenty_millimetres(kiosk: Kiosk) -> None:
    """On a panel of 21.5 inches with 1920 × 1080 dots 20 mm are 81 pixels."""

    def small() -> object:
        return kiosk.page.evaluate(SMALLER_THAN_A_FINGER, 81)

    assert small() == []
    kiosk.birth_list()
    assert small() == []
    kiosk.touch("Hỏi thêm về việc này")
    expect(kiosk.page.locator(".words-assistant")).not_to_have_count(0)
    assert small() == []
    kiosk.touch("Gọi cán bộ")
    expect(kiosk.page.locator(".officer-code strong")).to_be_visible()
    assert small() == []


@pytest.mark.parametrize(("inches", "pixels"), [("21.5", 81), ("31.5", 60), ("15.6", 112)])
def test_targets_follow_the_size_of_the_panel(upright: Kiosk, inches: str, pixels: int) -> None:
    """31.5 inches need 56 pixels for 20 mm; below 60 nothing is made."""
    upright.begin(f"&size={inches}")
    tool = upright.page.locator(".tool").first.bounding_box()
    assert tool is not None
    assert tool["height"] >= pixels
    style = "getComputedStyle(document.documentElement).getPropertyValue('--target')"
    assert upright.page.evaluate(style) == f"{pixels}px"


def test_no_barrier_on_any_screen(kiosk: Kiosk) -> None:
    assert kiosk.violations() == ""
    kiosk.touch("Tìm thủ tục theo tên")
    kiosk.page.locator("#sought").fill("so do")
    expect(kiosk.page.locator(".results button").nth(1)).to_be_visible()
    assert kiosk.violations() == ""
    kiosk.touch("Về trang đầu")
    kiosk.touch("Sinh con")
    assert kiosk.violations() == ""
    kiosk.touch("Đăng ký khai sinh")
    expect(kiosk.page.locator(".question + .hint")).to_be_visible()
    assert kiosk.violations() == ""
    kiosk.touch("Xem danh mục ngay")
    kiosk.list()
    kiosk.tick(0)
    assert kiosk.violations() == ""
    kiosk.touch("Hỏi thêm về việc này")
    expect(kiosk.page.locator(".words-assistant")).not_to_have_count(0)
    assert kiosk.violations() == ""
    kiosk.touch("Gọi cán bộ")
    expect(kiosk.page.locator(".officer-code strong")).to_be_visible()
    assert kiosk.violations() == ""


def test_in_strong_contrast_and_the_largest_letters_there_is_none_either(kiosk: Kiosk) -> None:
    for title in ("Cỡ chữ", "Cỡ chữ", "Tương phản", "Hạ thấp nút"):
        kiosk.touch(title, exact=False)
    assert kiosk.violations() == ""
    kiosk.birth_list()
    kiosk.tick(0)
    assert kiosk.violations() == ""
    wide = "document.documentElement.scrollWidth <= window.innerWidth"
    assert kiosk.page.evaluate(wide)
    assert kiosk.page.evaluate("document.getElementById('stage').scrollWidth <= stage.clientWidth")


def test_controls_can_be_moved_down(kiosk: Kiosk) -> None:
    """Somebody sitting reaches the lower part: everything to touch is there."""
    height = (kiosk.page.viewport_size or {"height": 0})["height"]
    kiosk.touch("Hạ thấp nút", exact=False)
    top = kiosk.page.locator(".tile").first.bounding_box()
    assert top is not None
    assert top["y"] > height * (0.38 if height == 1920 else 0.22)
    kiosk.touch("Kết thúc")
    top = kiosk.page.locator(".tile").first.bounding_box()
    assert top is not None
    assert top["y"] < height * 0.2


@pytest.mark.parametrize(
    "size", [PHONE, {"width": 960, "height": 540}, {"width": 540, "height": 960}]
)
def test_on_a_phone_and_at_double_zoom_nothing_is_lost(
    browser: Browser, gateway: Served, size: dict[str, int]
) -> None:
    """200 % zoom of a panel leaves half its pixels."""
    with standing(browser, gateway.base, size) as kiosk:  # type: ignore[arg-type]
        kiosk.begin()
        kiosk.birth_list()
        kiosk.tick(0)
        assert kiosk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        kiosk.touch("Gọi cán bộ")
        expect(kiosk.page.locator(".officer-code strong")).to_be_visible()
        assert kiosk.violations() == ""


def test_the_keys_of_a_keyboard_are_enough(kiosk: Kiosk) -> None:
    def go_to(title: str) -> None:
        wanted = kiosk.page.get_by_role("button", name=title, exact=True).first
        expect(wanted).to_be_visible()
        for _ in range(60):
            if wanted.evaluate("node => node === document.activeElement"):
                break
            kiosk.page.keyboard.press("Tab")
        expect(wanted).to_be_focused()
        kiosk.page.keyboard.press("Enter")

    go_to("Sinh con")
    go_to("Đăng ký khai sinh")
    go_to("Xem danh mục ngay")
    kiosk.list()
    box = kiosk.page.locator(".paper-box").first
    for _ in range(60):
        if box.evaluate("node => node === document.activeElement"):
            break
        kiosk.page.keyboard.press("Tab")
    kiosk.page.keyboard.press("Space")
    expect(box).to_be_checked()
    go_to("Gọi cán bộ")
    kiosk.screen("officer")
    go_to("Kết thúc")
    kiosk.screen("home")
