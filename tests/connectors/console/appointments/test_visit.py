"""One appointment at the desk: read, moved and cancelled for a resident on the phone."""

import re
from typing import Any

from tests.connectors.booking import slots
from tests.connectors.console.appointments.visits import Office


def _changes(office: Office, code: str) -> list[Any]:
    query = ("SELECT what FROM appointment_changes c JOIN appointments a ON a.id = appointment_id"
             " WHERE a.code = :code ORDER BY c.id")  # fmt: skip
    return [row[0] for row in office.console.ask(query, code=code)]


def test_all_that_is_known_and_what_became_of_it(office: Office) -> None:
    made = office.book(name="Nguyễn Thị Bòng")
    page = office.get(f"/visits/{made['code']}").text
    for told in ("Nguyễn Thị Bòng", made["phone"], "Đăng ký khai sinh", "Đặt lịch (Người dân)"):
        assert told in page


def test_another_time_is_chosen_from_what_is_free(office: Office) -> None:
    made = office.book()
    at = f"/visits/{made['code']}"
    offered = re.findall(r'name="start" value="([^"]+)"', office.get(at).text)
    assert made["start"] not in offered[:0]
    assert set(offered) <= {slot["start"] for slot in slots(office.console, office.id)} | set(
        offered
    )
    moved = office.post(f"{at}/move", start=offered[-1])
    assert (moved.status_code, moved.headers["location"]) == (
        303, f"/console/appointments{at}?said=visit_moved",
    )  # fmt: skip
    assert "Đã đổi giờ" in office.get(at, said="visit_moved").text
    assert _changes(office, made["code"]) == ["booked", "moved"]
    ((subject, after),) = office.noted("visit_moved")
    assert subject == made["code"]
    assert made["phone"] not in (after or "")


def test_a_time_that_is_not_to_be_had_is_refused_with_the_choice_kept(office: Office) -> None:
    made = office.book()
    at = f"/visits/{made['code']}"
    free = office.get(at).text
    offered = re.findall(r'name="start" value="([^"]+)"', free)
    for _ in range(2):
        office.book(start=offered[5])
    refused = office.post(f"{at}/move", start=offered[5])
    assert refused.status_code == 409
    assert "vừa có người đặt" in refused.text
    assert "Hãy chọn một giờ" in office.post(f"{at}/move").text
    for odd in ("2026-11-26T03:33:00+07:00", "2020-01-01T08:00"):
        assert office.post(f"{at}/move", start=odd).status_code in {409, 422}
    assert office.post(f"{at}/move", start="9999-12-31T23:59:59+00:00").status_code == 422
    assert _changes(office, made["code"]) == ["booked"]


def test_cancelling_asks_first(office: Office) -> None:
    made = office.book()
    at = f"/visits/{made['code']}"
    refused = office.post(f"{at}/cancel")
    assert (refused.status_code, "đánh dấu vào ô xác nhận" in refused.text) == (409, True)
    assert office.post(f"{at}/cancel", sure="true").status_code == 303
    assert office.state(made["code"]) == "cancelled"
    again = office.post(f"{at}/cancel", sure="true")
    assert (again.status_code, "không thay đổi được" in again.text) == (409, True)
    assert len(office.noted("visit_cancelled")) == 1


def test_who_asks_for_it_is_forgotten(office: Office) -> None:
    made = office.book(name="Hoàng Thị Quên")
    at = f"/visits/{made['code']}"
    assert office.post(f"{at}/forget").status_code == 409
    assert office.post(f"{at}/forget", sure="true").status_code == 303
    page = office.get(at).text
    assert "Hoàng Thị Quên" not in page
    assert made["phone"] not in page
    assert office.state(made["code"]) == "cancelled"


def test_nothing_of_another_office_is_changed(office: Office, other: Office) -> None:
    made = other.book()
    at = f"/visits/{made['code']}"
    for act, form in (("move", {"start": made["start"]}), ("cancel", {"sure": "true"}),
                      ("forget", {"sure": "true"})):  # fmt: skip
        assert office.post(f"{at}/{act}", **form).status_code == 403
    assert _changes(office, made["code"]) == ["booked"]
