"""The appointments desk under attack: whatever is sent, nothing breaks, nothing of another office
is read or changed.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.staff.role import Role
from connectors.console.appointments.routes import PARTS
from tests.connectors.conftest import Served
from tests.connectors.console.appointments.visits import Office
from tests.connectors.console.conftest import Visitor, form_value, new_member

ROUTES = [route for part in PARTS for route in part.router.routes if isinstance(route, APIRoute)]
SOME = settings(
    max_examples=25, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from([
    "\x00", "<script>alert(1)</script>", "{{7*7}}", "' OR 1=1 --", "9999-12-31", "0001-01-01",
    "2026-11-26", "24:00", "08:00", "2026-11-26T08:00:00+07:00", "9999-12-31T23:59:59-12:00",
    "A001", "A999999999", "ho-tich", "morning", "hours", "true", "99999999999999999999",
])  # fmt: skip
NAMES = st.sampled_from([
    "day", "last", "part", "since", "until", "counter", "reason", "asked", "scanned", "number",
    "window", "group", "key", "start", "sure", "after", "q", "said", "about", "seen",
])  # fmt: skip
FORMS = st.dictionaries(NAMES, TEXTS, max_size=7)


@pytest.fixture(scope="module")
def victim(console: Served) -> Iterator[Office]:
    """An office with a visit and a closed time that nobody else may see."""
    made = Office(console)
    yield made
    made.close()


@pytest.fixture(scope="module")
def known(console: Served, victim: Office) -> Iterator[dict[str, Any]]:
    """Who attacks, and what: an officer of another office and an editor."""
    kept = victim.today(5, name="Bí Mật Thay")
    far = victim.book(5)["start"][:10]
    victim.post("/closures", day=far, part="day", reason="Riêng tư lắm")
    ((number,),) = console.ask("SELECT id FROM closures WHERE office = :o", o=victim.id)
    editor = Visitor(console)
    editor.sign_in(new_member(console, Role.EDITOR))
    attacker = Office(console)
    attacker.post("/window", counter="ho-tich", window="1")
    own = attacker.today(5)
    yield {"officer": attacker.browser, "editor": editor, "theirs": kept["code"],
           "own": own["code"], "number": number}  # fmt: skip
    attacker.close()
    editor.http.close()


def _label(route: APIRoute) -> str:
    return f"{','.join(sorted(route.methods))} {route.path}"


def _sent(browser: Visitor, route: APIRoute, code: str, number: int, form: dict[str, str]) -> Any:
    path = route.path.replace("{code}", code).replace("{number}", str(number))
    if "GET" in route.methods:
        return browser.http.get(path, params=form)
    token = form_value(browser.get("/console/account").text, "csrf")
    return browser.http.post(path, data=form, headers={"X-CSRF-Token": token})


@pytest.mark.parametrize("route", ROUTES, ids=_label)
def test_whatever_is_sent_gets_an_answer_and_nothing_of_others(
    known: dict[str, Any], victim: Office, route: APIRoute
) -> None:
    before = _standing(victim)

    @SOME
    @given(form=FORMS, theirs=st.booleans())
    def attack(form: dict[str, str], *, theirs: bool) -> None:
        code = known["theirs" if theirs else "own"]
        answer = _sent(known["officer"], route, code, known["number"], form)
        assert answer.status_code < 500
        for secret in ("Bí Mật Thay", "Riêng tư lắm", "<script>alert"):
            assert secret not in answer.text
        if "{number}" in route.path or (theirs and "{code}" in route.path):
            assert answer.status_code in {403, 422}

    attack()
    refused = _sent(known["editor"], route, known["theirs"], known["number"], {})
    assert refused.status_code == 403
    assert _standing(victim) == before


def _standing(victim: Office) -> list[Any]:
    """All that stands in the tables of the office."""
    visits = ("SELECT code, state, sequence, starts_at FROM appointments a JOIN seats s"
              " ON s.id = seat_id WHERE office = :o ORDER BY code")  # fmt: skip
    closed = "SELECT id, ended_at FROM closures WHERE office = :o ORDER BY id"
    return [victim.console.ask(query, o=victim.id) for query in (visits, closed)]
