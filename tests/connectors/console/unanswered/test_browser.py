"""An editor's way from an unanswered question to a record, at a desk and on a phone."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.staff.role import Role
from tests.connectors.console.conftest import Desk, Member
from tests.connectors.console.unanswered.conftest import BIRTH, LOST, Vain

_PICTURES = os.environ.get("PICTURES")


def _picture(desk: Desk, name: str) -> None:
    """For who wants to look."""
    if _PICTURES:
        width = desk.page.viewport_size["width"]  # type: ignore[index]
        path = Path(_PICTURES) / f"{name}-{width}.png"
        desk.page.screenshot(path=path, full_page=True)


@pytest.fixture
def editor_at(desk: Desk, vain: Vain, member: Member) -> Desk:
    """Signed in. To be sent to review, all documents are checked together: that may take long."""
    desk.page.set_default_timeout(120_000)
    desk.sign_in(member(Role.EDITOR))
    return desk


def test_from_the_list_to_the_record_and_the_kept_questions(editor_at: Desk, vain: Vain) -> None:
    page = editor_at.page
    vain.asks(f"{BIRTH} ạ", "telegram")
    vain.gathered()
    page.get_by_role("link", name="Câu hỏi chưa trả lời được", exact=True).click()
    expect(page.get_by_text("2 nhóm câu hỏi")).to_be_visible()
    editor_at.looked_at()
    _picture(editor_at, "list")
    page.get_by_label("Tìm trong câu hỏi").fill("em be")
    expect(page.get_by_text("1 nhóm câu hỏi")).to_be_visible()
    page.get_by_role("link", name=BIRTH).first.click()
    expect(page.get_by_role("heading", name="Vì sao trợ lý trả lời như vậy")).to_be_visible()
    editor_at.looked_at()
    _picture(editor_at, "group")
    width = page.viewport_size["width"]  # type: ignore[index]
    page.get_by_label("Câu sẽ dùng").fill(f"giấy tờ cho em bé mới đẻ {width}")  # once a name
    page.get_by_role("button", name="Thêm vào mục này: Đăng ký khai sinh", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đã thêm", timeout=120_000)
    editor_at.looked_at()
    _picture(editor_at, "added")
    vain.proved()
    page.goto(f"{editor_at.base}/console/unanswered/kept")
    expect(page.get_by_role("cell", name="Đăng ký khai sinh", exact=True)).to_be_visible()
    editor_at.looked_at()
    _picture(editor_at, "kept")


def test_a_refused_form_comes_back_and_a_question_is_passed_on(
    editor_at: Desk, vain: Vain, member: Member
) -> None:
    page, colleague = editor_at.page, member(Role.OFFICER, office="tinh")
    page.goto(f"{editor_at.base}/console/unanswered/{vain.group(LOST)}")
    page.get_by_label("Muốn hỏi gì").fill("bãi xe ở đâu")
    page.get_by_role("button", name="Chuyển", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("một nơi nhận")
    expect(page.get_by_label("Muốn hỏi gì")).to_have_value("bãi xe ở đâu")
    editor_at.looked_at()
    page.get_by_label("Cho đồng nghiệp").select_option(colleague)
    page.get_by_role("button", name="Chuyển", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đã chuyển")
    page.get_by_role("button", name="Đăng xuất").click()
    editor_at.sign_in(colleague)
    page.get_by_role("link", name="Câu hỏi được chuyển", exact=True).click()
    expect(page.get_by_text(LOST)).to_be_visible()
    editor_at.looked_at()
    _picture(editor_at, "passed")
