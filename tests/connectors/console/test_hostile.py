"""The staff's pages under attack: forms, paths, cookies and headers of any shape, signed in or not.
Nothing is answered with an error of the server, no role sees more than it may.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import httpx
import pytest
from fastapi._compat import ModelField
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.staff.role import Role, granted
from connectors.console.forgery import SAFE
from connectors.console.guard import Guard
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import OFFICE, Visitor, form_value, new_member
from tests.conventions.test_console import ROUTES, _all, _label

MANY = settings(
    max_examples=30, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        "",
        "0",
        "-1",
        "9" * 30,
        "2026-11-22",
        "2026-02-31",
        "\x00",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "../../etc/passwd",
        "1e999",
    ]
)
OTHERS = ["csrf", "next", "q", "by", "state", "office", "roles"]  # of forms of other pages
VALUES = TEXTS | st.sampled_from(["editor", "administrator", "tinh", "1", "true", "a@b.vn"])


def _forms(*names: str) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from([*names, *OTHERS]) | TEXTS, VALUES, max_size=10)


VICTIM: list[str] = []
BODIES = st.binary(max_size=60)
# These end the session that the others need; they are attacked in their own tests.
ENDING = {"/console/sign-out", "/console/account/password"}
ATTACKED = [r for r in ROUTES if r.path not in ENDING and not r.path.endswith("/events")]  # endless


@pytest.fixture(scope="module")
def known(console: Served) -> Iterator[dict[str, Visitor]]:
    """A browser of one who may do everything, of an editor, and of nobody; beside them an account
    that the attacks are about.
    """
    browsers = {name: Visitor(console) for name in ("all", "editor", "nobody")}
    browsers["all"].sign_in(new_member(console, *Role, office=OFFICE))
    browsers["editor"].sign_in(new_member(console, Role.EDITOR))
    VICTIM.append(new_member(console, Role.EDITOR))
    yield browsers
    for visitor in browsers.values():
        visitor.http.close()


@dataclass(frozen=True)
class Sent:
    """What is sent: a form, or raw bytes in its place; words in the address."""

    form: dict[str, str]
    words: dict[str, str]
    part: str
    raw: bytes


PARTS = TEXTS | st.builds(lambda: VICTIM[-1])


def _sendings(route: APIRoute) -> st.SearchStrategy[Sent]:
    """What is like the route's own form, and what is not."""
    forms = _forms(*_fields(route.dependant.body_params))
    words = _forms(*_fields(route.dependant.query_params))
    return st.builds(Sent, forms, words, PARTS, BODIES | st.just(b""))


def _fields(params: Iterable[ModelField]) -> Iterator[str]:
    for param in params:
        model = param.field_info.annotation
        yield from getattr(model, "model_fields", [param.name])


def _asked(visitor: Visitor, route: APIRoute, sent: Sent) -> httpx.Response:
    path = re.sub(r"\{[^}]+\}", quote(sent.part, safe="") or "x", route.path)
    if route.methods <= SAFE:
        return visitor.http.get(path, params=sent.words)
    if sent.raw:
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        return visitor.http.post(path, content=sent.raw, headers={**kind, **_token(visitor)})
    return visitor.http.post(path, data=sent.form, params=sent.words, headers=_token(visitor))


def _token(visitor: Visitor) -> dict[str, str]:
    if not hasattr(visitor, "token"):
        visitor.token = form_value(visitor.get("/console").text, "csrf")  # type: ignore[attr-defined]
    return {"X-CSRF-Token": visitor.token}  # type: ignore[attr-defined]


@pytest.mark.parametrize("route", ATTACKED, ids=_label)
@pytest.mark.parametrize("who", ["all", "editor", "nobody"])
def test_whatever_is_sent_gets_an_answer(
    known: dict[str, Visitor], route: APIRoute, who: str
) -> None:
    guards = [d.call for d in _all(route.dependant) if isinstance(d.call, Guard)]
    secret = any(guard.permission not in granted([Role.EDITOR]) for guard in guards)

    @MANY
    @given(sent=_sendings(route))
    def attack(sent: Sent) -> None:
        answer = _asked(known[who], route, sent)
        assert answer.status_code < 500
        assert "<script>alert" not in answer.text
        if who != "all" and secret:
            assert answer.status_code in {303, 403, 404, 405, 422, 400}
            assert "<table" not in answer.text
        if who == "nobody" and guards:
            assert answer.status_code != 200

    attack()


@MANY
@given(
    cookie=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=80),
    form=_forms("name", "password", "code"),
)
def test_made_up_cookies_open_nothing(console: Served, cookie: str, form: dict[str, str]) -> None:
    sent = {"Cookie": f"staff={cookie}; staff_form={cookie}; staff_provider={cookie}"}
    for path in ("/console", "/console/staff", "/console/provider/back?code=1&state=2"):
        answer = console.http.get(path, headers=sent)
        assert answer.status_code in {303, 400, 404}
    for path in ENDING | {"/console/sign-in", "/console/second-step"}:
        assert console.http.post(path, data=form, headers=sent).status_code in {403, 422}


@MANY
@given(old=TEXTS, new=TEXTS, again=TEXTS)
def test_no_password_breaks_the_form(
    known: dict[str, Visitor], old: str, new: str, again: str
) -> None:
    form = {"old": old, "new": new, "again": again}
    editor = known["editor"]
    sent = _token(editor)
    answer = editor.http.post("/console/account/password", data=form, headers=sent)
    assert answer.status_code in {422, 400}
