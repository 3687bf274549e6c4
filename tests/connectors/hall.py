"""Halls through the API, for tests: an office of one's own each time, and appointments of today."""

import itertools
import secrets
from typing import Any

import httpx

from assistant.clock import now
from tests.connectors.booking import booked
from tests.connectors.conftest import Served

KIOSK, HALL = "/api/v1/kiosk", "/api/v1/hall"
_OFFICES = itertools.count()


def new_hall(gateway: Served) -> str:
    """An office in whose hall nobody is."""
    known = [office["id"] for office in gateway.http.get("/api/v1/offices").json()]
    office = str(known[30 + next(_OFFICES) % 60])
    gateway.ask("DELETE FROM queue_tickets WHERE office = :o", o=office)
    gateway.ask("DELETE FROM queue_days WHERE office = :o", o=office)
    gateway.app.state.glance._seen.clear()
    return office


def take(gateway: Served, office: str, counter: str = "ho-tich", **more: Any) -> httpx.Response:
    """Press for a number."""
    key = secrets.token_hex(8)
    body = {"office": office, "counter": counter, "key": key, **more}
    return gateway.http.post(f"{KIOSK}/tickets", json=body)


def check_in(gateway: Served, office: str, scanned: str) -> httpx.Response:
    """Scan, or type."""
    return gateway.http.post(f"{KIOSK}/check-in", json={"office": office, "scanned": scanned})


def visit(gateway: Served, office: str, minutes: int = 5, **more: Any) -> dict[str, Any]:
    """An appointment that begins so many minutes from now, as time cannot be waited for."""
    made = booked(gateway, office, **more)
    gateway.ask(
        "UPDATE appointments SET starts_at = now() + make_interval(mins => :m),"
        " ends_at = now() + make_interval(mins => :m + 20) WHERE code = :c",
        m=minutes, c=made["code"],
    )  # fmt: skip
    return made


def is_near_midnight() -> bool:
    """Minutes from now may then be another day."""
    return now().hour in {0, 23}


def call(gateway: Served, office: str, window: str = "1", **more: Any) -> dict[str, Any]:
    """Call the next to a window."""
    body = {"office": office, "counter": "ho-tich", "window": window, **more}
    answer = gateway.desk("POST", "/queue/next", json=body)
    assert answer.status_code == 200, answer.text
    called: dict[str, Any] = answer.json()
    return called
