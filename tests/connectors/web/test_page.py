"""The page as a resident uses it: a real browser, a real assistant behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.system.running import Running

pytestmark = pytest.mark.system
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 740},
    "desktop": {"width": 1280, "height": 800},
}


@dataclass
class Chat:
    """The page, and what it did behind the resident's back."""

    page: Page
    host: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("console", self._hear)
        self.page.on("request", lambda request: self._see(request.url))

    def ask(self, text: str) -> None:
        """Type a message and wait for the answer."""
        before = self.page.locator(".message-assistant").count()
        self.page.locator("#message").fill(text)
        self.page.locator("#message").press("Enter")
        self._answered(before)

    def press(self, title: str) -> None:
        """Take a button of the newest group that has it."""
        before = self.page.locator(".message-assistant").count()
        self.page.get_by_role("button", name=title, exact=True).last.click()
        self._answered(before)

    def last(self) -> str:
        """The newest words of the assistant."""
        return self.page.locator(".message-assistant").last.inner_text()

    def violations(self) -> str:
        """What axe finds wrong with the page as it stands."""
        results = Axe().run(self.page)
        return results.generate_report() if results.violations_count else ""

    def _answered(self, before: int) -> None:
        messages = self.page.locator(".message-assistant")
        expect(messages.nth(before)).to_be_visible(timeout=15_000)
        expect(self.page.locator(".message-typing")).to_have_count(0)

    def _hear(self, message: object) -> None:
        if getattr(message, "type", "") in {"error", "warning"}:
            self.complaints.append(f"console: {getattr(message, 'text', '')}")

    def _see(self, url: str) -> None:
        if urlsplit(url).scheme != "data" and urlsplit(url).netloc != self.host:
            self.complaints.append(f"request to {url}")


@pytest.fixture(params=SIZES)
def chat(request: pytest.FixtureRequest, browser: Browser, running: Running) -> Iterator[Chat]:
    """A fresh page, on a phone and on a desk; nothing may go wrong unseen."""
    phone = request.param == "phone"
    context = browser.new_context(viewport=SIZES[request.param], has_touch=phone, locale="vi-VN")
    chat = Chat(context.new_page(), urlsplit(running.base).netloc)
    chat.page.goto(running.base)
    yield chat
    context.close()
    assert chat.complaints == []


def _to_a_list(chat: Chat) -> None:
    chat.ask("xin giấy xác nhận cư trú")
    expect(chat.page.locator(".checklist").last).to_be_visible()


def test_a_checklist_by_typing_and_by_buttons(chat: Chat) -> None:
    chat.ask("cấp lại sổ đỏ bị mất")
    chat.press("Mất cả sổ")
    chat.press("Cá nhân, hộ gia đình, cộng đồng dân cư")
    chat.ask("không đo lại")
    boxes = chat.page.locator(".checklist .paper-box")
    total = boxes.count()
    assert total >= 1
    progress = chat.page.locator(".checklist-progress")
    expect(progress).to_have_text(f"Bạn đã có 0/{total} giấy tờ")
    for number in range(total):
        boxes.nth(number).check()
    expect(progress).to_contain_text(f"đủ {total}/{total}")
    chat.press("Lệ phí")
    assert "lệ phí" in chat.last()
    assert "1.012786" in chat.last()


def test_the_source_of_an_answer_is_shown(chat: Chat) -> None:
    chat.ask("đăng ký kết hôn mất bao lâu")
    source = chat.page.locator(".sources").last
    expect(source).to_contain_text("mã 1.000894")
    expect(source).to_contain_text(re.compile(r"kiểm tra ngày \d\d/\d\d/\d{4}"))
    expect(source.get_by_role("link")).to_have_attribute("href", re.compile("^https://"))


def test_buttons_taken_stay_readable_and_cannot_be_taken_again(chat: Chat) -> None:
    chat.ask("cấp lại sổ đỏ bị mất")
    chat.press("Mất cả sổ")
    taken = chat.page.get_by_role("button", name="Mất cả sổ", exact=True)
    expect(taken).to_be_disabled()
    expect(taken).to_have_class(re.compile("choice-used"))


def test_a_reload_keeps_the_conversation_and_the_ticks(chat: Chat) -> None:
    _to_a_list(chat)
    chat.page.locator(".paper-box").first.check()
    before = chat.page.locator(".message").count()
    chat.page.locator("#message").fill("đang viết dở")
    chat.page.reload()
    expect(chat.page.locator(".message")).to_have_count(before)
    expect(chat.page.locator(".paper-box").first).to_be_checked()
    expect(chat.page.locator("#message")).to_have_value("đang viết dở")
    chat.ask("phí bao nhiêu")
    assert "1.010041" in chat.last()


def test_starting_over_forgets_everything(chat: Chat) -> None:
    _to_a_list(chat)
    chat.page.locator("#restart").click()
    expect(chat.page.locator(".message")).to_have_count(1)
    chat.ask("mất bao lâu")
    assert "thủ tục nào" in chat.last()
    chat.page.reload()
    expect(chat.page.locator(".checklist")).to_have_count(0)


def test_everything_can_be_done_with_the_keyboard_alone(chat: Chat) -> None:
    keyboard = chat.page.keyboard
    keyboard.press("Tab")
    assert chat.page.evaluate("document.activeElement.className") == "skip"
    keyboard.press("Enter")
    keyboard.type("cấp lại sổ đỏ bị mất")
    keyboard.press("Enter")
    option = chat.page.get_by_role("button", name="Mất cả sổ", exact=True)
    expect(option).to_be_visible(timeout=15_000)
    for _ in range(30):
        keyboard.press("Shift+Tab")
        if option.evaluate("node => node === document.activeElement"):
            break
    expect(option).to_be_focused()
    keyboard.press("Enter")
    expect(chat.page.get_by_text("Ai đứng tên trên sổ?")).to_be_visible(timeout=15_000)
    assert chat.page.evaluate("document.activeElement !== document.body")


def test_no_barrier_in_the_conversation(chat: Chat) -> None:
    assert chat.violations() == ""
    _to_a_list(chat)
    assert chat.violations() == ""
    chat.ask("sổ đỏ")
    assert chat.violations() == ""


def test_in_the_dark_there_is_no_barrier_either(chat: Chat) -> None:
    chat.page.emulate_media(color_scheme="dark")
    _to_a_list(chat)
    assert chat.violations() == ""


def test_nothing_is_wider_than_the_screen(chat: Chat) -> None:
    _to_a_list(chat)
    chat.ask("sổ đỏ")
    chat.ask("a" * 400)
    width = chat.page.evaluate("document.documentElement.scrollWidth")
    assert width <= chat.page.evaluate("window.innerWidth")


def test_what_a_resident_types_is_never_markup(chat: Chat) -> None:
    chat.ask("<img src=x onerror=alert(1)> <b>đăng ký kết hôn</b>")
    assert chat.page.locator(".message-resident img, .message-resident b").count() == 0
    assert "<b>" in chat.page.locator(".message-resident").last.inner_text()


def test_a_message_too_long_is_told_before_it_is_sent(chat: Chat) -> None:
    chat.page.locator("#message").fill("a" * 2001)
    expect(chat.page.locator("#hint")).to_contain_text("2001")
    expect(chat.page.locator("#send")).to_be_disabled()


def test_a_lost_connection_keeps_the_words_and_offers_another_try(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    chat.page.locator("#message").fill("đăng ký kết hôn mất bao lâu")
    chat.page.locator("#message").press("Enter")
    again = chat.page.get_by_role("button", name="Gửi lại")
    expect(again).to_be_visible()
    expect(chat.page.locator("#message")).to_have_value("đăng ký kết hôn mất bao lâu")
    chat.page.context.set_offline(False)
    again.click()
    expect(chat.page.locator(".sources")).to_be_visible(timeout=15_000)
    expect(chat.page.locator(".message-problem")).to_have_count(0)
    # The browser itself may complain of the connection it was made to lose.
    chat.complaints = [c for c in chat.complaints if "ERR_INTERNET_DISCONNECTED" not in c]


def test_danger_is_answered_on_the_page(chat: Chat) -> None:
    chat.ask("cháy nhà rồi")
    assert "114" in chat.last()
