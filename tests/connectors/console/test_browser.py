"""The staff's pages in a real browser, on an office monitor and on a phone."""

from playwright.sync_api import expect

from assistant.staff.role import Role
from tests.connectors.console.conftest import Desk, Member


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
