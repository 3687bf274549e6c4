"""Switches, notices and texts for danger under attack: forms of any shape, by every role. Nothing
ends in an error of the server, no script is kept and run, nobody reaches beyond their office.
"""

from collections.abc import Iterator

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import OFFICE, Visitor, form_value, new_member
from tests.connectors.console.switches.conftest import take_over

MANY = settings(
    max_examples=40, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
SCRIPT = "<script>alert(1)</script>"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["\x00", "' OR 1=1 --", SCRIPT, f'"{SCRIPT}', "{{7*7}}", "{reason}", "../..", "9" * 30]
)
MOMENTS = st.sampled_from(["2027-01-05T08:00", "2027-01-06T08:00", "2026-01-01T00:00"]) | TEXTS
FORMS = st.fixed_dictionaries(
    {},
    optional={
        "text": TEXTS, "severity": st.sampled_from(["urgent", "info"]) | TEXTS, "starts": MOMENTS,
        "ends": MOMENTS, "reach": st.sampled_from(["all", "some"]) | TEXTS,
        "offices": st.lists(st.sampled_from([OFFICE]) | TEXTS, max_size=4),
        "places": st.lists(st.sampled_from(["web", "hall", "zalo"]) | TEXTS, max_size=4),
        "version": st.sampled_from(["1", "2"]) | TEXTS,
        "do": st.sampled_from(["save", "preview", "submit"]) | TEXTS,
        "state": st.sampled_from(["on", "off"]) | TEXTS, "reason": TEXTS,
        "base": st.sampled_from(["1", "2"]) | TEXTS, "numbers": st.sampled_from(["meant"]) | TEXTS,
        "emergency-fire": TEXTS, "note": TEXTS,
    },
)  # fmt: skip
PARTS = st.sampled_from(["assistant", "web", "zalo"]) | TEXTS
PATHS = [
    "/console/switches/{}", "/console/notices/new", "/console/notices/{}",
    "/console/notices/{}/withdraw", "/console/crisis-texts",
]  # fmt: skip


@pytest.fixture(scope="module")
def people(console: Served) -> Iterator[dict[str, Visitor]]:
    """A manager of the province, one of an office, an editor, an officer, nobody."""
    people = {
        "manager": (Role.MANAGER, None), "local": (Role.MANAGER, OFFICE),
        "editor": (Role.EDITOR, None), "officer": (Role.OFFICER, OFFICE),
    }  # fmt: skip
    take_over(console)
    visitors = {"nobody": Visitor(console)}
    for name, (role, office) in people.items():
        visitors[name] = Visitor(console)
        visitors[name].sign_in(new_member(console, role, office=office))
    yield visitors
    for visitor in visitors.values():
        visitor.http.close()
    console.ask("TRUNCATE documents CASCADE")


def sent(visitor: Visitor, path: str, form: dict[str, object]) -> httpx.Response:
    """Posted with the token of this browser."""
    if not hasattr(visitor, "token"):
        visitor.token = form_value(visitor.get("/console").text, "csrf")  # type: ignore[attr-defined]
    token = {"X-CSRF-Token": visitor.token}  # type: ignore[attr-defined]
    return visitor.http.post(path, data=form, headers=token)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["manager", "local", "editor", "officer", "nobody"])
def test_whatever_is_sent_gets_an_answer_within_the_role(
    console: Served, people: dict[str, Visitor], who: str, path: str
) -> None:
    console.ask(
        "INSERT INTO notices (text, severity, starts_at, ends_at, offices, places, author, made_at)"
        " VALUES ('Của cả tỉnh', 'info', now(), now() + interval '1 d', '[]'::jsonb, '[]'::jsonb,"
        " 'x', now())"
    )
    ((number,),) = console.ask("SELECT id FROM notices")
    query = "SELECT (SELECT count(*) FROM switches), (SELECT count(*) FROM document_versions)"
    before = console.ask(query)

    @MANY
    @given(form=FORMS, part=PARTS | st.just(str(number)))
    def attack(form: dict[str, object], part: str) -> None:
        address = path.format(httpx.URL(path="/" + part).raw_path.decode()[1:] or "x")
        answer = sent(people[who], address, form)
        assert answer.status_code < 500
        assert "<script>alert" not in answer.text

    attack()
    _nobody_reached_beyond(console, who, before == console.ask(query))
    for page in ("/console/switches", "/console/notices", "/console/crisis-texts"):
        shown = people["manager"].get(page)
        assert shown.status_code == 200
        assert "<script>alert" not in shown.text
    assert console.http.get("/api/v1/notices").headers["content-type"] == "application/json"


def _nobody_reached_beyond(console: Served, who: str, untouched: bool) -> None:
    """What stands in the database fits what the role may do."""
    offices = [row[0] for row in console.ask("SELECT offices FROM notices WHERE author <> 'x'")]
    withdrawn = console.ask("SELECT withdrawn_by FROM notices WHERE author = 'x'")
    if who == "local":
        assert all(each == [OFFICE] for each in offices)
    elif who != "manager":
        assert offices == []
    if who != "manager":
        assert withdrawn == [(None,)]
        assert console.ask("SELECT text FROM notices WHERE author = 'x'") == [("Của cả tỉnh",)]
    if who not in {"manager", "editor"}:
        assert untouched
