"""The log, in the browser."""

from assistant.staff.role import Role
from tests.connectors.console.conftest import Member, Visit, Visitor


def test_it_tells_who_did_what_before_and_after(administrator: Visitor, member: Member) -> None:
    name = member()
    page = administrator.get(f"/console/staff/{name}").text
    from tests.connectors.console.conftest import form_value

    form = {
        "csrf": form_value(page, "csrf"), "version": "1", "person": "Tên Mới",
        "roles": ["editor", "reviewer"],
    }  # fmt: skip
    administrator.http.post(f"/console/staff/{name}", data=form)
    log = administrator.get(f"/console/log?subject={name}").text
    assert "Sửa tài khoản" in log
    assert "Trần Thị Bích" in log
    assert "Tên Mới" in log
    assert "Duyệt nội dung" in log
    assert "Khóa: <ins>không</ins>" in " ".join(log.split())


def test_it_goes_on_to_older_entries(administrator: Visitor, visit: Visit, member: Member) -> None:
    name = member(Role.MANAGER)
    visitor = visit()
    for _ in range(26):
        visitor.sign_in(name)
        visitor.post("/console/sign-out", "/console")
    first = administrator.get(f"/console/log?subject={name}").text
    older = first.split("?by=&amp;subject=")[1].split('"')[0]
    assert first.count("<tr>") == 51
    second = administrator.get(f"/console/log?by=&subject={older.replace('&amp;', '&')}").text
    assert "Thêm tài khoản" in second
    assert second.count("<tr>") < 10


def test_only_managers_and_administrators_read_it(member: Member, visit: Visit) -> None:
    for role, status in ((Role.MANAGER, 200), (Role.EDITOR, 403), (Role.REVIEWER, 403)):
        visitor = visit()
        visitor.sign_in(member(role))
        assert visitor.http.get("/console/log").status_code == status
