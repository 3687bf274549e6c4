"""The own account, in the browser."""

from assistant.staff.role import Role
from tests.connectors.console.conftest import OFFICE, PASSWORD, Member, Visit, Visitor, form_value

NEW = "sáu chiếc thuyền giấy"


def test_it_tells_what_the_account_may(member: Member, visit: Visit) -> None:
    visitor, name = visit(), member(Role.OFFICER, Role.EDITOR, office=OFFICE, email="b@so.vn")
    visitor.sign_in(name)
    page = visitor.get("/console/account").text
    for said in (name, "Trần Thị Bích", "b@so.vn", "Cán bộ tiếp nhận", "Biên tập nội dung"):
        assert said in page


def test_a_new_password_signs_other_browsers_out_and_not_this_one(
    member: Member, visit: Visit
) -> None:
    name, here, elsewhere = member(), visit(), visit()
    for visitor in (here, elsewhere):
        visitor.sign_in(name)
    path = "/console/account/password"
    assert here.post(path, old=PASSWORD, new=NEW, again=NEW + "x").status_code == 422
    assert here.post(path, old="x", new=NEW, again=NEW).status_code == 422
    short = here.post(path, old=PASSWORD, new="ngắn", again="ngắn")
    assert "ít nhất 12" in short.text
    assert here.post(path, old=PASSWORD, new=NEW, again=NEW).status_code == 303
    assert here.http.get("/console/account").status_code == 200
    assert elsewhere.http.get("/console/account").status_code == 303
    assert visit().sign_in(name, NEW).status_code == 303


def test_nothing_else_opens_before_a_made_password_is_changed(
    administrator: Visitor, member: Member, visit: Visit
) -> None:
    name = member(Role.ADMINISTRATOR)
    page = administrator.post(f"/console/staff/{name}/password", f"/console/staff/{name}").text
    first = page.split('id="first-password">')[1].split("<")[0]
    visitor = visit()
    visitor.sign_in(name, first)
    for path in ("/console", "/console/staff", "/console/log", "/console/account"):
        assert visitor.http.get(path).headers["location"] == "/console/account/password"
    path = "/console/account/password"
    assert visitor.post(path, old=first, new=NEW, again=NEW).status_code == 303
    assert visitor.http.get("/console/staff").status_code == 200


def test_an_offer_of_another_person_is_not_taken(member: Member, visit: Visit) -> None:
    pages = []
    for visitor in (visit(), visit()):
        visitor.sign_in(member())
        pages.append((visitor, visitor.get("/console/account/second-step").text))
    (mine, page), (_, other) = pages
    form = {"csrf": form_value(page, "csrf"), "offer": form_value(other, "offer"), "code": "1"}
    answer = mine.http.post("/console/account/second-step", data=form)
    assert answer.status_code == 422
    assert "quá thời gian" in answer.text
