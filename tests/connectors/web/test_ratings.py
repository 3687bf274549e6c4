"""Whether an answer helped, over a real gateway."""

import os
import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from tests.connectors.conftest import Served


def _asked(gateway: Served, text: str = "đăng ký khai sinh cho con") -> str:
    own = uuid.uuid4().hex
    path = f"/api/v1/conversations/{own}/messages"
    assert gateway.http.post(path, json={"text": text}).status_code == 200
    return own


def _rate(gateway: Served, conversation: str, **body: object) -> int:
    path = f"/api/v1/conversations/{conversation}/ratings"
    return gateway.http.post(path, json=body or {"helpful": False}).status_code


def _kept(gateway: Served, conversation: str) -> list[tuple[object, ...]]:
    return gateway.ask(
        "SELECT t.question, r.helpful FROM turn_ratings r JOIN turns t ON t.id = r.turn_id"
        " WHERE t.conversation_id = :id", id=f"web:{conversation}",
    )  # fmt: skip


def test_the_latest_answer_is_rated_and_the_last_word_counts(gateway: Served) -> None:
    own = _asked(gateway)
    assert _rate(gateway, own, helpful=True) == 204
    assert _rate(gateway, own, helpful=False) == 204
    assert _kept(gateway, own) == [("đăng ký khai sinh cho con", False)]


def test_where_nothing_was_answered_nothing_is_rated(gateway: Served) -> None:
    assert _rate(gateway, uuid.uuid4().hex) == 404
    own = _asked(gateway)
    gateway.wish(own)
    assert _rate(gateway, own) == 404
    assert _kept(gateway, own) == []


@pytest.mark.parametrize("body", [{"helpful": "perhaps"}, {"helpful": True, "text": "hay"}])
def test_no_words_are_taken(gateway: Served, body: dict[str, object]) -> None:
    own = _asked(gateway)
    assert _rate(gateway, own, **body) == 422
    assert _kept(gateway, own) == []


def test_a_rating_goes_with_its_conversation(gateway: Served) -> None:
    own = _asked(gateway)
    assert _rate(gateway, own, helpful=True) == 204
    gateway.ask("DELETE FROM conversations WHERE id = :id", id=f"web:{own}")
    assert _kept(gateway, own) == []


def test_without_a_database_it_is_said_politely(bare: TestClient) -> None:
    answer = bare.post("/api/v1/conversations/12345678/ratings", json={"helpful": True})
    assert answer.status_code == 503


@pytest.mark.parametrize("width", [360, 1280])
def test_a_resident_says_it_was_not_right(browser: Browser, gateway: Served, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 760}, locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(60_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(gateway.base)
    assert page.get_by_role("button", name="Chưa đúng").count() == 0
    page.locator("#message").fill("đăng ký kết hôn mất bao lâu")
    page.locator("#message").press("Enter")
    page.get_by_role("button", name="Chưa đúng").wait_for()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    if pictures := os.environ.get("PICTURES"):
        page.screenshot(path=f"{pictures}/rating-{width}.png")
    page.get_by_role("button", name="Chưa đúng").click()
    page.get_by_text("cán bộ sẽ xem lại câu này").wait_for()
    own = page.evaluate("JSON.stringify(Object.values(sessionStorage))")
    rated = gateway.ask(
        "SELECT t.conversation_id FROM turn_ratings r JOIN turns t ON t.id = r.turn_id"
        " WHERE NOT r.helpful AND t.question = 'đăng ký kết hôn mất bao lâu'"
    )
    assert any(conversation.removeprefix("web:") in own for (conversation,) in rated)
    page.locator("#message").fill("cảm ơn bạn nhé")
    page.locator("#message").press("Enter")
    page.get_by_text("cán bộ sẽ xem lại câu này").wait_for(state="detached")
    assert wrong == []
    context.close()
