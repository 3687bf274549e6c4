"""Signing in and out as a browser does it."""

import pyotp
import pytest

from assistant.staff.role import Role
from tests.connectors.conftest import Serve, Served
from tests.connectors.console.conftest import PASSWORD, Member, Visit, form_value


def test_the_right_password_leads_on_to_what_was_asked_for(member: Member, visit: Visit) -> None:
    visitor = visit()
    page = visitor.get("/console/account?x=1")
    assert "Đăng nhập" in page.text
    assert form_value(page.text, "next") == "/console/account?x=1"
    name = member()
    form = {"csrf": form_value(page.text, "csrf"), "name": name, "password": PASSWORD}
    answer = visitor.http.post("/console/sign-in", data={**form, "next": "/console/account?x=1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/account?x=1")
    assert name in visitor.get("/console/account").text


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/console//\\x", "javascript:1",
     "/consolex", "\t//evil.example"],
)  # fmt: skip
def test_it_never_leads_elsewhere(member: Member, visit: Visit, elsewhere: str) -> None:
    answer = visit().post("/console/sign-in", name=member(), password=PASSWORD, next=elsewhere)
    assert answer.headers["location"].startswith("/console")
    assert "evil" not in answer.headers["location"]


def test_wrong_ones_are_told_alike_and_the_name_stays(member: Member, visit: Visit) -> None:
    name = member()
    known, unknown = visit().sign_in(name, "x"), visit().sign_in("khong.co.ai", "x")
    assert (known.status_code, unknown.status_code) == (401, 401)
    assert "chưa đúng" in known.text
    assert f'value="{name}"' in known.text
    words = [page.text.split('role="alert"')[1].split("</p>")[0] for page in (known, unknown)]
    assert words[0] == words[1]


def test_a_closed_name_is_told_how_long(member: Member, visit: Visit) -> None:
    name, visitor = member(), visit()
    for _ in range(5):
        visitor.sign_in(name, "x")
    closed = visitor.sign_in(name)
    assert closed.status_code == 401
    assert "thử lại sau" in closed.text
    assert "giây" in closed.text
    assert 0 < int(closed.headers["retry-after"]) <= 30


def test_the_cookie_is_new_at_sign_in_and_hidden_from_scripts(member: Member, visit: Visit) -> None:
    visitor, name = visit(), member()
    visitor.http.cookies.set("staff", "chosen-by-somebody-else", path="/console")
    answer = visitor.sign_in(name)
    cookie = answer.headers["set-cookie"]
    assert "chosen-by-somebody-else" not in cookie
    assert {"HttpOnly", "SameSite=lax", "Path=/console"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert "Max-Age" not in cookie


def test_over_https_the_cookie_goes_nowhere_else(member: Member, visit: Visit) -> None:
    visitor, name = visit(), member()
    visitor.http.headers["X-Forwarded-Proto"] = "https"
    page = visitor.get("/console/sign-in")
    assert "Secure" in page.headers["set-cookie"]
    visitor.http.cookies.set("staff_form", page.cookies["staff_form"], path="/console")
    form = {"csrf": form_value(page.text, "csrf"), "name": name, "password": PASSWORD}
    sent = {"Cookie": f"staff_form={page.cookies['staff_form']}"}
    answer = visitor.http.post("/console/sign-in", data=form, headers=sent)
    assert "Secure" in answer.headers["set-cookie"]


def test_signing_out_ends_it_in_the_database_too(member: Member, visit: Visit) -> None:
    visitor, name = visit(), member()
    visitor.sign_in(name)
    token = visitor.http.cookies["staff"]
    assert visitor.post("/console/sign-out", "/console").status_code == 303
    thief = visit()
    thief.http.cookies.set("staff", token, path="/console")
    assert thief.http.get("/console").status_code == 303
    assert "staff" not in visitor.http.cookies


def test_signing_in_anew_ends_the_session_before(member: Member, visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in(member())
    token = visitor.http.cookies["staff"]
    page = visitor.get("/console/account").text
    form = {"csrf": form_value(page, "csrf"), "name": member(), "password": PASSWORD}
    assert visitor.http.post("/console/sign-in", data=form).status_code == 303
    thief = visit()
    thief.http.cookies.set("staff", token, path="/console")
    assert thief.http.get("/console").status_code == 303


def test_idle_for_a_quarter_hour_is_signed_out(
    console: Served, member: Member, visit: Visit
) -> None:
    visitor, name = visit(), member()
    visitor.sign_in(name)
    console.ask(
        "UPDATE staff_sessions SET seen_at = seen_at - interval '16 minutes' WHERE account = :id",
        id=name,
    )
    answer = visitor.http.get("/console/account")
    assert answer.headers["location"] == "/console/sign-in?next=%2Fconsole%2Faccount"


def test_the_second_step_from_turning_on_to_signing_in(member: Member, visit: Visit) -> None:
    visitor, name = visit(), member(Role.MANAGER)
    visitor.sign_in(name)
    page = visitor.get("/console/account/second-step").text
    secret = page.split("<code>")[1].split("</code>")[0].replace(" ", "")
    form = {"csrf": form_value(page, "csrf"), "offer": form_value(page, "offer")}
    wrong = visitor.http.post("/console/account/second-step", data={**form, "code": "000000"})
    assert wrong.status_code == 422
    assert secret in wrong.text.replace(" ", "")
    form["code"] = pyotp.TOTP(secret).now()
    codes = visitor.http.post("/console/account/second-step", data=form).text
    code = codes.split("<li><code>")[1].split("</code>")[0]

    later = visit()
    assert later.sign_in(name).headers["location"].startswith("/console/second-step")
    assert later.http.get("/console/account").headers["location"] == "/console/second-step"
    assert later.post("/console/second-step", code="000000").status_code == 401
    before = later.http.cookies["staff"]
    assert later.post("/console/second-step", code=code).status_code == 303
    assert later.http.cookies["staff"] != before
    assert name in later.get("/console/account").text


def test_an_address_may_not_try_without_end(serve: Serve) -> None:
    limited = serve(assistant_limits="on", secret_key="a key of tests")
    from tests.connectors.console.conftest import Visitor

    visitor = Visitor(limited)
    page = visitor.get("/console/sign-in").text
    form = {"csrf": form_value(page, "csrf"), "name": "", "password": "x"}
    answers = [visitor.http.post("/console/sign-in", data=form) for _ in range(24)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert sum(answer.status_code == 429 for answer in answers) >= 3
