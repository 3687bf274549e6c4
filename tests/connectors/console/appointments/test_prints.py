"""On paper: the day's list and the home visits, for this office alone."""

import io

from openpyxl import load_workbook

from tests.connectors.console.appointments.visits import Office


def _at_home(office: Office, **more: str) -> dict[str, str]:
    asked = {"office": office.id, "kind": "home_visit"}
    free = office.console.http.get("/api/v1/slots", params=asked).json()
    return office.book(start=free[int(more.pop("at", "0"))]["start"], kind="home_visit",
                       procedure=None, **more)  # fmt: skip


def test_the_day_s_list_has_no_address_and_the_route_has(office: Office) -> None:
    second = _at_home(office, name="Bùi Thị Hai", address="Xóm Hai", at="3")
    first = _at_home(office, name="Bùi Thị Một", address="Xóm Một", at="0")
    day = first["start"][:10]
    listed = office.get("/list", day=day).text
    assert first["code"] in listed
    assert "Xóm Một" not in listed
    assert "Xóm Một" not in office.get(day=day).text
    route = office.get("/route", day=day).text
    assert "Xóm Một" in route
    if second["start"][:10] == day:
        by_time = sorted([(first["start"], "Xóm Một"), (second["start"], "Xóm Hai")])
        places = [route.index(address) for _, address in by_time]
        assert places == sorted(places)


def test_the_spreadsheet_has_the_same(office: Office) -> None:
    made = office.book(name="Chu Thị Bảng")
    answer = office.get("/list.xlsx", day=made["start"][:10])
    assert answer.headers["cache-control"] == "no-store"
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert {made["code"], made["phone"], "Chu Thị Bảng"} <= {
        cell.value for row in sheet.iter_rows() for cell in row
    }


def test_another_office_s_visits_are_on_no_paper(office: Office, other: Office) -> None:
    made = other.book(name="Chu Thị Khác")
    for path in ("/list", "/route"):
        page = office.get(path, day=made["start"][:10]).text
        assert made["code"] not in page
