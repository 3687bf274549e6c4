"""Appointments and officers for the tests of the desk: an office for each test."""

import itertools
from dataclasses import dataclass, field
from typing import Any

import httpx

from assistant.staff.role import Role
from tests.connectors.booking import booked
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Visitor, form_value, new_member

_NUMBERS = itertools.count(1)
AT = "/console/appointments"


def own_office(console: Served) -> str:
    """A commune that no other test of the desk has; those before are of the other tests."""
    offices = console.app.state.parts.knowledge.current.base.offices.offices
    communes = [office.id for office in offices if office.kind == "commune"]
    return str(communes[-next(_NUMBERS)])


@dataclass
class Office:
    """An office with a signed-in officer."""

    console: Served
    id: str = ""
    officer: str = ""
    browser: Visitor = field(init=False)

    def __post_init__(self) -> None:
        self.id = self.id or own_office(self.console)
        self.officer = new_member(self.console, Role.OFFICER, office=self.id)
        self.browser = Visitor(self.console)
        assert self.browser.sign_in(self.officer).status_code == 303

    def book(self, number: int = 0, **changes: Any) -> dict[str, Any]:
        """A visit on one of the coming days."""
        return booked(self.console, self.id, number, **changes)

    def today(self, minutes: int = 0, number: int = 0, **changes: Any) -> dict[str, Any]:
        """A visit that begins so many minutes from now."""
        made = self.book(number, **changes)
        self.console.ask(
            "UPDATE appointments SET starts_at = now() + make_interval(mins => :minutes),"
            " ends_at = now() + make_interval(mins => :minutes + 10) WHERE code = :code",
            code=made["code"], minutes=minutes,
        )  # fmt: skip
        return made

    def get(self, path: str = "", **words: str) -> httpx.Response:
        """A page of the desk."""
        return self.browser.get(f"{AT}{path}", params=words)

    def post(self, path: str, **form: Any) -> httpx.Response:
        """A form of the desk."""
        return self.browser.post(f"{AT}{path}", shown_at="/console/account", **form)

    def part(self, path: str, **form: Any) -> httpx.Response:
        """The same as htmx sends it."""
        token = form_value(self.browser.get("/console/account").text, "csrf")
        headers = {"X-CSRF-Token": token, "HX-Request": "true"}
        return self.browser.http.post(f"{AT}{path}", data=form, headers=headers)

    def state(self, code: str) -> str:
        """Where a visit stands."""
        query = "SELECT state FROM appointments WHERE code = :code"
        ((state,),) = self.console.ask(query, code=code)
        return str(state)

    def noted(self, action: str) -> list[tuple[str, str | None]]:
        """Subject and new values of what this officer did, as the log has them."""
        query = (
            "SELECT subject, after FROM audit WHERE who = :who AND action = :what ORDER BY number"
        )
        return [(row[0], row[1]) for row in self.console.ask(query, who=self.officer, what=action)]

    def close(self) -> None:
        """Give the connection back."""
        self.browser.http.close()
