"""The pages of content in a real browser: an editor, a reviewer, and who may only read."""

import os
from pathlib import Path

from playwright.sync_api import Page, expect

from assistant.documents.version import State
from assistant.staff.role import Role
from tests.connectors.console.conftest import OFFICE, Desk, Member
from tests.connectors.console.content.conftest import FAQ, RECORD, Shelf

PICTURES = os.environ.get("PICTURES_OF_THE_DESK")


def look(desk: Desk, name: str) -> None:
    """Nothing that axe finds; a picture where one is wanted."""
    desk.looked_at()
    if PICTURES:
        width = desk.page.viewport_size["width"]  # type: ignore[index]
        path = Path(PICTURES) / f"{name}-{width}.png"
        desk.page.screenshot(path=path, full_page=True)


def press(page: Page, name: str) -> None:
    """A button by its words."""
    page.get_by_role("button", name=name, exact=True).click()


def test_a_draft_is_written_reviewed_and_published(
    desk: Desk, member: Member, shelf: Shelf
) -> None:
    page, editor, reviewer = desk.page, member(Role.EDITOR), member(Role.REVIEWER)
    desk.sign_in(editor)
    page.get_by_role("navigation").get_by_role("link", name="Nội dung").click()
    look(desk, "content-list")
    page.get_by_role("searchbox").press_sequentially("dinh danh dien tu vneid")
    expect(page.locator("#found tbody tr").first).to_contain_text("VNeID")
    page.goto(f"{desk.base}/console/content/calendar.yml/text")
    look(desk, "content-text")
    text = page.get_by_label("Nội dung", exact=True)
    text.fill(f"# {page.viewport_size}\n{text.input_value()}")
    page.get_by_label("Bạn đã sửa gì").fill("Thêm ghi chú đầu tệp")
    press(page, "Lưu bản nháp")
    expect(page.get_by_role("status")).to_contain_text("Đã lưu bản nháp")
    expect(page.get_by_text("Không có lỗi")).to_be_visible(timeout=60_000)
    look(desk, "content-draft")
    press(page, "Gửi duyệt")
    expect(page.get_by_role("status")).to_contain_text("Đã gửi duyệt")
    press(page, "Đăng xuất")
    desk.sign_in(reviewer)
    page.get_by_role("navigation").get_by_role("link", name="Nội dung").click()
    page.get_by_role("link", name="1 Chờ duyệt").click()
    page.locator("#found tbody a").first.click()
    expect(page.get_by_text("Không có lỗi")).to_be_visible(timeout=60_000)
    look(desk, "content-review")
    press(page, "Duyệt")
    expect(page.get_by_role("status")).to_contain_text("Đã duyệt")
    look(desk, "content-approved")
    press(page, "Công bố ngay")
    expect(page.get_by_role("status")).to_contain_text("Đã công bố", timeout=60_000)
    look(desk, "content-published")
    assert shelf.history("calendar.yml")[0].state is State.PUBLISHED


def test_a_conflict_is_settled_by_one_press(desk: Desk, member: Member, shelf: Shelf) -> None:
    page, editor = desk.page, member(Role.EDITOR)
    number = shelf.newest(FAQ).number
    width = page.viewport_size["width"]  # type: ignore[index]
    shelf.draft(FAQ, "hoa", "có vneid thì được gì", f"có vneid thì được gì {width}", base=number)
    mine = shelf.draft(FAQ, editor, "vneid có mấy mức", f"vneid có mấy mức {width}", base=number)
    desk.sign_in(editor)
    page.goto(f"{desk.base}/console/content/{FAQ}")
    look(desk, "content-aside")
    page.get_by_role("link", name=f"Gộp bản số {mine.number}").click()
    look(desk, "content-conflict")
    press(page, "Gộp cả hai")
    expect(page.get_by_role("status")).to_contain_text("Đã lưu bản nháp")
    expect(page.get_by_text("Không có lỗi")).to_be_visible(timeout=60_000)
    shelf.run(lambda shop: shop.editing.drop(FAQ, shelf.newest(FAQ).number))


def test_the_other_pages_are_readable(desk: Desk, member: Member, shelf: Shelf) -> None:
    desk.sign_in(member(Role.OFFICER, office=OFFICE))
    desk.page.goto(f"{desk.base}/console/content/{RECORD}")
    look(desk, "content-record")
    desk.page.goto(f"{desk.base}/console/content/{RECORD}/version?number=1")
    look(desk, "content-version")
    desk.page.goto(f"{desk.base}/console/content/spreadsheet")
    look(desk, "content-spreadsheet-read")
    desk.page.goto(f"{desk.base}/console/content/{RECORD}/text")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Không có quyền")
