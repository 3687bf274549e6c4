"""A conversation as officers meet it: on an office monitor and on a phone, in Chromium."""

import os
from pathlib import Path

from playwright.sync_api import Browser, expect

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import SIZES, Desk, Member
from tests.connectors.console.conversations.conftest import Officers, Say, Wish

PICTURES = os.environ.get("PICTURES")  # a folder, to look at the pages


def _look(desk: Desk, name: str) -> None:
    desk.looked_at()
    if PICTURES:
        width = (desk.page.viewport_size or {})["width"]
        path = Path(PICTURES) / f"{name}-{width}.png"
        desk.page.screenshot(path=path, full_page=True, caret="initial")


def test_an_officer_takes_a_conversation_on_answers_and_gives_it_back(
    desk: Desk, member: Member, wish: Wish, say: Say, console: Served
) -> None:
    page, first = desk.page, wish()
    say(first, "tôi muốn đăng ký kết hôn với người nước ngoài thì làm ở đâu")
    desk.sign_in(member(Role.OFFICER, office="tinh"))
    page.get_by_role("navigation").get_by_role("link", name="Trò chuyện").click()
    expect(page.get_by_text("người nước ngoài").first).to_be_visible()
    _look(desk, "inbox")
    late = wish(office="tinh", option="english")
    expect(page.get_by_role("button", name=f"Nhận trả lời {late}")).to_be_visible(timeout=15000)
    assert page.title().startswith("(")
    expect(page.locator("html[data-rang]")).to_have_count(1)
    page.get_by_role("button", name=f"Nhận trả lời {first}").click()
    expect(page.get_by_text("Bạn đang trả lời. Trợ lý im lặng.")).to_be_visible()
    say(first, "tôi viết thêm một câu")
    expect(page.locator("#talk").get_by_text("tôi viết thêm một câu")).to_be_visible(timeout=15000)
    _look(desk, "case")
    page.get_by_label("Tìm thủ tục hoặc câu hỏi").fill("đăng ký kết hôn")
    page.get_by_role("button", name="Tìm").click()
    page.locator(".found a").first.click()
    page.locator("summary", has_text="Lệ phí").click()
    page.get_by_role("link", name="Đưa vào ô trả lời Lệ phí").click()
    text = page.get_by_label("Trả lời người dân")
    expect(text).not_to_have_value("")
    _look(desk, "answers")
    text.press("Control+End")
    text.press_sequentially(" Mời bạn đến <b>quầy 2</b>.")
    text.press("Control+Enter")
    expect(text).to_have_value("")
    expect(page.locator("#talk").get_by_text("Mời bạn đến <b>quầy 2</b>.")).to_be_visible()
    page.get_by_label("Ghi chú mới").fill("Hẹn chiều nay.")
    page.get_by_role("button", name="Lưu ghi chú").click()
    expect(page.get_by_text("Hẹn chiều nay.")).to_be_visible()
    page.get_by_role("button", name="Trả lại cho Trợ lý").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã trả cuộc trò chuyện")
    page.get_by_role("link", name="Đã kết thúc").click()
    _look(desk, "closed")
    page.get_by_role("link", name=first).click()
    expect(page.get_by_text("Cán bộ đã trả lại cho Trợ lý.")).to_be_visible()
    _look(desk, "closed-case")


def test_what_is_typed_outlives_a_lost_connection_and_a_reload(
    desk: Desk, member: Member, wish: Wish
) -> None:
    code, page = wish(), desk.page
    desk.sign_in(member(Role.OFFICER, office="tinh"))
    page.goto(f"{desk.base}/console/conversations/{code}")
    page.get_by_role("button", name="Nhận trả lời").click()
    text = page.get_by_label("Trả lời người dân")
    text.fill("Một câu dài mà không ai muốn gõ lại.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi cho người dân").click()
    expect(page.locator("#unsent")).to_contain_text("mất kết nối")
    expect(text).to_have_value("Một câu dài mà không ai muốn gõ lại.")
    desk.looked_at()
    page.context.set_offline(False)
    page.reload()
    expect(text).to_have_value("Một câu dài mà không ai muốn gõ lại.")
    page.get_by_role("button", name="Gửi cho người dân").click()
    expect(page.locator("#talk").get_by_text("Một câu dài")).to_have_count(1)
    expect(text).to_have_value("")
    page.reload()
    expect(text).to_have_value("")
    offline = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    desk.complaints[:] = [c for c in desk.complaints if not any(sign in c for sign in offline)]


def test_the_bell_is_switched_off_and_stays_off(desk: Desk, member: Member) -> None:
    desk.sign_in(member(Role.OFFICER, office="tinh"))
    desk.page.goto(f"{desk.base}/console/conversations")
    bell = desk.page.get_by_role("button", name="Chuông báo")
    expect(bell).to_have_attribute("aria-pressed", "true")
    bell.click()
    desk.page.reload()
    expect(bell).to_have_text("Chuông báo: đang tắt")


def test_words_of_who_withdrew_leave_the_open_page(
    desk: Desk, member: Member, wish: Wish, say: Say, console: Served
) -> None:
    code, page = wish(), desk.page
    say(code, "xin đừng giữ lời này")
    desk.sign_in(member(Role.OFFICER, office="tinh"))
    page.goto(f"{desk.base}/console/conversations/{code}")
    expect(page.get_by_text("xin đừng giữ lời này")).to_be_visible()
    console.ask("DELETE FROM conversations USING handovers h"
                " WHERE h.conversation_id = conversations.id AND h.code = :c", c=code)  # fmt: skip
    expect(page.get_by_text("Cuộc trò chuyện không còn.")).to_be_visible(timeout=15000)
    expect(page.get_by_text("xin đừng giữ lời này")).to_have_count(0)


def test_without_scripts_all_of_it_works(
    browser: Browser, console: Served, officers: Officers, wish: Wish
) -> None:
    code = wish()
    context = browser.new_context(viewport=SIZES["phone"], java_script_enabled=False)
    cookies = officers.first.http.cookies
    context.add_cookies([
        {"name": each.name, "value": each.value or "", "url": f"{console.base}/console"}
        for each in cookies.jar
    ])  # fmt: skip
    page = context.new_page()
    page.goto(f"{console.base}/console/conversations")
    page.get_by_role("button", name=f"Nhận trả lời {code}").click()
    page.get_by_label("Tìm thủ tục hoặc câu hỏi").fill("khai sinh")
    page.get_by_role("button", name="Tìm").click()
    page.locator(".found a").first.click()
    page.locator("summary", has_text="Nộp ở đâu").click()
    page.get_by_role("link", name="Đưa vào ô trả lời Nộp ở đâu").click()
    expect(page.get_by_label("Trả lời người dân")).not_to_have_value("")
    page.get_by_role("button", name="Gửi cho người dân").click()
    expect(page.locator(".said-officer")).to_have_count(1)
    context.close()


def test_an_editor_is_refused(desk: Desk, member: Member) -> None:
    desk.sign_in(member(Role.EDITOR))
    desk.page.goto(f"{desk.base}/console/conversations")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Không có quyền")
