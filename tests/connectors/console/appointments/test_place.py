"""Whose office it is, and which window this browser stands at."""

from assistant.staff.role import Role
from tests.connectors.console.appointments.visits import AT, Office
from tests.connectors.console.conftest import Member, Visit


def test_who_belongs_to_an_office_that_is_gone_is_told_so(
    office: Office, member: Member, visit: Visit
) -> None:
    browser = visit()
    browser.sign_in(member(Role.OFFICER, office="khong-con"))
    assert browser.get(AT).status_code == 403


def test_the_window_stays_with_the_browser(office: Office) -> None:
    assert "Bạn ngồi ở quầy nào?" in office.get().text
    assert office.post("/window", counter="ho-tich", window="3").status_code == 303
    assert "Quầy 3 · Hộ tịch, chứng thực" in office.get().text
    (cookie,) = [c for c in office.browser.http.cookies.jar if c.name == "staff_window"]
    assert (cookie.path, cookie.value) == ("/console", "ho-tich.3")


def test_a_window_that_cannot_be_is_refused(office: Office) -> None:
    for form in ({"window": "3"}, {"window": "số ba", "counter": "ho-tich"},
                 {"window": "1234567", "counter": "ho-tich"},
                 {"window": "3", "counter": "khong-co"}):  # fmt: skip
        refused = office.post("/window", **form)
        assert refused.status_code == 409
        assert "Hãy chọn quầy của bạn trước" in refused.text


def test_a_made_up_cookie_is_no_window(office: Office) -> None:
    for value in ("khong-co.3", "ho-tich.", "ho-tich.<b>", "ho-tich", "x" * 300):
        office.browser.http.cookies.set("staff_window", value, path="/console")
        page = office.get()
        assert page.status_code == 200
        assert "Bạn ngồi ở quầy nào?" in page.text
        office.browser.http.cookies.delete("staff_window")


def test_a_visit_of_another_office_is_not_opened(office: Office, other: Office) -> None:
    made = other.book()
    assert office.get(f"/visits/{made['code']}").status_code == 403
    assert office.get("/visits/K7DH-3MXA").status_code == 404
    assert other.get(f"/visits/{made['code']}").status_code == 200
