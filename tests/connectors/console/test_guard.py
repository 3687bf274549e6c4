"""Who is let in, and where the others are sent."""

from datetime import datetime

import pytest
from starlette.exceptions import HTTPException

from assistant.clock import VIETNAM
from assistant.staff.account import Account
from assistant.staff.role import Permission, Role
from assistant.staff.session import Session, Stage, Way
from connectors.console.guard import SignedIn
from tests.connectors.console.conftest import Visit

AT = datetime(2026, 11, 22, 8, tzinfo=VIETNAM)


def _officer(office: str) -> SignedIn:
    account = Account("lan.nguyen", "Lan", frozenset({Role.OFFICER}), office)
    return SignedIn(Session("d", account, Stage.SIGNED_IN, Way.PASSWORD, AT, AT))


def test_an_officer_of_one_office_sees_nothing_of_another() -> None:
    _officer("07777").require(Permission.CONVERSATIONS, "07777")
    with pytest.raises(HTTPException) as caught:
        _officer("07777").require(Permission.CONVERSATIONS, "06000")
    assert caught.value.status_code == 403


def test_what_the_role_does_not_hold_is_refused_at_the_own_office_too() -> None:
    with pytest.raises(HTTPException):
        _officer("07777").require(Permission.SWITCHES, "07777")


@pytest.mark.parametrize("path", ["/console", "/console/staff", "/console/log?before=7"])
def test_who_is_not_signed_in_is_sent_to_the_form_and_back(visit: Visit, path: str) -> None:
    answer = visit().http.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/console/sign-in?next=%2Fconsole")
    assert answer.headers["cache-control"] == "no-store"


def test_a_part_of_a_page_tells_its_page_to_go_there(visit: Visit) -> None:
    answer = visit().http.get("/console/staff", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/console/sign-in")


@pytest.mark.parametrize("cookie", ["x", "", "a" * 5000, "%00", "x; y"])
def test_an_odd_cookie_is_nobody(visit: Visit, cookie: str) -> None:
    answer = visit().http.get("/console", headers={"Cookie": f"staff={cookie}"})
    assert answer.status_code == 303
