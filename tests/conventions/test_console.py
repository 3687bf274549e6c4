"""Every page of the staff is guarded, and no form of it is taken from another site."""

from collections.abc import Iterable, Iterator

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from assistant.settings import Settings
from assistant.staff.role import Permission
from connectors.console.forgery import SAFE, unforged
from connectors.console.guard import Guard
from connectors.console.route import ConsoleRoute
from connectors.console.routes import PARTS
from connectors.gateway import create_app

# What is open to whoever has not signed in: the way in, and nothing else.
OPEN = {
    "/console/sign-in", "/console/second-step", "/console/provider/start", "/console/provider/back",
}  # fmt: skip
ROUTES = [route for part in PARTS for route in part.router.routes]


def _all(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for each in dependant.dependencies:
        yield from _all(each)


def _calls(route: APIRoute) -> list[object]:
    return [each.call for each in _all(route.dependant)]


def _label(route: APIRoute) -> str:
    return f"{','.join(sorted(route.methods))} {route.path}"


@pytest.mark.parametrize("route", ROUTES, ids=_label)
def test_a_page_is_guarded_or_the_way_in(route: APIRoute) -> None:
    guards = [call for call in _calls(route) if isinstance(call, Guard)]
    if route.path in OPEN:
        assert guards == []
    else:
        assert [type(guard.permission) for guard in guards] == [Permission]


@pytest.mark.parametrize("route", ROUTES, ids=_label)
def test_what_changes_something_asks_for_the_token(route: APIRoute) -> None:
    assert unforged in _calls(route)
    assert isinstance(route, ConsoleRoute)


@pytest.mark.parametrize("route", ROUTES, ids=_label)
def test_looking_changes_nothing_and_pages_are_not_in_the_api(route: APIRoute) -> None:
    assert route.methods <= SAFE or route.methods == {"POST"}
    assert not route.include_in_schema


def test_the_gateway_has_these_pages_and_no_others() -> None:
    served = {
        _label(route)
        for route in _flat(create_app(Settings()).routes)
        if isinstance(route, APIRoute) and route.path.startswith("/console")
    }
    assert served == {_label(route) for route in ROUTES}


def _flat(routes: Iterable[object]) -> Iterator[object]:
    """Routes, also those of routers within."""
    for route in routes:
        within = getattr(route, "original_router", None)
        if within is None:
            yield route
        else:
            yield from _flat(within.routes)
