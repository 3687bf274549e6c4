"""The first page."""

from assistant.staff.role import Role
from tests.connectors.console.conftest import OFFICE, Member, Visit, Visitor, form_value


def test_it_greets_and_tells_role_and_office(member: Member, visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in(member(Role.OFFICER, office=OFFICE))
    page = visitor.get("/console").text
    assert "Xin chào, Trần Thị Bích" in page
    assert "Cán bộ tiếp nhận" in page
    assert "Trung tâm Phục vụ hành chính công tỉnh" in page


def test_who_is_still_there_is_told_how_long(administrator: Visitor) -> None:
    token = form_value(administrator.get("/console").text, "csrf")
    answer = administrator.http.post("/console/still-here", headers={"X-CSRF-Token": token})
    assert 800 < answer.json()["seconds"] <= 900
