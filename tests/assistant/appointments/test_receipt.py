"""What is told of an appointment that stands."""

from dataclasses import replace
from datetime import datetime, timedelta

from assistant.appointments.appointment import Appointment, Contact, Kind, State
from assistant.appointments.links import Links
from assistant.appointments.receipt import Receipt
from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase

AT = datetime(2026, 11, 26, 9, 0, tzinfo=VIETNAM)
VISIT = Appointment(
    1, "K7DH-3MXA", "07210", "chung", Kind.SUBMIT, "1.001193", AT, AT + timedelta(minutes=20),
    State.BOOKED, contact=Contact("Nguyễn Văn An", "0912345678"),
)  # fmt: skip


def test_a_booking_is_told_with_code_place_and_what_is_not_confirmed(
    real_base: KnowledgeBase,
) -> None:
    (reply,) = Receipt(real_base).booked(VISIT, has_all=False)
    assert "K7DH-3MXA" in reply.text
    assert "Đăng ký khai sinh" in reply.text
    assert "cần xác nhận với điểm tiếp nhận" in reply.text
    assert "mang đủ giấy tờ" in reply.text
    assert "Nguyễn Văn An" not in reply.text
    assert [button.title for button in reply.buttons] == ["Đổi lịch", "Hủy lịch"]
    assert "mang đủ giấy tờ" not in Receipt(real_base).booked(VISIT, has_all=True)[0].text


def test_addresses_stand_in_the_text_only_where_ours_is_known(real_base: KnowledgeBase) -> None:
    linked = Receipt(real_base, Links(str.swapcase, "https://x"))
    assert "https://x/api/v1/" in linked.booked(VISIT, has_all=True)[0].text
    told = Receipt(real_base, Links(str.swapcase)).moved(VISIT)
    assert not any("https://" in reply.text for reply in told)


def test_the_ticket_is_a_message_of_its_own(real_base: KnowledgeBase) -> None:
    receipt = Receipt(real_base, Links(str.swapcase))
    _, last = receipt.booked(VISIT, has_all=True)
    assert last.ticket is not None
    assert VISIT.code in last.text
    assert last.ticket.image.startswith("/api/v1/appointments/K7DH-3MXA/qr.svg?token=")
    at_home = replace(VISIT, kind=Kind.HOME_VISIT)
    assert all(reply.ticket is None for reply in receipt.booked(at_home, has_all=True))


def test_a_home_visit_names_no_address_of_an_office(real_base: KnowledgeBase) -> None:
    visit = replace(VISIT, kind=Kind.HOME_VISIT, procedure=None)
    (reply,) = Receipt(real_base).booked(visit, has_all=False)
    assert "gọi điện xác nhận" in reply.text
    assert "Địa chỉ" not in reply.text


def test_moved_cancelled_and_listed(real_base: KnowledgeBase) -> None:
    receipt = Receipt(real_base)
    assert "vẫn là K7DH-3MXA" in receipt.moved(VISIT)[0].text
    assert "Đã hủy lịch K7DH-3MXA" in receipt.cancelled(VISIT)[0].text
    assert len(receipt.listed([VISIT, VISIT])) == 2
    assert receipt.line(replace(VISIT, office="gone")).endswith("tại gone.")
