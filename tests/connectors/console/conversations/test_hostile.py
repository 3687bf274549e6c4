"""Conversations under attack: forms, codes and words of any shape, by an officer of the office, of
another one, and by somebody who is no officer. No error of the server, no word across offices, no
script.
"""

import httpx
import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.staff.role import Role
from connectors.console.conversations import acts, case, events, inbox
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import OFFICE, Visitor, form_value, new_member
from tests.connectors.console.conversations.conftest import Officers, Say, Wish
from tests.conventions.test_console import _label

ROUTES = [
    route for part in (inbox, events, case, acts) for route in part.router.routes
    if isinstance(route, APIRoute) and not route.path.endswith("/events")
]  # fmt: skip
MANY = settings(
    max_examples=15, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
SECRET = "lời chỉ điểm này được đọc"
SCRIPT = "<script>alert(1)</script>"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from([
    "\x00", SCRIPT, "{{7*7}}", "' OR 1=1 --", "office:07210", "office:", "officer:x", "ABCDEF",
    "2026-11-22T00:00:00+07:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "ab12",
])  # fmt: skip
NAMES = st.sampled_from(
    ["text", "key", "note", "to", "q", "procedure", "aspect", "code", "before", "done", "case"]
)
FORMS = st.dictionaries(NAMES | TEXTS, TEXTS, max_size=6)


@pytest.fixture(scope="module")
def editor(console: Served) -> Visitor:
    """Somebody who is signed in, and no officer."""
    visitor = Visitor(console)
    visitor.sign_in(new_member(console, Role.EDITOR))
    return visitor


def _sent(visitor: Visitor, route: APIRoute, code: str, form: dict[str, str]) -> httpx.Response:
    path = route.path.replace("{code}", code).replace("{reply}", "1")
    if "GET" in route.methods:
        return visitor.http.get(path, params=form)
    if not hasattr(visitor, "token"):
        visitor.token = form_value(visitor.get("/console").text, "csrf")  # type: ignore[attr-defined]
    headers = {"X-CSRF-Token": visitor.token}  # type: ignore[attr-defined]
    return visitor.http.post(path, data=form, headers=headers)


@pytest.mark.parametrize("route", ROUTES, ids=_label)
def test_whatever_is_sent_nobody_else_reads_it(
    officers: Officers, editor: Visitor, wish: Wish, say: Say, route: APIRoute
) -> None:
    code = wish()
    say(code, f"{SECRET} {SCRIPT}")

    @MANY
    @given(form=FORMS)
    def attack(form: dict[str, str]) -> None:
        own = _sent(officers.first, route, code, form)
        assert own.status_code < 500
        assert SCRIPT not in own.text
        other = _sent(officers.elsewhere, route, code, form)
        closed = {403, 422} if "{code}" in route.path else {200, 303, 403, 404, 422}
        assert other.status_code in closed
        assert SECRET not in other.text
        nobody = _sent(editor, route, code, form)
        assert nobody.status_code in {403, 422}
        assert SECRET not in nobody.text

    attack()
    assert _office_of(officers, code) == OFFICE


def _office_of(officers: Officers, code: str) -> str | None:
    """The office of the case after the attack: nobody from elsewhere has moved it."""
    rows = officers.first.served.ask("SELECT office FROM handovers WHERE code = :c", c=code)
    return rows[0][0] if rows else None


@MANY
@given(text=TEXTS.filter(str.strip))
def test_what_an_officer_writes_is_shown_as_it_is(
    officers: Officers, wish: Wish, text: str
) -> None:
    code = wish()
    _post(officers.first, code, "claim")
    for act, form in (("messages", {"text": text}), ("notes", {"note": text})):
        assert _post(officers.first, code, act, **form) in {303, 422}
    page = officers.first.get(f"/console/conversations/{code}")
    assert page.status_code == 200
    assert SCRIPT not in page.text


def _post(visitor: Visitor, code: str, act: str, **form: str) -> int:
    path = f"/console/conversations/{code}/{act}"
    return visitor.post(path, "/console/account", **form).status_code
