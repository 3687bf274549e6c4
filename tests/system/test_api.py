"""The contract of the API: what other channels and the page rely on."""

import json

import pytest

from connectors.limits import LARGEST_BODY
from tests.system.running import Running, Talk

pytestmark = pytest.mark.system
URL = "/api/v1/conversations/system-test-1/messages"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "đăng ký kết hôn", "payload": "/talk_to_officer"},
        {"text": None, "payload": None},
        {"text": 1},
        {"text": "đăng ký kết hôn", "sender": "me"},
        {"text": "a" * 40_001},
        {"payload": "/" + "a" * 2_001},
        [],
    ],
)
def test_a_body_that_is_not_one_message_is_refused(running: Running, body: object) -> None:
    response = running.http.post(URL, json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["code"]) == (422, "invalid")
    assert "kết hôn" not in response.text


def test_broken_json_is_refused(running: Running) -> None:
    headers = {"Content-Type": "application/json"}
    response = running.http.post(URL, content=b'{"text": ', headers=headers)
    assert (response.status_code, response.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("name", ["short", "a" * 65, "with space 1", "dấu-tiếng-việt", "a.b.c.d.e"])
def test_a_conversation_id_follows_its_pattern(running: Running, name: str) -> None:
    response = running.http.post(f"/api/v1/conversations/{name}/messages", json={"text": "a"})
    assert (response.status_code, response.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_too_large_is_refused(running: Running, declared: bool) -> None:
    body = json.dumps({"text": "a" * LARGEST_BODY}).encode()
    content = body if declared else iter([body[:1000], body[1000:]])
    response = running.http.post(URL, content=content)
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["code"] == "too_large"


@pytest.mark.parametrize(("method", "path", "status", "code"), [
    ("GET", "/nowhere", 404, "not_found"),
    ("GET", URL, 405, "method_not_allowed"),
    ("POST", "/readyz", 405, "method_not_allowed"),
])  # fmt: skip
def test_other_errors_are_problems_too(
    running: Running, method: str, path: str, status: int, code: str
) -> None:
    response = running.http.request(method, path)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"


def test_an_answer_has_the_promised_shape(talk: Talk) -> None:
    answer = talk.say("đăng ký kết hôn mất bao lâu")
    assert set(answer) == {"outcome", "replies"}
    assert answer["outcome"] == "answered"
    (reply,) = answer["replies"]
    assert set(reply) == {"text", "buttons", "sources", "candidates", "checklist", "ticket"}
    assert all(set(button) == {"title", "payload"} for button in reply["buttons"])
    assert set(reply["sources"][0]) == {"code", "name", "checked_on", "url"}


@pytest.mark.parametrize(
    "payload",
    [
        "/restart",
        "/session_start",
        "/external_intent{}",
        '/choose_procedure{"procedure": "9.999999"}',
        '/choose_procedure{"procedure": ["1.000894"]}',
        '/choose_procedure{"secret": "1.000894"}',
        '/answer_case{"procedure": "1.000894", "case": "nobody", "option": "knows"}',
        '/answer_case{"procedure": "1.000894"}',
        "/choose_procedure",
        "/change_answers",
        "/choose_procedure{",
        "đăng ký kết hôn",
        "",
        "/" * 2000,
    ],
)
def test_a_payload_that_is_none_of_ours_is_told_so(talk: Talk, payload: str) -> None:
    answer = talk.send(payload)
    assert answer["outcome"] == "failed"
    assert "không còn dùng được" in talk.heard()
    assert "tra cứu đơn giản" not in talk.heard()


def test_a_typed_payload_is_only_text(talk: Talk) -> None:
    talk.say("/talk_to_officer")
    assert talk.last["outcome"] != "handed_over"
    talk.send("/talk_to_officer")
    assert talk.last["outcome"] == "handed_over"


def test_buttons_of_an_older_answer_still_work(talk: Talk) -> None:
    talk.say("đăng ký tạm trú cần giấy tờ gì")
    old = talk.buttons()["Nhà của mình"]
    talk.say("thời tiết ngày mai thế nào")
    talk.send(old)
    assert "1.004194" in talk.sources()


def test_healthz_and_readyz(running: Running) -> None:
    assert running.http.get("/healthz").json() == {"status": "ok"}
    ready = running.http.get("/readyz")
    assert ready.status_code == 200
    body = ready.json()
    assert body["status"] == "ok"
    assert body["database"] is True
    assert body["rasa"] is True
    assert body["records"] > 50


def test_the_description_of_the_api_is_served(running: Running) -> None:
    description = running.http.get("/openapi.json").json()
    paths = description["paths"]
    assert "post" in paths["/api/v1/conversations/{conversation}/messages"]
    assert {"/healthz", "/readyz"} <= set(paths)


def test_every_answer_carries_the_safe_headers(running: Running) -> None:
    for path in ("/", "/healthz", "/static/main.js", "/nowhere"):
        headers = running.http.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer", path
        assert "server" not in headers, path
    assert "default-src 'none'" in running.http.get("/").headers["content-security-policy"]
