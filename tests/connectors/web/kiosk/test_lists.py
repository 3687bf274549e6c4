"""The list of a procedure with the questions that narrow it, over HTTP."""

from typing import Any

import pytest

from tests.connectors.conftest import Served

URL = "/api/v1/kiosk/lists"
BIRTH = "1.001193"


def _list(gateway: Served, procedure: str, **answers: str) -> dict[str, Any]:
    answer = gateway.http.post(URL, json={"procedure": procedure, "answers": answers})
    assert answer.status_code == 200, answer.text
    listed: dict[str, Any] = answer.json()
    return listed


def test_the_list_comes_with_its_questions(gateway: Served) -> None:
    listed = _list(gateway, BIRTH)
    assert listed["name"] == "Đăng ký khai sinh"
    first = listed["questions"][0]
    assert first["chosen"] is None
    assert first["options"][-1] == {"id": "unsure", "label": "Tôi không rõ"}
    ids = {paper["id"] for paper in listed["reply"]["checklist"]["papers"]}
    assert ids >= set(listed["possible"]) >= {"authorisation"}
    assert [fact["title"] for fact in listed["facts"]] == ["Lệ phí", "Bao lâu có", "Nộp ở đâu"]
    assert listed["reply"]["sources"][0]["code"] == BIRTH


def test_each_answer_makes_it_shorter(gateway: Served) -> None:
    before = _list(gateway, BIRTH)
    after = _list(gateway, BIRTH, child="parents_known", parents="married", certificate="has")
    assert len(after["reply"]["checklist"]["papers"]) < len(before["reply"]["checklist"]["papers"])
    assert after["answers"] == {
        "child": "parents_known", "parents": "married", "certificate": "has",
    }  # fmt: skip
    assert [q["id"] for q in after["questions"] if q["chosen"] is None] == ["filer"]


def test_it_ends_with_the_list_of_the_conversation(gateway: Served) -> None:
    """Asked one by one over the conversation, the same papers stand on the same list."""
    answers = {
        "child": "parents_known", "parents": "married", "certificate": "has", "filer": "parent",
    }  # fmt: skip
    path = "/api/v1/conversations/kiosk-same-list/messages"
    said = gateway.http.post(path, json={"payload": f'/change_answers{{"procedure":"{BIRTH}"}}'})
    for case, option in answers.items():
        payload = f'/answer_case{{"procedure":"{BIRTH}","case":"{case}","option":"{option}"}}'
        said = gateway.http.post(path, json={"payload": payload})
    talked = [r["checklist"] for r in said.json()["replies"] if r["checklist"]]
    assert talked == [_list(gateway, BIRTH, **answers)["reply"]["checklist"]]


def test_an_answer_that_leads_on_is_told_and_followed(gateway: Served) -> None:
    listed = _list(gateway, BIRTH, child="born_abroad")
    assert listed["procedure"] == "2.000528"
    assert listed["answers"] == {}
    assert listed["name"] in listed["led"]["text"]


@pytest.mark.parametrize(("body", "status", "code"), [
    ({"procedure": "9.999999"}, 404, "unknown_procedure"),
    ({"procedure": "faq.gio-lam-viec"}, 404, "unknown_procedure"),
    ({}, 422, "invalid"),
    ({"procedure": BIRTH, "answers": {"child": 1}}, 422, "invalid"),
    ({"procedure": BIRTH, "answers": {f"c{n}": "x" for n in range(21)}}, 422, "invalid"),
    ({"procedure": BIRTH, "name": "An"}, 422, "invalid"),
])  # fmt: skip
def test_what_cannot_be_listed_is_refused_in_words(
    gateway: Served, body: dict[str, Any], status: int, code: str
) -> None:
    answer = gateway.http.post(URL, json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_nobody_on_the_way_keeps_it(gateway: Served) -> None:
    answer = gateway.http.post(URL, json={"procedure": BIRTH})
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


def test_an_address_that_asks_too_fast_waits(serve: Any) -> None:
    strict = serve(assistant_limits="on")
    codes = {strict.http.post(URL, json={"procedure": BIRTH}).status_code for _ in range(200)}
    assert codes == {200, 429}
