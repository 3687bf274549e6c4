"""Each page against each role: what a role may not do is refused before all else."""

import re
from collections.abc import Iterator

import httpx
import pytest
from fastapi.routing import APIRoute

from assistant.staff.role import Permission, Role, granted
from connectors.console.forgery import SAFE
from connectors.console.guard import Guard
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import OFFICE, Visitor, form_value, new_member
from tests.conventions.test_console import ROUTES, _calls, _label

GUARDED = [
    (route, guard.permission)
    for route in ROUTES
    for guard in _calls(route)
    if isinstance(guard, Guard)
]


@pytest.fixture(scope="module")
def colleagues(console: Served) -> Iterator[dict[Role, tuple[Visitor, str]]]:
    """A browser of each role, and the token of its forms."""
    browsers = {}
    for role in Role:
        visitor = Visitor(console)
        visitor.sign_in(new_member(console, role, office=OFFICE))
        browsers[role] = visitor, form_value(visitor.get("/console").text, "csrf")
    yield browsers
    for visitor, _ in browsers.values():
        visitor.http.close()


def _asked(visitor: Visitor, token: str, route: APIRoute) -> httpx.Response:
    path = re.sub(r"\{[^}]+\}", "1", route.path)
    if route.methods <= SAFE:
        return visitor.http.get(path)
    return visitor.http.post(path, headers={"X-CSRF-Token": token})


@pytest.mark.parametrize(
    ("route", "permission"), GUARDED, ids=[_label(route) for route, _ in GUARDED]
)
def test_a_role_that_may_not_is_refused(
    colleagues: dict[Role, tuple[Visitor, str]], route: APIRoute, permission: Permission
) -> None:
    """Nobody's page is open to all; the own account is."""
    refused = [role for role in Role if permission not in granted([role])]
    assert refused or permission is Permission.OWN_ACCOUNT
    for role in refused:
        assert _asked(*colleagues[role], route).status_code == 403, role
