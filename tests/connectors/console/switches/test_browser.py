"""Switches, notices and texts for danger as a person meets them, at a desk and on a phone; and the
screens that show a notice.
"""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.clock import now
from assistant.staff.role import Role
from connectors.console.switches.notice_form import typed_moment
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import OFFICE, Desk, Member

STORM = "Bão số 9: các trung tâm nghỉ đến hết hôm nay. Người có lịch hẹn được đổi ngày."


def picture(page: Page, name: str) -> None:
    """To be looked at by a person, where a folder for it is named."""
    if folder := os.environ.get("PICTURES"):
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def test_a_manager_turns_a_channel_off_and_on(desk: Desk, member: Member) -> None:
    page = desk.page
    desk.sign_in(member(Role.MANAGER))
    page.get_by_role("navigation").get_by_role("link", name="Bật, tắt trợ lý").click()
    desk.looked_at()
    page.get_by_role("link", name="Tắt trang trò chuyện").click()
    desk.looked_at()
    page.get_by_label("Lý do").fill("abc")
    page.get_by_role("button", name="Tắt trang trò chuyện").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy ghi lý do")
    expect(page.get_by_label("Lý do")).to_have_value("abc")
    picture(page, "switch-refused")
    desk.looked_at()
    page.get_by_label("Lý do").fill("Hệ thống được bảo trì đến 14 giờ hôm nay")
    page.get_by_role("button", name="Tắt trang trò chuyện").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bật, tắt trợ lý")
    expect(page.get_by_role("table")).to_contain_text("bảo trì đến 14 giờ")
    picture(page, "switches")
    desk.looked_at()
    page.goto(f"{desk.base}/")
    expect(page.get_by_role("status").filter(has_text="tạm dừng")).to_be_visible()
    picture(page, "chat-off")
    page.goto(f"{desk.base}/console/switches")
    page.get_by_role("link", name="Bật lại trang trò chuyện").click()
    picture(page, "switch-on")
    desk.looked_at()
    page.get_by_role("button", name="Bật lại trang trò chuyện").click()
    expect(page.get_by_role("link", name="Tắt trang trò chuyện")).to_be_visible()


def test_a_notice_is_written_looked_at_and_shown_on_every_screen(
    desk: Desk, member: Member
) -> None:
    page = desk.page
    desk.sign_in(member(Role.MANAGER))
    page.get_by_role("navigation").get_by_role("link", name="Thông báo").click()
    picture(page, "notices-none")
    desk.looked_at()
    page.get_by_role("link", name="Viết thông báo").click()
    picture(page, "notice-new")
    desk.looked_at()
    page.get_by_label("Nội dung").fill(STORM)
    page.get_by_label("Khẩn").check()
    page.get_by_label("Đến", exact=False).last.fill(typed_moment(now() - timedelta(hours=9)))
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("alert")).to_contain_text("kết thúc")
    expect(page.get_by_label("Nội dung")).to_have_value(STORM)
    page.locator("#ends").fill(typed_moment(now() + timedelta(hours=3)))
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", name="Xem trước")).to_be_visible()
    picture(page, "notice-preview")
    desk.looked_at()
    page.get_by_role("button", name="Đăng thông báo").click()
    expect(page.get_by_role("table").first).to_contain_text("Đang hiện")
    picture(page, "notices")
    desk.looked_at()
    for name, path in (("chat", "/"), ("kiosk", f"/kiosk?office={OFFICE}"),
                       ("hall", f"/hall?office={OFFICE}")):  # fmt: skip
        page.goto(f"{desk.base}{path}")
        expect(page.locator("#notices")).to_contain_text(STORM)
        picture(page, name)
        desk.looked_at()
    page.goto(f"{desk.base}/console/notices")
    page.get_by_role("link", name=STORM).click()
    page.get_by_role("button", name="Gỡ ngay").click()
    expect(page.get_by_role("table")).to_contain_text("Đã gỡ")


def test_offices_are_found_without_diacritics(desk: Desk, member: Member) -> None:
    page = desk.page
    desk.sign_in(member(Role.MANAGER))
    page.goto(f"{desk.base}/console/notices/new")
    page.get_by_label("Chỉ một số điểm tiếp nhận").check()
    page.get_by_label("Tìm tên nơi").fill("kinh bac")
    shown = page.locator("#offices .choice:visible")
    expect(shown.first).to_contain_text("Kinh Bắc")
    assert shown.count() < 5
    shown.first.get_by_role("checkbox").check()
    page.get_by_label("Tìm tên nơi").fill("")
    picture(page, "notice-offices")
    desk.looked_at()


def test_a_notice_that_comes_while_the_chat_is_open_is_shown_and_goes_again(
    desk: Desk, console: Served
) -> None:
    page = desk.page
    page.clock.install()
    page.goto(f"{desk.base}/")
    expect(page.locator("#notices")).to_be_hidden()
    console.ask(
        "INSERT INTO notices (text, severity, starts_at, ends_at, offices, places, author, made_at)"
        " VALUES (:text, 'info', now(), now() + interval '1 h', '[]'::jsonb, '[]'::jsonb, 'x',"
        " now())", text=STORM,
    )  # fmt: skip
    console.app.state.parts.stores.notices.forget()
    page.clock.fast_forward(21_000)
    expect(page.locator("#notices")).to_contain_text(STORM)
    desk.looked_at()
    console.ask("TRUNCATE notices, told_notices")
    console.app.state.parts.stores.notices.forget()
    page.clock.fast_forward(21_000)
    expect(page.locator("#notices")).to_be_hidden()


@pytest.mark.usefixtures("documents")
def test_an_editor_changes_a_text_for_danger(desk: Desk, member: Member) -> None:
    page = desk.page
    desk.sign_in(member(Role.EDITOR))
    page.get_by_role("navigation").get_by_role("link", name="Câu trả lời khẩn cấp").click()
    picture(page, "crisis")
    desk.looked_at()
    text = page.get_by_label("Cháy, nổ")
    text.fill("Ra khỏi nơi nguy hiểm ngay rồi nhờ người giúp.")
    page.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(page.get_by_role("alert")).to_contain_text("số điện thoại khẩn cấp")
    expect(text).to_have_value("Ra khỏi nơi nguy hiểm ngay rồi nhờ người giúp.")
    picture(page, "crisis-lost")
    desk.looked_at()
    text.fill("Nếu đang có cháy: ra ngoài ngay và gọi 114. Có người bị thương: gọi 115.")
    page.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã gửi duyệt")
    desk.looked_at()


def test_an_officer_is_refused(desk: Desk, member: Member) -> None:
    desk.sign_in(member(Role.OFFICER, office=OFFICE))
    for path in ("switches", "switches/assistant", "notices", "notices/new"):
        desk.page.goto(f"{desk.base}/console/{path}")
        expect(desk.page.get_by_role("heading", level=1)).to_have_text("Không có quyền")
