"""The public scorecard."""

from collections.abc import Iterator
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.connectors.conftest import Served

INSERT = (
    "INSERT INTO centre_figures VALUES (:office, '2021-05-01', :received, :online, :resolved,"
    " :on_time, :rated, :satisfied, 'báo cáo', 'can.bo', now())"
)
GOOD = {"received": 1000, "online": 850, "resolved": 900, "on_time": 891, "rated": 200,
        "satisfied": 150}  # fmt: skip


@pytest.fixture
def entered(gateway: Served) -> Iterator[Served]:
    """Three centres have said something of a month: one all, one a part, one of very few."""
    gateway.ask(INSERT, office="tinh", **GOOD)
    gateway.ask(INSERT, office="07210", **{**GOOD, "rated": None, "satisfied": None})
    gateway.ask(INSERT, office="07228", **{**GOOD, "rated": 4, "satisfied": 3})
    yield gateway
    gateway.ask("DELETE FROM centre_figures WHERE month = '2021-05-01'")


def _page(served: Served, path: str = "/scorecard?month=2021-05") -> str:
    answer = served.http.get(path)
    assert answer.status_code == 200
    return unescape(answer.text)


def test_stars_are_told_with_what_they_are_made_of(entered: Served) -> None:
    page = _page(entered)
    assert page.count("4 trên 5 sao") >= 1
    assert "99 % của 900" in page
    assert "đang thử nghiệm" in page
    assert "từ 80 % · từ 90 % · từ 95 % · từ 99 %" in page


def test_what_was_not_said_is_told_as_that_and_small_numbers_are_not_shown(
    entered: Served,
) -> None:
    page = _page(entered)
    assert "chưa có số liệu" in page
    assert "ít hơn 5, không hiện" in page
    assert "75 % của 4" not in page
    assert "trung tâm chưa cung cấp số liệu của tháng này" in page


def test_without_any_figures_there_are_no_stars(gateway: Served) -> None:
    gateway.ask("DELETE FROM centre_figures")
    page = _page(gateway, "/scorecard")
    assert "Chưa có số liệu của trung tâm nào" in page
    assert "trên 5 sao" not in page


@pytest.mark.parametrize("month", ["khongthang", "9999-99", "2021-05'--", "%00"])
def test_a_month_that_is_none_shows_the_newest(entered: Served, month: str) -> None:
    assert "Bảng điểm" in _page(entered, f"/scorecard?month={month}")


@pytest.mark.parametrize("width", [1366, 360])
def test_nobody_is_kept_out(entered: Served, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740}, locale="vi-VN")
    try:
        page = context.new_page()
        for path in ("/scorecard?month=2021-05", "/open-data"):
            page.goto(entered.base + path)
            for summary in page.locator("summary").all():
                summary.click()
            results = Axe().run(page)
            assert results.violations_count == 0, results.generate_report()
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) <= 0
    finally:
        context.close()
