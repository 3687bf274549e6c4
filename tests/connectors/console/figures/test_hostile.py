"""Forms, addresses and files of any shape: never an error of the server, never a script."""

import re

import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.staff.role import Role
from connectors.console.figures.routes import PARTS
from tests.connectors.console.conftest import Member, Visit, form_value
from tests.connectors.console.figures.conftest import Told

ROUTES = [route for part in PARTS for route in part.router.routes if isinstance(route, APIRoute)]
MANY = settings(
    max_examples=25, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
NAMES = st.sampled_from([
    "first", "last", "office", "channel", "buttons", "of", "table", "month", "saved", "week",
    "number", "given", "note", "source", "received", "online", "file",
])  # fmt: skip
VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from([
    "2026-11-02", "9999-12-31", "0001-01-01", "-1", "99999999999999999999", "questions", "days",
    "right", "tinh", "1", "1e9", "<script>alert(1)</script>", "' OR 1=1 --", "=1+1", "2026-02",
    "\x00", "٣", "²",
])  # fmt: skip
FORMS = st.dictionaries(NAMES, VALUES, max_size=8)


@pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{','.join(r.methods)} {r.path}")
def test_whatever_is_sent_gets_an_answer(
    route: APIRoute, visit: Visit, member: Member, told: Told
) -> None:
    visitor = visit()
    visitor.sign_in(member(Role.MANAGER, Role.REVIEWER))
    token = {"X-CSRF-Token": form_value(visitor.get("/console").text, "csrf")}

    @MANY
    @given(form=FORMS, parts=st.tuples(VALUES, VALUES), file=st.binary(max_size=80))
    def attack(form: dict[str, str], parts: tuple[str, str], file: bytes) -> None:
        left = iter([str(told.week) if parts[0] == "1" else parts[0], parts[1]])
        quoted = visitor.http.build_request("GET", "/", params={"q": next(left)}).url.query[2:]
        path = re.sub(r"\{\w+\}", lambda _: quoted.decode() or "x", route.path)
        if "GET" in route.methods:
            answer = visitor.http.get(path, params=form)
        elif route.path.endswith("/file"):
            answer = visitor.http.post(path, files={"file": ("a.csv", file)}, headers=token)
        else:
            answer = visitor.http.post(path, data=form, params=form, headers=token)
        assert answer.status_code < 500
        if "html" in answer.headers.get("content-type", ""):
            assert "<script>alert" not in answer.text

    attack()
