"""A question in vain on Zalo, its answer written, reviewed and published by two people at their
desks, and the same question answered, with every process still the one it was.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from typer.testing import CliRunner

from assistant.cli import app
from evaluation.channels import OnZalo
from evaluation.residents import account_settings, control
from evaluation.running import fake
from tests.system.channels import Chat
from tests.system.running import Running, environment, launch, stop, wait_until_ready

pytestmark = pytest.mark.system
ASKED = "Làm thẻ thư viện cần giấy gì"
WITHOUT_SIGNS = "lam the thu vien can giay gi"
WAYS = [
    "cấp thẻ thư viện cho con", "muốn mượn sách thư viện thì làm thẻ ở đâu",
    "thẻ thư viện tỉnh", "đăng ký thẻ đọc sách", "làm lại thẻ thư viện bị mất",
]  # fmt: skip
ANSWER = "Câu trả lời vừa được hai cán bộ soạn và duyệt trong bài kiểm tra."
PASSWORD = "năm con ngựa gặm cỏ"
_PATIENT = 120_000  # milliseconds


@dataclass(frozen=True)
class Centre:
    """The running system, its fake Zalo, and the desks of its staff."""

    system: Running
    zalo: str

    def hire(self, name: str, role: str) -> None:
        """An account, made by the operator's command."""
        words = ["staff", "add", name, "--person", "Trần Thị Bích", "--role", role]
        env = environment(self.system.data)
        typed = f"{PASSWORD}\n{PASSWORD}\n"
        # In a thread of its own: the browser of the tests has a loop in this one.
        with ThreadPoolExecutor(1) as thread:
            done = thread.submit(CliRunner().invoke, app, words, input=typed, env=env).result()
        assert done.exit_code == 0, done.output

    def desk(self, browser: Browser, name: str) -> Page:
        """A browser in which that person is signed in."""
        page = browser.new_context(locale="vi-VN").new_page()
        page.set_default_timeout(_PATIENT)
        page.goto(f"{self.system.base}/console")
        page.get_by_label("Tên đăng nhập").fill(name)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        return page


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """One system for the story."""
    with fake("zalo") as zalo:
        system = launch(tmp_path_factory.mktemp("story") / "var", **account_settings(zalo))
        wait_until_ready(system)
        control(zalo, {"hook": {"address": f"{system.base}/webhooks/zalo", "scale": 0.01}})
        yield Centre(system, zalo)
        assert stop(system) == 0


def test_a_question_in_vain_becomes_an_answer(centre: Centre, browser: Browser) -> None:
    resident, before = Chat(OnZalo(centre.zalo)), centre.system.pids
    centre.hire("bien.tap", "editor")
    centre.hire("duyet.bai", "reviewer")
    resident.says(ASKED)
    assert ANSWER not in resident.hears(" ")
    resident.says("cho tôi gặp cán bộ")
    resident.hears("mã yêu cầu")
    _written(centre.desk(browser, "bien.tap"))
    _published(centre.desk(browser, "duyet.bai"))
    for question in (ASKED, WITHOUT_SIGNS):
        someone = Chat(OnZalo(centre.zalo))
        someone.says(question)
        assert ANSWER in someone.hears(ANSWER)
    assert centre.system.pids == before


def _written(page: Page) -> None:
    """From the list of unanswered questions to a draft that waits for its review."""
    page.get_by_role("link", name="Câu hỏi chưa trả lời được", exact=True).click()
    deadline = time.monotonic() + 120
    while page.get_by_role("link", name=ASKED).count() == 0 and time.monotonic() < deadline:
        page.wait_for_timeout(1000)
        page.reload()
    page.get_by_role("link", name=ASKED).first.click()
    page.get_by_role("link", name="Viết câu hỏi").click()
    expect(page.get_by_role("textbox", name="Câu hỏi", exact=True)).to_have_value(ASKED)
    page.get_by_label("Thuộc chủ đề").select_option("faq/trung_tam.yml")
    page.get_by_label("Cách hỏi khác").fill("\n".join(WAYS))
    page.get_by_label("Câu trả lời").fill(ANSWER)
    page.get_by_label("Tên nguồn").fill("Trung tâm")
    page.get_by_role("button", name="Lưu bản nháp").last.click()
    page.get_by_role("status").wait_for()
    page.get_by_role("button", name="Lưu và gửi duyệt").click()
    page.wait_for_url("**/console/content/faq/trung_tam.yml?**")


def _published(page: Page) -> None:
    """By another person, who finds it waiting."""
    page.get_by_role("navigation").get_by_role("link", name="Nội dung").click()
    page.get_by_role("link", name="1 Chờ duyệt").click()
    page.locator("#found tbody a").first.click()
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đã duyệt")
    page.get_by_role("button", name="Công bố ngay", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đã công bố")
