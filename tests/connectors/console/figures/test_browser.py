"""Figures and grading in a real browser, on an office monitor and on a phone."""

from playwright.sync_api import expect

from assistant.staff.role import Role
from tests.connectors.console.conftest import Desk, Member
from tests.connectors.console.figures.conftest import Told


def test_a_manager_reads_the_figures_and_enters_those_of_a_centre(
    desk: Desk, member: Member, told: Told
) -> None:
    page = desk.page
    desk.sign_in(member(Role.MANAGER))
    page.get_by_role("navigation").get_by_role("link", name="Số liệu", exact=True).click()
    page.get_by_label("Từ ngày").fill(told.week.isoformat())
    page.get_by_label("Đến ngày").fill(told.last.isoformat())
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_role("img", name="Theo ngày")).to_be_visible()
    desk.looked_at()
    page.get_by_role("link", name="Phục vụ").click()
    expect(page.get_by_role("heading", name="Thời gian chờ")).to_be_visible()
    desk.looked_at()
    page.get_by_role("link", name="Chất lượng").click()
    expect(page.get_by_role("heading", name="Đúng ngay từ câu đầu")).to_be_visible()
    desk.looked_at()
    page.get_by_role("link", name="Số liệu các trung tâm").click()
    desk.looked_at()
    page.get_by_label("Điểm tiếp nhận").select_option("tinh")
    page.get_by_label("Tháng *").fill("2026-01")
    page.get_by_label("Hồ sơ tiếp nhận").fill("120")
    page.get_by_label("trong đó nộp trực tuyến").fill("130")
    page.get_by_label("Nguồn của số liệu").fill("báo cáo tháng 1")
    page.get_by_role("button", name="Lưu số liệu của tháng").click()
    expect(page.get_by_role("alert")).to_contain_text("không thể nhiều hơn")
    desk.looked_at()
    page.get_by_label("trong đó nộp trực tuyến").fill("90")
    page.get_by_role("button", name="Lưu số liệu của tháng").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    expect(page.get_by_role("cell", name="báo cáo tháng 1")).to_be_visible()
    desk.looked_at()


def test_a_reviewer_grades_and_comes_to_the_next(desk: Desk, member: Member, told: Told) -> None:
    page = desk.page
    desk.sign_in(member(Role.REVIEWER))
    page.get_by_role("navigation").get_by_role("link", name="Chấm câu trả lời").click()
    desk.looked_at()
    heading = page.get_by_role("heading", level=2).first
    before = heading.inner_text()
    page.get_by_role("button", name="Lưu và sang câu sau").click()
    expect(page.get_by_role("alert")).to_contain_text("chọn một mức")
    desk.looked_at()
    page.get_by_label("Đúng ngay").check()
    page.get_by_role("button", name="Lưu và sang câu sau").click()
    expect(heading).not_to_have_text(before)
    page.get_by_role("link", name=before).first.click()  # "Câu 1" stands before "Câu 10"
    expect(page.get_by_label("Đúng ngay")).to_be_checked()
    desk.looked_at()


def test_an_editor_is_refused_both(desk: Desk, member: Member) -> None:
    desk.sign_in(member(Role.EDITOR))
    for path in ("grading", "figures"):
        desk.page.goto(f"{desk.base}/console/{path}")
        expect(desk.page.get_by_role("heading", level=1)).to_have_text("Không có quyền")
