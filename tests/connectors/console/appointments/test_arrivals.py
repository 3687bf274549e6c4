"""Who comes to the desk: with a code, without one, late, or not at all."""

import json

from assistant.appointments.ticket import payload
from tests.connectors.console.appointments.visits import Office


def test_who_has_an_appointment_gets_a_number_once(office: Office) -> None:
    made = office.today(10)
    first = office.part("/arrive", scanned=payload(made["code"]))
    assert "Số của họ: A001" in first.text
    again = office.part("/arrive", scanned=made["code"].lower())
    assert "Số của họ: A001" in again.text
    assert office.state(made["code"]) == "arrived"
    assert office.noted("visit_arrived") == [(made["code"], '{"number": "A001"}')]
    by = 'SELECT "by" FROM appointment_changes ORDER BY id DESC LIMIT 1'
    assert office.console.ask(by) == [(f"officer:{office.officer}",)]


def test_an_officer_takes_in_who_comes_early(office: Office) -> None:
    made = office.today(90)
    if office.get(f"/visits/{made['code']}").text.count("Ghi đã đến") == 0:
        return  # late in the evening ninety minutes from now is another day
    assert "Số của họ" in office.part("/arrive", scanned=made["code"]).text


def test_who_is_not_taken_in_is_told_why_and_the_code_stays(office: Office, other: Office) -> None:
    later, elsewhere = office.book(3), other.today(5)
    for typed, why in (
        ("khong phai ma", "gồm 8 chữ và số"),
        ("K7DH-3MXA", "Không có lịch hẹn nào"),
        (later["code"], "Nếu tiếp hôm nay"),
        (elsewhere["code"], "Lịch hẹn này ở"),
    ):
        refused = office.post("/arrive", scanned=typed)
        assert refused.status_code == 409
        assert why in refused.text
        assert f'value="{typed}"' in refused.text
    assert other.state(elsewhere["code"]) == "booked"
    assert office.noted("visit_arrived") == []


def test_a_walk_in_gets_one_number_for_one_press(office: Office) -> None:
    for _ in range(2):
        assert "Số chờ: B001" in office.part("/take", group="dat-dai", key="cùng một").text
    assert "Số chờ: B002" in office.part("/take", group="dat-dai", key="khác").text
    assert [subject for subject, _ in office.noted("number_given")] == [
        f"{office.id} B001", f"{office.id} B002",
    ]  # fmt: skip
    assert office.part("/take", group="tai-nha", key="x").text.count("Nhóm quầy này không còn")
    assert office.part("/take", group="khong-co").text.count("Nhóm quầy này không còn")


def test_who_did_not_come_is_noted_after_the_time_only(office: Office) -> None:
    early, late = office.today(30), office.today(-30, 1)
    refused = office.post(f"/visits/{early['code']}/missed")
    assert (refused.status_code, "chưa đến giờ hẹn" in refused.text) == (409, True)
    assert office.post(f"/visits/{late['code']}/missed").status_code == 303
    assert office.state(late["code"]) == "missed"
    ((subject, after),) = office.noted("visit_missed")
    assert (subject, json.loads(after or "")) == (late["code"], {"state": "missed"})
    assert "Số của họ" in office.part("/arrive", scanned=late["code"]).text


def test_a_home_visit_is_noted_without_a_number(office: Office) -> None:
    where = {"kind": "home_visit", "procedure": None, "address": "Thôn Nam, nhà số 2"}
    asked = {"office": office.id, "kind": "home_visit"}
    start = office.console.http.get("/api/v1/slots", params=asked).json()[0]["start"]
    made = office.today(5, start=start, **where)
    assert "không cần lấy số" in office.part("/arrive", scanned=made["code"]).text
    assert office.post(f"/visits/{made['code']}/served").status_code == 303
    assert office.state(made["code"]) == "arrived"


def test_nothing_of_another_office_is_changed(office: Office, other: Office) -> None:
    made = other.today(-5)
    for act in ("missed", "served"):
        assert office.post(f"/visits/{made['code']}/{act}").status_code == 403
    assert other.state(made["code"]) == "booked"
