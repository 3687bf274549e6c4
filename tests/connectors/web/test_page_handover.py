"""The page while an officer has the conversation: a real browser, the gateway, nothing more."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.connectors.conftest import Serve, Served
from tests.connectors.web.test_page import SIZES, Chat

WISH = "cho tôi gặp cán bộ"


@pytest.fixture
def chat(browser: Browser, gateway: Served) -> Iterator[Chat]:
    """A fresh page; nothing may go wrong unseen."""
    context = browser.new_context(viewport=SIZES["phone"], locale="vi-VN")
    chat = Chat(context.new_page(), urlsplit(gateway.base).netloc)
    chat.page.goto(gateway.base)
    yield chat
    context.close()
    assert chat.complaints == []


def _conversation(page: Page) -> str:
    kept = "JSON.parse(sessionStorage.getItem('one-stop-assistant.conversation')).id"
    return str(page.evaluate(kept))


def _claimed(chat: Chat, gateway: Served) -> str:
    """The resident asks for a person on the page, and an officer comes."""
    chat.ask("không rõ việc gì cả zzz")
    chat.press("Gặp cán bộ")
    query = "SELECT code FROM handovers WHERE conversation_id = :id"
    ((code,),) = gateway.ask(query, id=f"web:{_conversation(chat.page)}")
    assert str(code) in chat.last()
    assert gateway.desk("POST", f"/cases/{code}/claim").status_code == 200
    expect(chat.page.get_by_text("Cán bộ đã vào cuộc trò chuyện")).to_be_visible()
    return str(code)


def _write(gateway: Served, code: str, text: str) -> None:
    answer = gateway.desk("POST", f"/cases/{code}/messages", json={"text": text})
    assert answer.status_code == 202


def test_an_officers_words_appear_and_stay_after_a_reload(chat: Chat, gateway: Served) -> None:
    code = _claimed(chat, gateway)
    _write(gateway, code, "Chào bạn, tôi là cán bộ <b>trực</b>.")
    words = chat.page.locator(".message-officer")
    expect(words).to_have_count(1, timeout=2000)
    expect(words).to_contain_text("Cán bộ")
    expect(words).to_contain_text("Chào bạn, tôi là cán bộ <b>trực</b>.")
    before = chat.page.locator(".message").count()
    chat.page.reload()
    expect(chat.page.locator(".message")).to_have_count(before)
    _write(gateway, code, "Bạn còn cần gì không?")
    expect(words).to_have_count(2, timeout=2000)
    expect(chat.page.locator(".message")).to_have_count(before + 1)
    assert chat.violations() == ""


def test_what_came_while_the_page_was_away_is_there_on_return(chat: Chat, gateway: Served) -> None:
    code = _claimed(chat, gateway)
    chat.page.goto("about:blank")
    _write(gateway, code, "Câu một.")
    _write(gateway, code, "Câu hai.")
    chat.page.goto(gateway.base)
    expect(chat.page.locator(".message-officer .message-text")).to_have_text(
        ["Câu một.", "Câu hai."]
    )


def test_a_message_to_the_officer_gets_a_quiet_line_and_no_answer(
    chat: Chat, gateway: Served
) -> None:
    code = _claimed(chat, gateway)
    answers = chat.page.locator(".message-assistant").count()
    chat.page.locator("#message").fill("Tôi hỏi thêm một câu.")
    chat.page.locator("#message").press("Enter")
    line = chat.page.locator(".message-resident .message-state").last
    expect(line).to_have_text("Đã gửi tới cán bộ")
    assert chat.page.locator(".message-assistant").count() == answers
    chat.page.reload()
    expect(line).to_have_text("Đã gửi tới cán bộ")
    expect(chat.page.locator(".message-problem")).to_have_count(0)
    assert gateway.desk("POST", f"/cases/{code}/release").status_code == 204
    expect(chat.page.get_by_text("Trợ lý sẵn sàng trả lời tiếp")).to_be_visible()
    chat.ask("lệ phí đăng ký kết hôn")
    assert chat.violations() == ""


def test_a_page_without_a_wish_opens_no_stream(chat: Chat, gateway: Served) -> None:
    seen: list[str] = []
    chat.page.on("request", lambda request: seen.append(request.url))
    chat.ask("đăng ký kết hôn mất bao lâu")
    chat.page.reload()
    expect(chat.page.locator(".message").first).to_be_visible()
    assert not [url for url in seen if url.endswith("/events") or "/events?" in url]


def test_starting_over_leaves_the_officer_behind(chat: Chat, gateway: Served) -> None:
    code = _claimed(chat, gateway)
    chat.page.locator("#restart").click()
    _write(gateway, code, "Bạn còn đó không?")
    chat.page.wait_for_timeout(500)
    expect(chat.page.locator(".message-officer")).to_have_count(0)


def test_without_streams_the_page_still_answers(
    browser: Browser,
    gateway: Served,
) -> None:
    context = browser.new_context(viewport=SIZES["phone"], locale="vi-VN")
    context.add_init_script("delete window.EventSource")
    chat = Chat(context.new_page(), urlsplit(gateway.base).netloc)
    chat.page.goto(gateway.base)
    chat.ask("không rõ việc gì cả zzz")
    chat.press("Gặp cán bộ")
    chat.ask("đăng ký kết hôn mất bao lâu")
    context.close()
    assert chat.complaints == []


def test_who_writes_too_fast_is_told_politely(
    browser: Browser,
    serve: Serve,
) -> None:
    limited = serve(assistant_limits="on")
    context = browser.new_context(viewport=SIZES["phone"], locale="vi-VN")
    page = context.new_page()
    page.goto(limited.base)
    conversation = None
    for number in range(11):
        before = page.locator(".message-assistant").count()
        page.locator("#message").fill(f"câu {number} zzz")
        page.locator("#message").press("Enter")
        expect(page.locator(".message-assistant").nth(before)).to_be_visible()
        expect(page.locator(".message-typing")).to_have_count(0)
        conversation = conversation or _conversation(page)
    expect(page.locator(".message-problem")).to_contain_text("Bạn gửi hơi nhanh")
    expect(page.get_by_role("button", name="Gửi lại")).to_be_visible()
    context.close()
    limited.stop()
