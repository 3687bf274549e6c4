"""The officers' side of the hall on a real database."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.connectors.conftest import Served
from tests.connectors.hall import call, new_hall, take


def post(gateway: Served, what: str, office: str, window: str = "1") -> dict[str, object]:
    """A call of a window."""
    answer = gateway.desk("POST", f"/queue/{what}", json={"office": office, "window": window})
    told: dict[str, object] = answer.json()
    return told


def test_a_number_is_called_again_and_done(gateway: Served) -> None:
    office = new_hall(gateway)
    for _ in range(2):
        take(gateway, office)
    assert call(gateway, office, "3") == {
        "number": "A001", "counter": "ho-tich", "window": "3", "state": "called", "calls": 1,
        "waiting": 1,
    }  # fmt: skip
    assert post(gateway, "again", office, "3")["calls"] == 2
    assert post(gateway, "done", office, "3")["state"] == "done"
    assert post(gateway, "done", office, "3")["code"] == "nobody_called"
    assert call(gateway, office, "3")["number"] == "A002"
    assert call(gateway, office, "3")["number"] is None


def test_who_was_not_there_can_be_called_back(gateway: Served) -> None:
    office = new_hall(gateway)
    take(gateway, office)
    call(gateway, office)
    assert post(gateway, "absent", office)["state"] == "absent"
    assert call(gateway, office, "2", number="a1")["number"] == "A001"
    body = {"office": office, "counter": "ho-tich", "window": "2", "number": "A999"}
    answer = gateway.desk("POST", "/queue/next", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "no_such_number")


def test_windows_that_call_at_once_get_each_another_and_a_double_press_one(
    gateway: Served,
) -> None:
    office = new_hall(gateway)
    for _ in range(12):
        take(gateway, office)
    with ThreadPoolExecutor(12) as officers:
        called = list(officers.map(lambda n: call(gateway, office, str(n)), range(12)))
    assert sorted(str(each["number"]) for each in called) == [f"A{n:03}" for n in range(1, 13)]
    take(gateway, office)
    take(gateway, office)
    now = next(each["number"] for each in called if each["window"] == "0")
    pressed = [call(gateway, office, "0", after=now)["number"] for _ in range(2)]
    assert pressed == ["A013", "A013"]


def test_the_whole_queue_is_shown_in_order(gateway: Served) -> None:
    office = new_hall(gateway)
    for _ in range(3):
        take(gateway, office)
    call(gateway, office, "5")
    shown = gateway.desk("GET", "/queue", params={"office": office}).json()
    assert [(c["number"], c["window"]) for c in shown["called"]] == [("A001", "5")]
    assert shown["counters"][0]["waiting"] == ["A002", "A003"]
    assert (shown["counters"][0]["windows"], shown["counters"][0]["wait_minutes"]) == (1, None)


def test_who_called_is_kept(gateway: Served) -> None:
    office = new_hall(gateway)
    take(gateway, office)
    call(gateway, office)
    rows = gateway.ask("SELECT by FROM queue_tickets WHERE office = :o", o=office)
    assert rows == [("officer:Lan",)]


@pytest.mark.parametrize("what", ["next", "again", "done", "absent"])
def test_without_the_token_nobody_is_called(gateway: Served, what: str) -> None:
    body = {"office": "07210", "counter": "ho-tich", "window": "1"}
    assert gateway.http.post(f"/api/v1/desk/queue/{what}", json=body).status_code == 401


@pytest.mark.parametrize("window", ["", "cửa 1", "1;2", "1234567"])
def test_a_window_has_a_short_name(gateway: Served, window: str) -> None:
    body = {"office": "07210", "counter": "ho-tich", "window": window}
    answer = gateway.desk("POST", "/queue/next", json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, "window")


def test_an_office_that_is_not_there(gateway: Served) -> None:
    missing = gateway.desk("GET", "/queue", params={"office": "99999"})
    assert (missing.status_code, missing.json()["code"]) == (404, "unknown_office")
    body = {"office": "99999", "window": "1"}
    assert gateway.desk("POST", "/queue/again", json=body).status_code == 422
