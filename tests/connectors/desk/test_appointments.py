"""The officers' side of appointments on a real database: the day, who came, closed times."""

import io
from datetime import datetime, timedelta

import pytest
from openpyxl import load_workbook

from assistant.appointments.ticket import payload
from assistant.clock import now
from tests.connectors.booking import BIRTH, URL, booked, new_phone, slots
from tests.connectors.conftest import Served

OFFICE = "07294"


def today(gateway: Served, made: dict[str, str]) -> None:
    """Let the visit be now, as time cannot be waited for."""
    gateway.ask(
        "UPDATE appointments SET starts_at = now() - interval '1 minute',"
        " ends_at = now() + interval '10 minutes' WHERE code = :code",
        code=made["code"],
    )


def test_the_day_of_an_office_with_names_for_its_officers(gateway: Served) -> None:
    made = booked(gateway, OFFICE, name="Trần Văn Sáng")
    day = made["start"][:10]
    answer = gateway.desk("GET", "/appointments", params={"office": OFFICE, "day": day})
    assert answer.headers["Cache-Control"] == "no-store"
    (line,) = [line for line in answer.json() if line["code"] == made["code"]]
    assert line == {
        "code": made["code"], "start": made["start"], "end": made["end"], "state": "booked",
        "counter": "ho-tich", "counter_name": "Hộ tịch, chứng thực", "kind": "submit",
        "procedure": BIRTH, "procedure_name": "Đăng ký khai sinh", "name": "Trần Văn Sáng",
        "phone": made["phone"], "address": "",
    }  # fmt: skip


def test_the_list_goes_by_time_and_can_be_one_counter_s(gateway: Served) -> None:
    later, first = booked(gateway, OFFICE, 9), booked(gateway, OFFICE, 3)
    home = {"kind": "home_visit", "procedure": None, "address": "Thôn Đông, nhà số 7"}
    asked = {"office": OFFICE, "kind": "home_visit"}
    start = gateway.http.get("/api/v1/slots", params=asked).json()[0]["start"]
    visit = booked(gateway, OFFICE, start=start, **home)
    where = {"office": OFFICE, "day": first["start"][:10]}
    listed = gateway.desk("GET", "/appointments", params=where).json()
    assert [line["start"] for line in listed] == sorted(line["start"] for line in listed)
    assert {first["code"], later["code"]} <= {line["code"] for line in listed}
    one = gateway.desk("GET", "/appointments", params={**where, "counter": "tai-nha"}).json()
    assert [(line["code"], line["address"]) for line in one] == [
        (visit["code"], "Thôn Đông, nhà số 7")
    ]


def test_what_is_unknown_is_named(gateway: Served) -> None:
    answer = gateway.desk("GET", "/appointments", params={"office": "99999"})
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_office")
    assert gateway.desk("GET", "/appointments").json()["field"] == "office"
    assert gateway.desk("GET", "/appointments", params={"office": OFFICE}).status_code == 200


def test_the_sheet_has_the_same_lines(gateway: Served) -> None:
    made = booked(gateway, OFFICE, 12, name="Phạm Thị In")
    day = made["start"][:10]
    answer = gateway.desk("GET", "/appointments.xlsx", params={"office": OFFICE, "day": day})
    assert f'filename="lich-hen-{OFFICE}-{day}.xlsx"' in answer.headers["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {made["code"], made["phone"], "Phạm Thị In"} <= cells


@pytest.mark.parametrize("typed", ["scanned", "plain", "small"])
def test_who_came_is_checked_in_however_the_code_is_read(gateway: Served, typed: str) -> None:
    made = booked(gateway, OFFICE, 14)
    today(gateway, made)
    read = {"scanned": payload(made["code"]), "plain": made["code"],
            "small": made["code"].lower().replace("-", "")}[typed]  # fmt: skip
    first = gateway.desk("POST", f"/appointments/{read}/arrived")
    assert (first.status_code, first.json()["state"]) == (200, "arrived")
    again = gateway.desk("POST", f"/appointments/{read}/arrived")
    assert (again.status_code, again.json()["state"]) == (200, "arrived")
    noted = (
        'SELECT "by", what FROM appointment_changes JOIN appointments a ON a.id = appointment_id'
        " WHERE a.code = :code ORDER BY appointment_changes.id"
    )
    assert gateway.ask(noted, code=made["code"]) == [
        ("resident", "booked"), ("officer:Lan", "arrived"),
    ]  # fmt: skip
    gateway.ask("DELETE FROM appointments WHERE code = :code", code=made["code"])


def test_nobody_came_and_came_late_after_all(gateway: Served) -> None:
    made = booked(gateway, OFFICE, 16)
    early = gateway.desk("POST", f"/appointments/{made['code']}/missed")
    assert (early.status_code, early.json()["code"]) == (409, "not_yet")
    today(gateway, made)
    gone = gateway.desk("POST", f"/appointments/{made['code']}/missed", officer="Hùng")
    assert (gone.status_code, gone.json()["state"]) == (200, "missed")
    late = gateway.desk("POST", f"/appointments/{made['code']}/arrived")
    assert late.json()["state"] == "arrived"
    gateway.ask("DELETE FROM appointments WHERE code = :code", code=made["code"])


@pytest.mark.parametrize("what", ["arrived", "missed"])
@pytest.mark.parametrize("code", ["K7DH-3MXA", "khong phai ma", "é"])
def test_a_code_that_is_none_is_not_found(gateway: Served, what: str, code: str) -> None:
    answer = gateway.desk("POST", f"/appointments/{code}/{what}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_who_came_may_be_forgotten(gateway: Served) -> None:
    made = booked(gateway, OFFICE, 18)
    where = f"/appointments/{made['code']}/contact"
    assert gateway.desk("DELETE", where).status_code == 204
    kept = "SELECT contact, person FROM appointments WHERE code = :code"
    assert gateway.ask(kept, code=made["code"]) == [(None, None)]
    assert gateway.desk("DELETE", "/appointments/K7DH-3MXA/contact").status_code == 404


def test_closing_tells_whom_it_concerns_and_stops_booking(gateway: Served) -> None:
    office = "07306"
    found = slots(gateway, office, **{"from": f"{now() + timedelta(days=3):%Y-%m-%d}"})
    made = booked(gateway, office, start=found[6]["start"])
    start = datetime.fromisoformat(made["start"])
    closing = {
        "office": office, "counter": "ho-tich", "since": (start - timedelta(hours=1)).isoformat(),
        "until": (start + timedelta(hours=1)).isoformat(), "reason": "Mất điện",
    }  # fmt: skip
    answer = gateway.desk("POST", "/closures", json=closing)
    assert (answer.status_code, answer.json()["count"]) == (201, 1)
    (concerned,) = answer.json()["appointments"]
    assert (concerned["code"], concerned["phone"]) == (made["code"], made["phone"])
    refused = gateway.http.post(URL, json={
        "office": office, "kind": "submit", "procedure": BIRTH, "start": made["start"],
        "name": "An Bình", "phone": new_phone(),
    }).json()  # fmt: skip
    assert refused["code"] == "closed"
    assert made["start"] not in {
        s["start"] for s in slots(gateway, office, **{"from": made["start"][:10]})
    }
    reason = 'SELECT reason, "by" FROM closures WHERE office = :office'
    assert gateway.ask(reason, office=office) == [("Mất điện", "officer:Lan")]


@pytest.mark.parametrize(("change", "field"), [
    ({"office": "99999"}, "office"), ({"counter": "khac"}, "counter"),
    ({"until": "2026-12-01T07:00:00+07:00"}, "body"), ({"since": "2026-12-01"}, "since"),
    ({"since": "2026-12-01T08:00:00"}, "since"), ({"reason": " "}, "reason"),
    ({"more": 1}, "more"),
])  # fmt: skip
def test_a_closing_that_cannot_be_names_what_is_wrong(
    gateway: Served, change: dict[str, object], field: str
) -> None:
    closing = {"office": OFFICE, "since": "2026-12-01T08:00:00+07:00",
               "until": "2026-12-01T11:00:00+07:00", "reason": "Mất điện", **change}  # fmt: skip
    answer = gateway.desk("POST", "/closures", json=closing)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert gateway.ask("SELECT 1 FROM closures WHERE office = :office", office=OFFICE) == []


def test_who_asks_must_say_who(gateway: Served) -> None:
    answer = gateway.http.post(
        "/api/v1/desk/appointments/K7DH-3MXA/arrived",
        headers={"Authorization": "Bearer a token of the staff"},
    )
    assert (answer.status_code, answer.json()["field"]) == (422, "x-officer")
