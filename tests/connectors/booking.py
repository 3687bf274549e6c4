"""Booking through the API, for tests: offices apart, phones never used twice."""

import itertools
from typing import Any

import httpx

from tests.connectors.conftest import Served

BIRTH = "1.001193"  # taken by every office, at the counter of civil status
_PHONES = itertools.count(1)
URL = "/api/v1/appointments"


def new_phone() -> str:
    """A phone nobody has booked with; its last four digits are its own for long."""
    return f"0987{next(_PHONES):06d}"


def slots(gateway: Served, office: str, **more: str) -> list[dict[str, Any]]:
    """What is free at an office in the coming week, for registering a birth."""
    asked = {"office": office, "kind": "submit", "procedure": BIRTH, **more}
    answer = gateway.http.get("/api/v1/slots", params=asked)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


def wish(gateway: Served, office: str, number: int = 0, **changes: Any) -> dict[str, Any]:
    """The body of a booking, at the free time of this number."""
    start = changes.pop("start", None) or slots(gateway, office)[number]["start"]
    return {"office": office, "kind": "submit", "procedure": BIRTH, "start": start,
            "name": "Nguyễn Văn An", "phone": new_phone(), **changes}  # fmt: skip


def post(gateway: Served, body: dict[str, Any], **headers: str) -> httpx.Response:
    """Ask for it."""
    return gateway.http.post(URL, json=body, headers=headers)


def booked(gateway: Served, office: str, number: int = 0, **changes: Any) -> dict[str, Any]:
    """A new appointment, with the phone it was made with."""
    body = wish(gateway, office, number, **changes)
    answer = post(gateway, body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = {**answer.json(), "phone": body["phone"]}
    return made
