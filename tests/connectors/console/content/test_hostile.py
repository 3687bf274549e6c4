"""The pages of content under attack: any form, any path, any file, in every role."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.documents.version import State
from assistant.staff.role import Role
from connectors.console.content.routes import PARTS
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import OFFICE, Visitor, form_value, new_member
from tests.connectors.console.content.conftest import FAQ, RECORD, Shelf
from tests.conventions.test_console import _label

SOME = settings(
    max_examples=12, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
ROUTES = [route for part in PARTS for route in part.router.routes if isinstance(route, APIRoute)]
SCRIPT = "<script>alert(1)</script>"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["\x00", SCRIPT, "{{7*7}}", "../../etc/passwd", "&a [*a]", "a: &a [*a, *a]", "1e999", "٣"]
)
VALUES = TEXTS | st.sampled_from(["1", "2", "-1", "99999999999", "mine", "2030-01-01", "draft"])
NAMES = st.sampled_from(
    ["number", "base", "note", "day", "text", "mine", "theirs", "way", "q", "stage", "page", "done"]
)
FORMS = st.dictionaries(NAMES | TEXTS, VALUES, max_size=7)
PATHS = st.sampled_from([RECORD, FAQ, "policy.yml"]) | TEXTS


@pytest.fixture(scope="module")
def known(console: Served, shelf: Shelf) -> Iterator[dict[str, Visitor]]:
    """A browser of each."""
    roles = {"editor": [Role.EDITOR, Role.REVIEWER], "officer": [Role.OFFICER],
             "administrator": [Role.ADMINISTRATOR]}  # fmt: skip
    browsers = {name: Visitor(console) for name in (*roles, "nobody")}
    for name, held in roles.items():
        browsers[name].sign_in(new_member(console, *held, office=OFFICE))
    yield browsers
    for visitor in browsers.values():
        visitor.http.close()


@pytest.mark.parametrize("route", ROUTES, ids=_label)
@pytest.mark.parametrize("who", ["editor", "officer", "administrator", "nobody"])
def test_whatever_is_sent_gets_an_answer(
    known: dict[str, Visitor], shelf: Shelf, route: APIRoute, who: str
) -> None:
    visitor = known[who]
    token = {"X-CSRF-Token": form_value(visitor.get("/console").text, "csrf")}

    @SOME
    @given(path=PATHS, form=FORMS, data=st.binary(max_size=40) | st.none())
    def attack(path: str, form: dict[str, str], data: bytes | None) -> None:
        address = route.path.replace("{path:path}", quote(path) or "x")
        if "GET" in route.methods:
            answer = visitor.http.get(address, params=form, timeout=120)
        else:
            files = None if data is None else {"file": ("a.xlsx", data)}
            answer = visitor.http.post(address, data=form, files=files, headers=token)
        assert answer.status_code < 500
        assert SCRIPT not in answer.text
        if who in {"administrator", "nobody"}:
            assert answer.status_code != 200
        if who == "officer" and "POST" in route.methods:
            assert answer.status_code in {403, 404, 422}

    attack()
    assert all(v.state is not State.PUBLISHED or v.number == 1 for v in shelf.history(RECORD))
