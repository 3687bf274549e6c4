"""How fast an address may try."""

from starlette.requests import Request

from connectors.console.visitors import Visitors


def _from(address: str) -> Request:
    return Request({"type": "http", "headers": [], "client": (address, 1)})


def test_a_morning_of_sign_ins_is_taken_and_a_flood_is_not() -> None:
    visitors = Visitors(on=True)
    waits = [visitors.wait(_from("10.0.0.1")) for _ in range(40)]
    assert waits[:20] == [0] * 20
    assert all(1 <= wait <= 6 for wait in waits[20:])
    assert visitors.wait(_from("10.0.0.2")) == 0


def test_off_is_off() -> None:
    visitors = Visitors(on=False)
    assert not any(visitors.wait(_from("10.0.0.1")) for _ in range(100))
