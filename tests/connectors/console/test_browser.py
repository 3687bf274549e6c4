"""The staff's pages in a real browser, on an office monitor and on a phone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import PASSWORD, Member

SIZES: dict[str, ViewportSize] = {
    "office": {"width": 1366, "height": 768},
    "phone": {"width": 360, "height": 740},
}


@dataclass
class Desk:
    """The page, and what it did behind the officer's back."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("console", self._hear)
        self.page.on("request", self._see)

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Fill the form in."""
        self.page.goto(f"{self.base}/console")
        self.page.get_by_label("Tên đăng nhập").fill(name)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.page.get_by_role("button", name="Đăng nhập").click()

    def looked_at(self) -> None:
        """Nothing that axe finds, and nothing beyond the edge of the screen."""
        results = Axe().run(self.page)
        assert results.violations_count == 0, results.generate_report()
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(width) <= 0

    def _hear(self, message: object) -> None:
        text = getattr(message, "text", "")
        if getattr(message, "type", "") in {"error", "warning"} and "status of 4" not in text:
            self.complaints.append(f"console: {text}")

    def _see(self, request: object) -> None:
        url = getattr(request, "url", "")
        if urlsplit(url).scheme != "data" and not url.startswith(self.base):
            self.complaints.append(f"request to {url}")


@pytest.fixture(params=SIZES)
def desk(request: pytest.FixtureRequest, browser: Browser, console: Served) -> Iterator[Desk]:
    """A fresh browser; nothing may go wrong unseen."""
    context = browser.new_context(viewport=SIZES[request.param], locale="vi-VN")
    desk = Desk(context.new_page(), console.base)
    yield desk
    context.close()
    assert desk.complaints == []


def test_an_administrator_adds_a_colleague_and_reads_the_log(desk: Desk, member: Member) -> None:
    page = desk.page
    page.goto(f"{desk.base}/console")
    desk.looked_at()
    desk.sign_in(member(Role.ADMINISTRATOR), "x")
    expect(page.get_by_role("alert")).to_contain_text("chưa đúng")
    desk.looked_at()
    desk.sign_in(member(Role.ADMINISTRATOR))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xin chào")
    desk.looked_at()
    page.get_by_role("navigation").get_by_role("link", name="Tài khoản cán bộ").click()
    desk.looked_at()
    page.get_by_role("link", name="Thêm tài khoản").click()
    desk.looked_at()
    name = f"trinh.duyet.{page.viewport_size['width']}"  # type: ignore[index]
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Họ và tên").fill("Ngô Thị Chín")
    page.get_by_label("Cán bộ tiếp nhận", exact=True).check()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("alert")).to_contain_text("điểm tiếp nhận")
    page.get_by_label("Điểm tiếp nhận").select_option("tinh")
    page.get_by_role("button", name="Lưu").click()
    desk.looked_at()
    first = page.locator("#first-password").inner_text()
    page.get_by_role("link", name="Nhật ký").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text(name)
    desk.looked_at()
    page.get_by_role("button", name="Đăng xuất").click()
    desk.sign_in(name, first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đổi mật khẩu")
    desk.looked_at()


def test_the_list_is_searched_while_typing(desk: Desk, member: Member) -> None:
    name = member(Role.EDITOR)
    desk.sign_in(member(Role.ADMINISTRATOR))
    desk.page.goto(f"{desk.base}/console/staff")
    desk.page.get_by_role("searchbox").press_sequentially(name)
    expect(desk.page.get_by_role("row")).to_have_count(2)
    assert desk.page.url.endswith(f"?q={name}")
    desk.page.get_by_role("link", name="Trần Thị Bích").click()
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text(name)
    desk.looked_at()


def test_an_editor_is_refused_what_is_not_theirs(desk: Desk, member: Member) -> None:
    desk.sign_in(member(Role.EDITOR))
    desk.page.goto(f"{desk.base}/console/staff")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Không có quyền")
    desk.looked_at()


def test_the_second_step_and_the_own_account_are_readable(desk: Desk, member: Member) -> None:
    desk.sign_in(member(Role.REVIEWER))
    desk.page.get_by_role("navigation").get_by_role("link", name="Tài khoản của tôi").click()
    desk.looked_at()
    desk.page.get_by_role("link", name="Bật bước xác thực thứ hai").click()
    expect(desk.page.get_by_role("img")).to_be_visible()
    desk.looked_at()


def test_it_warns_before_the_end_and_goes_on_with_one_press(desk: Desk, member: Member) -> None:
    desk.page.clock.install()
    desk.sign_in(member(Role.EDITOR))
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("Xin chào")
    desk.page.clock.fast_forward("13:30")
    stay = desk.page.get_by_role("button", name="Tiếp tục làm việc")
    expect(stay).to_be_visible()
    desk.looked_at()
    stay.click()
    expect(stay).to_be_hidden()
    desk.page.clock.fast_forward("15:30")
    expect(desk.page.get_by_role("link", name="Đăng nhập lại")).to_be_visible()
