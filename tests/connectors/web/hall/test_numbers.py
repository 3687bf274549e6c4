"""The kiosk's side of the hall on a real database: numbers, and checking in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from assistant.clock import now
from tests.connectors.booking import URL
from tests.connectors.conftest import Served
from tests.connectors.hall import KIOSK, call, check_in, is_near_midnight, new_hall, take, visit

pytestmark = pytest.mark.skipif(is_near_midnight(), reason="minutes from now are another day")


def test_the_counters_are_named_in_plain_words(gateway: Served) -> None:
    office = new_hall(gateway)
    answer = gateway.http.get(f"{KIOSK}/counters", params={"office": office})
    groups = answer.json()
    assert groups[0] == {
        "counter": "ho-tich", "name": "Hộ tịch, chứng thực", "letter": "A",
        "fields": ["Hộ tịch", "Chứng thực", "Nuôi con nuôi"], "waiting": 0, "wait_minutes": None,
    }  # fmt: skip
    assert "tai-nha" not in {group["counter"] for group in groups}
    assert answer.headers["Cache-Control"] == "no-store"


def test_numbers_follow_one_another_and_no_wait_is_made_up(gateway: Served) -> None:
    office = new_hall(gateway)
    first, second = take(gateway, office), take(gateway, office)
    assert (first.status_code, first.json()["number"]) == (201, "A001")
    assert (second.json()["number"], second.json()["ahead"]) == ("A002", 1)
    assert second.json()["wait_minutes"] is None
    assert take(gateway, office, "dat-dai").json()["number"] == "B001"


def test_two_quick_presses_are_one_number(gateway: Served) -> None:
    office = new_hall(gateway)
    with ThreadPoolExecutor(6) as fingers:
        answers = list(fingers.map(lambda _: take(gateway, office, key="one press"), range(6)))
    assert {a.json()["number"] for a in answers} == {"A001"}
    assert sorted(a.json()["already"] for a in answers) == [False] + [True] * 5
    body = {"office": office, "counter": "ho-tich"}
    header = {"Idempotency-Key": "in a header"}
    told = [gateway.http.post(f"{KIOSK}/tickets", json=body, headers=header) for _ in range(2)]
    assert {a.json()["number"] for a in told} == {"A002"}


def test_places_that_are_not_there(gateway: Served) -> None:
    office = new_hall(gateway)
    for answer, field in (
        (take(gateway, "99999"), "office"),
        (take(gateway, office, "tai-nha"), "counter"),
        (check_in(gateway, "99999", "K7DH-3MXA"), "office"),
    ):
        assert (answer.status_code, answer.json()["field"]) == (422, field)
    missing = gateway.http.get(f"{KIOSK}/counters", params={"office": "99999"})
    assert (missing.status_code, missing.json()["code"]) == (404, "unknown_office")


def test_an_appointment_gets_a_number_and_nothing_personal_is_shown(gateway: Served) -> None:
    office = new_hall(gateway)
    take(gateway, office)
    made = visit(gateway, office, name="Trần Văn Sảnh")
    come = check_in(gateway, office, f"MOTCUA:{made['code']}")
    told = come.json()
    assert (come.status_code, told["number"], told["already"]) == (200, "A002", False)
    assert (told["on_time"], told["counter_name"]) == (True, "Hộ tịch, chứng thực")
    assert not {"name", "phone", "procedure"} & told.keys()
    assert "Sảnh" not in come.text
    assert made["phone"][-4:] not in come.text
    assert come.headers["Cache-Control"] == "no-store"
    again = check_in(gateway, office, made["code"].lower()).json()
    assert (again["number"], again["already"]) == ("A002", True)
    shown = gateway.http.get(f"{URL}/{made['code']}", params={"phone": made["phone"]}).json()
    assert shown["state"] == "arrived"


def test_who_was_called_meanwhile_is_told_where_to(gateway: Served) -> None:
    office = new_hall(gateway)
    made = visit(gateway, office)
    check_in(gateway, office, made["code"])
    call(gateway, office, "7")
    told = check_in(gateway, office, made["code"]).json()
    assert (told["state"], told["window"]) == ("called", "7")


def test_each_obstacle_is_told_politely_with_a_next_step(gateway: Served) -> None:
    office, other = new_hall(gateway), new_hall(gateway)
    gone = visit(gateway, office, 5)
    early = visit(gateway, office, 55)
    ahead = visit(gateway, office, 60 * 24)
    past = visit(gateway, office, -60 * 24)
    gateway.http.delete(f"{URL}/{gone['code']}", params={"phone": gone["phone"]})
    gateway.ask("DELETE FROM appointments WHERE state = 'resting'")
    here = visit(gateway, office, 5)
    name = gateway.app.state.parts.knowledge.current.base.offices.office(office).name
    tomorrow = now() + timedelta(days=1)
    for where, scanned, status, code, words in (
        (office, "xin chào", 422, "unreadable", "8 chữ và số"),
        (office, "K7DH-3MXA", 404, "not_found", "lấy số chờ"),
        (other, here["code"], 409, "other_office", name),
        (office, gone["code"], 409, "cancelled", "lấy số chờ"),
        (office, early["code"], 409, "too_early", "báo đã đến"),
        (office, ahead["code"], 409, "later_day", f"{tomorrow.day}/{tomorrow.month}"),
        (office, past["code"], 409, "past_day", "đặt lịch mới"),
    ):
        answer = check_in(gateway, where, scanned)
        told = answer.json()
        assert (answer.status_code, told["code"]) == (status, code), told
        assert words in told["detail"]
        assert "{" not in told["detail"]
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert check_in(gateway, office, here["code"]).json()["number"] == "A001"


def test_a_visit_at_home_needs_no_number(gateway: Served) -> None:
    office = new_hall(gateway)
    asked = {"office": office, "kind": "home_visit"}
    start = gateway.http.get("/api/v1/slots", params=asked).json()[0]["start"]
    home = {"kind": "home_visit", "procedure": None, "address": "Thôn Đông, nhà số 7"}
    made = visit(gateway, office, start=start, **home)
    told = check_in(gateway, office, made["code"]).json()
    assert told["code"] == "at_home"
    assert "Thôn Đông" not in str(told)
