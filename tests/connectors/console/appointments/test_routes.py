"""Every page of the desk is an officer's."""

from fastapi.routing import APIRoute

from assistant.staff.role import Permission
from connectors.console.appointments.routes import PARTS
from connectors.console.guard import Guard
from tests.conventions.test_console import _calls


def test_all_pages_are_those_of_officers() -> None:
    routes = [r for part in PARTS for r in part.router.routes if isinstance(r, APIRoute)]
    assert len(routes) >= 20
    for route in routes:
        assert route.path.startswith("/console/appointments")
        guards = [call for call in _calls(route) if isinstance(call, Guard)]
        assert [guard.permission for guard in guards] == [Permission.APPOINTMENTS]
