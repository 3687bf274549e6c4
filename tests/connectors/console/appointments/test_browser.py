"""A day at the counter in a real browser, on the office monitor and on a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.appointments.visits import AT, Office
from tests.connectors.console.conftest import Desk, Member


@pytest.fixture
def hall(console: Served) -> Iterator[Office]:
    """An office where three people are expected."""
    made = Office(console)
    made.today(10, 0, name="Nguyễn Thị Sen")
    made.today(-40, 1, name="Trần Văn Muộn")
    yield made
    made.close()


def test_a_morning_at_the_counter(desk: Desk, hall: Office) -> None:
    page = desk.page
    desk.sign_in(hall.officer)
    page.get_by_role("navigation").get_by_role("link", name="Lịch hẹn").click()
    desk.looked_at()
    page.get_by_label("Số quầy").fill("3")
    page.get_by_label("Nhóm quầy").last.select_option("ho-tich")
    page.get_by_role("button", name="Chọn quầy này").click()
    expect(page.locator("#serving")).to_contain_text("Quầy 3")
    page.get_by_role("button", name=re.compile("^Đã đến")).last.click()
    expect(page.locator("#said")).to_contain_text("A001")
    page.get_by_role("button", name="Cấp số: Hộ tịch").click()
    expect(page.locator("#said")).to_contain_text("Số chờ: A002")
    desk.looked_at()
    page.get_by_role("button", name="Gọi số tiếp theo").click()
    expect(page.locator("#serving .serving-number")).to_contain_text("A001")
    page.get_by_role("button", name="Gọi lại").click()
    expect(page.locator("#serving")).to_contain_text("đã gọi 2 lần")
    desk.looked_at()
    page.get_by_role("button", name="Không có mặt").click()
    expect(page.locator("#board")).to_contain_text("Vắng mặt khi gọi")
    page.get_by_text("Gọi một số khác").first.click()
    page.get_by_role("textbox", name="Gọi một số khác").fill("z9")
    page.get_by_role("button", name="Gọi số này").click()
    expect(page.locator("#said")).to_contain_text("Hãy xem lại số")
    expect(page.get_by_role("textbox", name="Gọi một số khác")).to_have_value("z9")
    desk.looked_at()


def test_what_others_do_appears_by_itself_and_typing_is_not_disturbed(
    desk: Desk, hall: Office
) -> None:
    desk.sign_in(hall.officer)
    desk.page.goto(f"{desk.base}{AT}")
    desk.page.get_by_label("Mã hẹn", exact=True).fill("K7DH")
    hall.part("/take", group="dat-dai", key="người lạ")
    expect(desk.page.locator("#board")).to_contain_text("B001", timeout=15000)
    expect(desk.page.get_by_label("Mã hẹn", exact=True)).to_have_value("K7DH")
    expect(desk.page.get_by_label("Mã hẹn", exact=True)).to_be_focused()


def test_a_resident_on_the_phone_gets_another_time(desk: Desk, hall: Office) -> None:
    made = hall.book(4, name="Lê Thị Gọi")
    page = desk.page
    desk.sign_in(hall.officer)
    page.goto(f"{desk.base}{AT}")
    page.get_by_role("searchbox").fill(made["phone"][-5:])
    page.get_by_role("button", name="Tìm").click()
    desk.looked_at()
    page.get_by_role("link", name="Đổi, hủy, xem").first.click()
    desk.looked_at()
    page.get_by_role("button", name="Đổi sang giờ đã chọn").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy chọn một giờ")
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Đổi sang giờ đã chọn").click()
    expect(page.locator("#said")).to_contain_text("Đã đổi giờ")
    desk.looked_at()
    page.get_by_role("button", name="Hủy lịch hẹn này").click()
    expect(page.get_by_role("alert")).to_contain_text("ô xác nhận")
    page.get_by_label("Người dân đã đồng ý hủy").check()
    page.get_by_role("button", name="Hủy lịch hẹn này").click()
    expect(page.locator("#said")).to_contain_text("Đã hủy lịch hẹn")
    desk.looked_at()


def test_a_day_is_closed_and_opened_again(desk: Desk, hall: Office) -> None:
    made = hall.book(6, name="Phạm Văn Đợi")
    page = desk.page
    desk.sign_in(hall.officer)
    page.goto(f"{desk.base}{AT}/closures")
    desk.looked_at()
    page.get_by_label("Ngày *").fill(made["start"][:10])
    page.get_by_label("Lý do").fill("Mất điện")
    page.get_by_role("button", name="Xem ai bị ảnh hưởng").click()
    expect(page.locator("#preview")).to_contain_text("Phạm Văn Đợi")
    desk.looked_at()
    page.get_by_role("button", name="Tạm ngừng và báo cho họ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thời gian tạm ngừng")
    desk.looked_at()
    page.get_by_label("Điểm tiếp nhận tiếp được trong thời gian này").check()
    page.get_by_role("button", name="Nhận lịch trở lại").click()
    expect(page.get_by_text("Đã nhận lịch trở lại lúc")).to_be_visible()
    desk.looked_at()


def test_paper_has_the_list_and_no_buttons(desk: Desk, hall: Office) -> None:
    desk.sign_in(hall.officer)
    for path in ("list", "route"):
        desk.page.goto(f"{desk.base}{AT}/{path}")
        desk.looked_at()
        expect(desk.page.get_by_role("button", name="In trang này")).to_be_visible()
        desk.page.emulate_media(media="print")
        expect(desk.page.get_by_role("button", name="In trang này")).to_be_hidden()
        desk.page.emulate_media(media="screen")


def test_a_lost_connection_is_told(desk: Desk, hall: Office) -> None:
    desk.sign_in(hall.officer)
    desk.page.goto(f"{desk.base}{AT}")
    desk.page.route("**/board*", lambda route: route.abort())
    expect(desk.page.locator("#lost")).to_be_visible(timeout=15000)
    desk.page.unroute("**/board*")
    expect(desk.page.locator("#lost")).to_be_hidden(timeout=15000)
    broken = ("ERR_FAILED", "htmx:")  # what the browser itself says of a broken line
    desk.complaints = [said for said in desk.complaints if not any(w in said for w in broken)]


def test_an_editor_has_no_such_page(desk: Desk, member: Member) -> None:
    desk.sign_in(member(Role.EDITOR))
    expect(desk.page.get_by_role("navigation")).not_to_contain_text("Lịch hẹn")
    desk.page.goto(f"{desk.base}{AT}")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Không có quyền")
