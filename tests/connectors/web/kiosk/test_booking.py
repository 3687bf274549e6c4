"""An appointment booked at the kiosk and printed: the whole assistant behind, Rasa's form too."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.connectors.web.kiosk.standing import SIZES, standing
from tests.system.running import Running

pytestmark = pytest.mark.system
PRINTER = "window.print = () => {};"


@pytest.mark.parametrize(
    ("size", "phone"), [("portrait", "0987 000 901"), ("landscape", "0987 000 902")]
)
def test_an_appointment_is_booked_and_printed(
    browser: Browser, running: Running, size: str, phone: str
) -> None:
    with standing(browser, running.base, SIZES[size]) as kiosk:
        kiosk.page.add_init_script(PRINTER)
        kiosk.begin()
        kiosk.birth_list()
        kiosk.touch("Đặt lịch hẹn")
        talk = kiosk.screen("book")
        times = talk.locator(".words-assistant .choice:enabled").filter(has_text=re.compile(r"\d"))
        times.first.click()
        kiosk.touch("Đã đủ")
        expect(talk.get_by_text("Bạn gõ họ tên và số điện thoại")).to_be_visible()
        kiosk.page.locator("#asked").fill(f"Nguyễn Văn An {phone}")
        kiosk.touch("Gửi")
        kiosk.touch("Xác nhận")
        ticket = kiosk.page.locator(".ticket")
        expect(ticket.locator(".ticket-code")).to_have_text(re.compile(r"^\w{4}-\w{4}$"))
        expect(ticket.locator(".qr")).to_be_visible()
        assert ticket.locator(".qr").evaluate("image => image.naturalWidth") > 0
        code = ticket.locator(".ticket-code").inner_text()
        kiosk.touch("In phiếu nhỏ")
        expect(kiosk.page.locator("#print-sheet")).to_contain_text(code)
        kiosk.page.pdf()
        expect(kiosk.page.locator("#print-sheet")).to_be_empty()
        assert kiosk.violations() == ""
        kiosk.touch("Mang về điện thoại")
        expect(kiosk.page.locator(".take .qr")).to_be_visible()
        kiosk.touch("Kết thúc")
        kiosk.screen("home")
        assert code not in kiosk.page.locator("body").inner_text()
