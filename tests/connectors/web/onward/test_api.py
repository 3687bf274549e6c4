"""Taking along over the API: a conversation's list, or an appointment, behind a short code."""

import re
import secrets
from typing import Any

import httpx
import pytest

from tests.connectors.booking import URL, booked
from tests.connectors.conftest import STAFF, Serve, Served

OFFICE = "07420"
MARRIAGE = "1.000894"


@pytest.fixture(scope="module")
def talk(gateway: Served) -> "Talk":
    """A resident at a kiosk who has answered the first question about a marriage."""
    talk = Talk(gateway)
    talk.say(payload=f'/choose_procedure{{"procedure": "{MARRIAGE}"}}')
    talk.say(payload=_answer(MARRIAGE, "couple", "both_vietnamese"))
    return talk


class Talk:
    """One conversation of the web."""

    def __init__(self, gateway: Served) -> None:
        self.http = gateway.http
        self.id = secrets.token_hex(8)

    def say(self, **message: str) -> dict[str, Any]:
        """A text or a payload; the answer."""
        answer = self.http.post(f"/api/v1/conversations/{self.id}/messages", json=message)
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    def carry(self, **body: str) -> httpx.Response:
        """Take it along."""
        return self.http.post(f"/api/v1/conversations/{self.id}/carry", json=body or None)


def _answer(code: str, case: str, option: str) -> str:
    return f'/answer_case{{"procedure": "{code}", "case": "{case}", "option": "{option}"}}'


def _question(said: dict[str, Any]) -> str:
    return str(said["replies"][-1]["text"])


def test_a_checklist_goes_on_in_another_conversation_where_it_was_left(
    gateway: Served, talk: Talk
) -> None:
    answer = talk.carry(office=OFFICE)
    assert answer.status_code == 201, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    taken = answer.json()
    assert re.fullmatch(r"MT-[0-9A-Z]{4}-[0-9A-Z]{4}", taken["code"])
    assert taken["url"] == f"{gateway.base}/t/{taken['code']}"
    assert taken["qr_url"] == f"/t/{taken['code']}/qr.svg"
    here = talk.say(payload="/resume_checklist")
    phone = Talk(gateway)
    there = phone.say(text=taken["code"].lower())
    assert _question(there) == _question(here)
    assert there["replies"][-1]["buttons"] == here["replies"][-1]["buttons"]


def test_nothing_personal_and_no_code_stands_in_the_tables(gateway: Served, talk: Talk) -> None:
    code = talk.carry().json()["code"]
    rows = str(gateway.ask("SELECT * FROM carried"))
    assert code.removeprefix("MT-") not in rows
    assert talk.id not in rows


def test_a_list_without_a_conversation_is_named_by_the_screen(gateway: Served) -> None:
    silent = Talk(gateway)
    assert silent.carry().status_code == 409
    assert silent.carry().json()["code"] == "nothing_to_carry"
    taken = silent.carry(procedure=MARRIAGE, office=OFFICE)
    assert taken.status_code == 201
    page = gateway.http.get(taken.json()["url"])
    assert page.status_code == 200
    for body in ({"procedure": "9.999999"}, {"office": "99999"}, {"conversation": "x"}):
        assert silent.carry(**body).status_code == 422


def test_another_list_than_that_of_the_conversation_has_none_of_its_answers(
    gateway: Served, talk: Talk
) -> None:
    taken = talk.carry(procedure="1.004194").json()
    rows = gateway.ask("SELECT procedure, answers FROM carried ORDER BY expires_at DESC LIMIT 1")
    assert rows == [("1.004194", {})]
    assert taken["code"]


def test_an_appointment_is_taken_along_by_its_factor_or_its_link(gateway: Served) -> None:
    made = booked(gateway, OFFICE)
    token = made["ics_url"].partition("?token=")[2]
    ways: list[dict[str, Any]] = [
        {"params": {"phone": made["phone"][-4:]}}, {"params": {"last4": made["phone"][-4:]}},
        {"headers": {"X-Phone-Last4": made["phone"][-4:]}}, {"params": {"token": token}},
    ]  # fmt: skip
    for way in ways:
        answer = gateway.http.post(f"{URL}/{made['code'].lower()}/carry", **way)
        assert answer.status_code == 201, answer.text
        assert answer.json()["code"].startswith("MT-")


def test_without_either_nobody_takes_it(gateway: Served) -> None:
    made, other = booked(gateway, OFFICE, 2), booked(gateway, OFFICE, 4)
    wrong = other["ics_url"].partition("?token=")[2]
    address = f"{URL}/{made['code']}/carry"
    assert gateway.http.post(address).status_code == 422
    assert gateway.http.post(address, params={"token": wrong}).status_code == 404
    assert gateway.http.post(address, params={"phone": "0000"}).status_code == 404
    nobody = f"{URL}/K7DH-3MXA/carry"
    assert gateway.http.post(nobody, params={"token": wrong}).status_code == 404


def test_what_was_given_back_is_not_taken_along(gateway: Served) -> None:
    made = booked(gateway, OFFICE, 6)
    factor = {"phone": made["phone"][-4:]}
    gateway.http.delete(f"{URL}/{made['code']}", params=factor)
    answer = gateway.http.post(f"{URL}/{made['code']}/carry", params=factor)
    assert (answer.status_code, answer.json()["code"]) == (409, "over")


def test_links_begin_with_the_public_address_where_it_is_known(serve: Serve) -> None:
    public = serve(public_url="https://motcua.example/")
    taken = Talk(public).carry(procedure=MARRIAGE).json()
    assert taken["url"].startswith("https://motcua.example/t/MT-")
    assert STAFF not in str(taken)
