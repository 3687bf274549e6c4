"""The officers' side of a handover, from the wish to the release."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import pytest

from tests.connectors.conftest import Served


def _say(served: Served, conversation: str, text: str) -> dict[str, Any]:
    path = f"/api/v1/conversations/{conversation}/messages"
    answer = served.http.post(path, json={"text": text}, headers={"Idempotency-Key": quote(text)})
    assert answer.status_code == 200
    return dict(answer.json())


def _listed(served: Served, code: str) -> dict[str, Any] | None:
    cases = served.desk("GET", "/cases").json()
    return next((case for case in cases if case["code"] == code), None)


def test_from_the_wish_to_the_release(gateway: Served) -> None:
    asked = _say(gateway, "desk-whole", "đăng ký kết hôn mất bao lâu")
    code = gateway.wish("desk-whole")
    case = _listed(gateway, code)
    assert case is not None
    assert 0 <= case.pop("waiting_seconds") < 60
    assert case == {"code": code, "channel": "web", "state": "waiting", "officer": None}
    claimed = gateway.desk("POST", f"/cases/{code}/claim", officer="Lan").json()
    assert (claimed["state"], claimed["officer"]) == ("held", "Lan")
    silent = _say(gateway, "desk-whole", "tôi ở xã Tiên Lục, cccd 027099001234")
    assert silent == {"outcome": "handed_over", "replies": []}
    wrote = gateway.desk("POST", f"/cases/{code}/messages", json={"text": " Chào bạn.\x00 "})
    assert wrote.status_code == 202
    lines = gateway.desk("GET", f"/cases/{code}").json()["lines"]
    read = [(line["by"], line["text"], line["outcome"]) for line in lines]
    assert read[0] == ("resident", "đăng ký kết hôn mất bao lâu", asked["outcome"])
    assert read[1] == ("assistant", asked["replies"][0]["text"], None)
    (masked,) = [text for by, text, outcome in read if by == "resident" and "Tiên Lục" in text]
    assert "027099001234" not in str(lines)
    assert masked
    assert read[-1] == ("officer", "Chào bạn.", None)
    assert [line["at"] for line in lines] == sorted(line["at"] for line in lines)
    assert gateway.desk("POST", f"/cases/{code}/release").status_code == 204
    assert _listed(gateway, code) is None
    assert _say(gateway, "desk-whole", "lệ phí kết hôn")["replies"]


def test_the_list_holds_nothing_of_the_resident(gateway: Served) -> None:
    code = gateway.wish("desk-private")
    answer = gateway.desk("GET", "/cases")
    assert code in answer.text
    assert "desk-private" not in answer.text


def test_never_two_officers(gateway: Served) -> None:
    code = gateway.wish("desk-race")
    names = [f"Cán bộ {number}" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(
            lambda name: gateway.desk("POST", f"/cases/{code}/claim", officer=name), names
        ))  # fmt: skip
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200] + [409] * 7
    (winner,) = [name for name, a in zip(names, answers, strict=True) if a.status_code == 200]
    case = _listed(gateway, code)
    assert case is not None
    assert case["officer"] == winner


def test_who_claims_twice_joins_once(gateway: Served) -> None:
    code = gateway.wish("desk-twice")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: gateway.desk("POST", f"/cases/{code}/claim"), range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    query = "SELECT count(*) FROM outbox WHERE conversation_id = :id AND inbox_id IS NULL"
    assert gateway.ask(query, id="web:desk-twice") == [(1,)]


@pytest.mark.parametrize(("path", "body"), [
    ("claim", None), ("messages", {"text": "a"}), ("release", None),
])  # fmt: skip
def test_the_case_of_another_is_not_touched(
    gateway: Served, path: str, body: dict[str, str] | None
) -> None:
    code = gateway.wish(f"desk-other-{path}")
    gateway.desk("POST", f"/cases/{code}/claim", officer="Lan")
    refused = gateway.desk("POST", f"/cases/{code}/{path}", officer="Hùng", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert gateway.desk("POST", "/cases/ZZZZZZ/" + path, json=body).status_code == 404


def test_who_has_not_claimed_cannot_write(gateway: Served) -> None:
    code = gateway.wish("desk-unclaimed")
    assert gateway.desk("POST", f"/cases/{code}/messages", json={"text": "a"}).status_code == 409
    assert gateway.desk("POST", f"/cases/{code}/release").status_code == 409


@pytest.mark.parametrize("body", [
    {}, {"text": ""}, {"text": " \x00 "}, {"text": 1}, {"text": "a", "more": 1},
    {"text": "a" * 4001}, {"text": "\ud800"}, [],
])  # fmt: skip
def test_a_message_is_a_text_that_can_be_read(gateway: Served, body: object) -> None:
    answer = gateway.desk("POST", "/cases/ABCDEF/messages", content=json.dumps(body))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("code", ["abcdef", "ABCDE", "ABCDEFG", "%00BCDEF", "ABC'EF"])
def test_what_is_no_code_is_refused(gateway: Served, code: str) -> None:
    assert gateway.desk("GET", f"/cases/{code}").status_code == 422
