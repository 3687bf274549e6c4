"""The API of appointments on a real database: book, look up, move, give back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest

from assistant.clock import now
from tests.connectors.booking import BIRTH, URL, booked, new_phone, post, slots, wish
from tests.connectors.conftest import Serve, Served

OFFICE = "07228"


@pytest.fixture(autouse=True)
def nobody_guessed(gateway: Served) -> Iterator[None]:
    """All tests come from one address: what one guesses wrong must not count for the next."""
    gateway.ask("DELETE FROM guesses")
    yield
    gateway.ask("DELETE FROM guesses")


def test_a_booking_has_a_code_a_time_and_its_papers(gateway: Served) -> None:
    free = slots(gateway, OFFICE)[0]
    answer = post(gateway, body := wish(gateway, OFFICE, start=free["start"]))
    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    assert (made["start"], made["end"]) == (free["start"], free["end"])
    assert (made["office"], made["kind"], made["procedure"]) == (OFFICE, "submit", BIRTH)
    assert made["ics_url"].startswith(f"{gateway.base}{URL}/{made['code']}/calendar.ics?token=")
    assert made["qr_url"].startswith(f"{gateway.base}{URL}/{made['code']}/qr.svg?token=")
    assert "30 ngày" in made["notice"]
    assert body["phone"] not in answer.text
    left = [s["free"] for s in slots(gateway, OFFICE) if s["start"] == free["start"]]
    assert left == ([free["free"] - 1] if free["free"] > 1 else [])


def test_a_time_without_a_zone_is_meant_here(gateway: Served) -> None:
    free = slots(gateway, OFFICE)[3]["start"]
    assert booked(gateway, OFFICE, start=free.removesuffix("+07:00"))["start"] == free


@pytest.mark.parametrize("given", [
    {"params": {"phone": "last"}}, {"params": {"phone": "whole"}}, {"params": {"last4": "last"}},
    {"headers": {"X-Phone-Last4": "last"}}, {"params": {"phone": "spaced"}},
])  # fmt: skip
def test_who_knows_the_phone_sees_it_without_name_and_phone(
    gateway: Served, given: dict[str, dict[str, str]]
) -> None:
    made = booked(gateway, OFFICE, 5, name="Trần Thị Bình")
    phone = made["phone"]
    said = {"last": phone[-4:], "whole": phone, "spaced": f"+84 {phone[1:4]} {phone[4:]}"}
    filled = {how: {k: said[v] for k, v in what.items()} for how, what in given.items()}
    answer = gateway.http.get(f"{URL}/{made['code'].lower()}", **filled)  # type: ignore[arg-type]
    shown = answer.json()
    assert (shown["code"], shown["state"], shown["start"]) == (
        made["code"], "booked", made["start"],
    )  # fmt: skip
    assert (shown["name"], shown["phone"]) == ("T.T.B.", f"••• ••• {phone[-4:]}")
    assert shown["procedure_name"] == "Đăng ký khai sinh"
    assert "Đa Mai" in shown["office_name"]
    assert "Bình" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_wrong_code_and_a_wrong_phone_are_the_same(gateway: Served) -> None:
    made = booked(gateway, OFFICE, 8)
    wrong = [(made["code"], "0000"), ("K7DH-3MXA", made["phone"][-4:]), ("x", "1234"),
             (made["code"], "x"), (made["code"], "0987999999")]  # fmt: skip
    answers = [gateway.http.get(f"{URL}/{code}", params={"phone": f}) for code, f in wrong]
    assert {a.status_code for a in answers} == {404}
    assert len({a.text for a in answers}) == 1
    assert answers[0].json()["code"] == "not_found"


def test_without_the_second_factor_nothing_is_shown(gateway: Served) -> None:
    made = booked(gateway, OFFICE, 9)
    answer = gateway.http.get(f"{URL}/{made['code']}")
    assert (answer.status_code, answer.json()["field"]) == (422, "phone")


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_guessing_ends(gateway: Served, method: str) -> None:
    made = booked(gateway, OFFICE, 10)
    body = {"json": {"start": made["start"]}} if method == "PATCH" else {}
    statuses = [
        gateway.http.request(
            method, f"{URL}/{made['code']}", params={"phone": f"000{n}"}, **body
        ).status_code  # type: ignore[arg-type]
        for n in range(7)
    ]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    right = gateway.http.get(f"{URL}/{made['code']}", params={"phone": made["phone"]})
    assert (right.status_code, right.json()["code"]) == (429, "guessed_too_often")
    gateway.ask("DELETE FROM guesses")


def test_a_visit_moves_and_its_code_stays(gateway: Served) -> None:
    made = booked(gateway, OFFICE, 12)
    free = slots(gateway, "07246")[20]["start"]
    where = f"{URL}/{made['code']}"
    factor = {"phone": made["phone"][-4:]}
    later = slots(gateway, OFFICE)[30]["start"]
    moved = gateway.http.patch(where, params=factor, json={"start": later})
    assert (moved.status_code, moved.json()["start"]) == (200, later)
    moved = gateway.http.patch(where, params=factor, json={"start": free, "office": "07246"})
    assert (moved.json()["start"], moved.json()["office"]) == (free, "07246")
    assert moved.json()["code"] == made["code"]
    assert gateway.http.get(where, params=factor).json() == moved.json()


def test_a_visit_given_back_is_over(gateway: Served) -> None:
    made = booked(gateway, OFFICE, 14)
    where, factor = f"{URL}/{made['code']}", {"phone": made["phone"][-4:]}
    gone = gateway.http.delete(where, params=factor)
    assert (gone.status_code, gone.json()["state"]) == (200, "cancelled")
    assert gateway.http.delete(where, params=factor).json()["code"] == "over"
    moved = gateway.http.patch(where, params=factor, json={"start": made["start"]})
    assert (moved.status_code, moved.json()["code"]) == (409, "over")


def test_name_and_phone_are_deleted_on_request(gateway: Served) -> None:
    made = booked(gateway, OFFICE, 15)
    where, factor = f"{URL}/{made['code']}", {"phone": made["phone"][-4:]}
    assert gateway.http.delete(f"{where}/contact", params=factor).status_code == 204
    assert gateway.http.get(where, params=factor).status_code == 404
    kept = "SELECT state, contact, person FROM appointments WHERE code = :code"
    assert gateway.ask(kept, code=made["code"]) == [("cancelled", None, None)]


def test_a_full_time_is_refused_with_three_near_it(gateway: Served) -> None:
    """Capacity is what the office has, however many ask at once."""
    office = "07264"
    start = slots(gateway, office)[4]
    bodies = [wish(gateway, office, start=start["start"]) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda body: post(gateway, body), bodies))
    lost = [a for a in answers if a.status_code == 409]
    assert len(answers) - len(lost) == start["free"]
    said = lost[0].json()
    assert (said["code"], said["field"], len(said["offers"])) == ("taken", "start", 3)
    near = [datetime.fromisoformat(offer["start"]) for offer in said["offers"]]
    wished = datetime.fromisoformat(start["start"])
    assert near == sorted(near)
    assert wished not in near
    assert all(abs(offer - wished) <= timedelta(hours=1) for offer in near)
    assert {o["start"] for o in said["offers"]} <= {s["start"] for s in slots(gateway, office)}


def test_one_a_day_of_a_kind_and_person(gateway: Served) -> None:
    made = booked(gateway, OFFICE, 18)
    again = post(gateway, wish(gateway, OFFICE, 18, phone=made["phone"], start=made["start"]))
    assert (again.status_code, again.json()["code"]) == (409, "one_a_day")
    assert "offers" not in again.json()


def test_nobody_hoards(gateway: Served) -> None:
    phone = new_phone()
    days = {s["start"][:10]: s["start"] for s in slots(gateway, "07288", **month())}
    bodies = [wish(gateway, "07288", start=s, phone=phone) for s in list(days.values())[:5]]
    answers = [post(gateway, body) for body in bodies]
    assert [a.status_code for a in answers] == [201, 201, 201, 409, 409]
    assert answers[-1].json()["code"] == "too_many"


@pytest.mark.parametrize(("change", "field", "code"), [
    ({"office": "99999"}, "office", "unknown_office"),
    ({"procedure": "9.999999"}, "procedure", "unknown_procedure"),
    ({"procedure": None}, "procedure", "invalid"),
    ({"kind": "lunch"}, "kind", "invalid"),
    ({"kind": "after_hours"}, "start", "closed"),
    ({"start": "2026-01-05T08:00:00+07:00"}, "start", "past"),
    ({"start": "2199-01-05T08:00:00+07:00"}, "start", "too_far"),
    ({"start": "9999-12-31T23:59:59-12:00"}, "start", "invalid"),
    ({"start": "0001-01-01T00:00:00+14:00"}, "start", "invalid"),
    ({"start": "tomorrow"}, "start", "invalid"),
    ({"phone": "12345"}, "phone", "invalid"), ({"phone": "0123456789"}, "phone", "invalid"),
    ({"name": "7"}, "name", "invalid"), ({"name": "=HYPERLINK(1)"}, "name", "invalid"),
    ({"name": ""}, "name", "invalid"), ({"more": 1}, "more", "invalid"),
])  # fmt: skip
def test_what_is_wrong_is_named_in_vietnamese_and_not_repeated(
    gateway: Served, change: dict[str, Any], field: str, code: str
) -> None:
    body = {**wish(gateway, OFFICE, 20), **change}
    answer = post(gateway, body)
    said = answer.json()
    assert (answer.status_code, said["field"], said["code"]) == (422, field, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert body["phone"] not in answer.text
    assert any(ord(letter) > 127 for letter in said["detail"])


def test_a_closed_hour_is_not_bookable(gateway: Served) -> None:
    """A Sunday, and noon: outside every opening."""
    day = now() + timedelta(days=7 - now().isoweekday() or 7)
    answer = post(gateway, wish(gateway, OFFICE, start=f"{day:%Y-%m-%d}T09:00:00+07:00"))
    said = answer.json()
    assert (answer.status_code, said["code"], said["field"]) == (422, "closed", "start")
    assert len(said["offers"]) == 3


@pytest.mark.parametrize("kind", ["collect", "assist", "home_visit"])
def test_other_visits_need_no_procedure(gateway: Served, kind: str) -> None:
    found = slots_of(gateway, kind)
    body = wish(gateway, "07306", kind=kind, procedure=None, start=found[2]["start"])
    body["address"] = "Thôn Đông, nhà số 7"
    answer = post(gateway, body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["procedure"] is None


def test_one_key_is_one_booking(gateway: Served) -> None:
    body = wish(gateway, OFFICE, 24)
    first = post(gateway, body, **{"Idempotency-Key": "k-1"})
    again = post(gateway, body, **{"Idempotency-Key": "k-1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert post(gateway, body, **{"Idempotency-Key": "k-2"}).json()["code"] == "one_a_day"
    other = wish(gateway, OFFICE, 24)
    assert post(gateway, other, **{"Idempotency-Key": "k-1"}).json()["code"] != first.json()["code"]


def test_one_address_may_not_ask_without_end(serve: Serve) -> None:
    limited = serve(assistant_limits="on")
    asked = (limited.http.get("/api/v1/offices", params={"near": "x"}) for _ in range(600))
    refused = next(answer for answer in asked if answer.status_code == 429)
    assert refused.json()["code"] == "too_many_requests"
    assert int(refused.headers["Retry-After"]) >= 1
    limited.stop()


def test_without_a_database_it_says_so(bare: Any) -> None:
    answer = bare.get(f"{URL}/K7DH-3MXA", params={"phone": "1234"})
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert "Hệ thống đặt lịch" in answer.json()["detail"]


def test_names_and_phones_lie_sealed(gateway: Served) -> None:
    made = booked(gateway, OFFICE, 26, name="Lê Thị Kín Đáo")
    for table in ("appointments", "appointment_changes", "guesses"):
        rows = str(gateway.ask(f"SELECT * FROM {table}"))
        assert made["phone"] not in rows
        assert "Kín Đáo" not in rows


def month() -> dict[str, str]:
    """From today on, as long as can be asked for at once."""
    return {"from": f"{now():%Y-%m-%d}", "to": f"{now() + timedelta(days=29):%Y-%m-%d}"}


def slots_of(gateway: Served, kind: str) -> list[dict[str, Any]]:
    """What is free for a visit without a procedure."""
    asked = {"office": "07306", "kind": kind}
    found: list[dict[str, Any]] = gateway.http.get("/api/v1/slots", params=asked).json()
    return found
