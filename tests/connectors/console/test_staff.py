"""Accounts, in an administrator's browser."""

from assistant.staff.role import Role
from tests.connectors.console.conftest import OFFICE, Member, Visit, Visitor, form_value


def _form(page: str, **more: object) -> dict[str, object]:
    given = {"person": "Trần Thị Bích", "email": "", "office": "", "roles": ["editor"]}
    return {
        "csrf": form_value(page, "csrf"), "version": form_value(page, "version"), **given, **more
    }  # fmt: skip


def test_a_new_colleague_from_the_form_to_the_first_sign_in(
    administrator: Visitor, visit: Visit
) -> None:
    form = {"person": "Lê Văn Tám", "roles": ["officer"], "name": "Tam.Le"}
    refused = administrator.post("/console/staff/new", **form)
    assert refused.status_code == 422
    assert "điểm tiếp nhận" in refused.text.split('role="alert"')[1]
    assert 'value="Lê Văn Tám"' in refused.text
    made = administrator.post("/console/staff/new", **form, office=OFFICE)
    first = made.text.split('id="first-password">')[1].split("<")[0]
    answer = visit().sign_in("tam.le", first)
    assert answer.status_code == 303
    assert "tam.le" in administrator.get("/console/staff?q=le+van+tam").text
    assert "Lê Văn Tám" in administrator.get("/console/log?subject=tam.le").text


def test_the_list_is_searched_without_accents(administrator: Visitor, member: Member) -> None:
    name = member()
    assert name in administrator.get(f"/console/staff?q=bich+{name}").text
    assert name not in administrator.get("/console/staff?q=khong+co+ai").text


def test_a_form_opened_before_anothers_change_loses_nothing(
    administrator: Visitor, member: Member
) -> None:
    path = f"/console/staff/{member()}"
    page = administrator.get(path).text
    assert administrator.http.post(path, data=_form(page, person="Tên Một")).status_code == 303
    late = administrator.http.post(path, data=_form(page, person="Tên Hai"))
    assert late.status_code == 409
    assert "Tên Hai" in late.text
    assert 'value="Tên Một"' in late.text
    assert administrator.http.post(path, data=_form(late.text, person="Tên Hai")).status_code == 303


def test_a_disabled_colleague_is_signed_out_at_once(
    administrator: Visitor, member: Member, visit: Visit
) -> None:
    name, visitor = member(), visit()
    visitor.sign_in(name)
    page = administrator.get(f"/console/staff/{name}").text
    form = _form(page, disabled="true")
    assert administrator.http.post(f"/console/staff/{name}", data=form).status_code == 303
    assert visitor.http.get("/console").status_code == 303
    assert visit().sign_in(name).status_code == 401
    assert "Đã khóa" in administrator.get(f"/console/staff?q={name}").text


def test_others_are_told_that_they_may_not(member: Member, visit: Visit) -> None:
    for role in set(Role) - {Role.ADMINISTRATOR}:
        visitor, name = visit(), member(role, office=OFFICE)
        visitor.sign_in(name)
        for path in ("/console/staff", "/console/staff/new", f"/console/staff/{name}"):
            assert visitor.http.get(path).status_code == 403
        page = visitor.get("/console/account").text
        form = _form(page, roles=["administrator"], version="1")
        assert visitor.http.post(f"/console/staff/{name}", data=form).status_code == 403
        assert "Tài khoản cán bộ" not in page


def test_nobody_such_is_not_found(administrator: Visitor) -> None:
    assert administrator.http.get("/console/staff/khong.co").status_code == 404
    assert administrator.http.get("/console/staff/KHÔNG").status_code == 422


def test_what_is_typed_stays_text(administrator: Visitor) -> None:
    script = '"><script>alert(1)</script>'
    form = {"person": script, "roles": ["editor"], "name": "co.script"}
    administrator.post("/console/staff/new", **form)
    for path in ("/console/staff?q=co.script", "/console/staff/co.script",
                 "/console/log?subject=co.script", f"/console/staff?q={script}"):  # fmt: skip
        page = administrator.get(path).text
        assert "<script>alert" not in page
    assert "&lt;script&gt;" in administrator.get("/console/staff/co.script").text
