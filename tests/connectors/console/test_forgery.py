"""Forms that are not ours are not taken."""

import pytest

from assistant.staff.role import Role
from tests.connectors.console.conftest import PASSWORD, Member, Visit, Visitor, form_value

FORM = {"person": "Bị Giả", "roles": ["editor"], "name": "bi.gia"}


@pytest.mark.parametrize("token", [None, "", "x", "0" * 64, "ấ"])
def test_without_the_token_nothing_is_done(administrator: Visitor, token: str | None) -> None:
    sent = {} if token is None else {"csrf": token}
    answer = administrator.http.post("/console/staff/new", data={**FORM, **sent})
    assert answer.status_code == 403
    assert "Trang đã cũ" in answer.text
    assert "bi.gia" not in administrator.get("/console/staff").text


def test_the_token_of_another_session_is_not_taken(
    administrator: Visitor, member: Member, visit: Visit
) -> None:
    other = visit()
    other.sign_in(member(Role.ADMINISTRATOR))
    token = form_value(other.get("/console/staff/new").text, "csrf")
    answer = administrator.http.post("/console/staff/new", data={**FORM, "csrf": token})
    assert answer.status_code == 403


def test_the_token_is_taken_from_the_header_too(administrator: Visitor) -> None:
    token = form_value(administrator.get("/console").text, "csrf")
    for header, status in ((token, 200), ("x" + token, 403)):
        sent = {"X-CSRF-Token": header}
        answer = administrator.http.post("/console/still-here", headers=sent)
        assert answer.status_code == status
    assert administrator.http.post("/console/still-here", json={"csrf": token}).status_code == 403


def test_a_browser_that_says_it_comes_from_elsewhere_is_believed(administrator: Visitor) -> None:
    token = form_value(administrator.get("/console").text, "csrf")
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200)):
        sent = {"X-CSRF-Token": token, "Sec-Fetch-Site": site}
        answer = administrator.http.post("/console/still-here", headers=sent)
        assert answer.status_code == status


def test_nobody_is_signed_in_by_a_form_from_elsewhere(member: Member, visit: Visit) -> None:
    form = {"name": member(), "password": PASSWORD}
    assert visit().http.post("/console/sign-in", data=form).status_code == 403
    visitor = visit()
    token = form_value(visitor.get("/console/sign-in").text, "csrf")
    other = visit()
    other.get("/console/sign-in")
    answer = other.http.post("/console/sign-in", data={**form, "csrf": token})
    assert answer.status_code == 403


def test_a_file_in_the_place_of_the_token_is_no_error(administrator: Visitor) -> None:
    answer = administrator.http.post("/console/still-here", files={"csrf": b"x"})
    assert answer.status_code == 403
