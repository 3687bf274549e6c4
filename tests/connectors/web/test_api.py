"""The API of the web chat, with nothing but the records behind it."""

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from connectors.web.api import Message

URL = "/api/v1/conversations/test-web-api-1/messages"


@pytest.mark.parametrize("body", [{"text": ""}, {"text": "a"}, {"payload": "/x"}])
def test_a_message_is_a_text_or_a_payload(body: dict[str, str]) -> None:
    assert Message(**body)


@pytest.mark.parametrize("body", [
    {}, {"text": "a", "payload": "/x"}, {"text": "a", "more": 1}, {"text": "a" * 40_001},
])  # fmt: skip
def test_nothing_else_is(body: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Message(**body)


def test_an_answer_tells_its_outcome_and_its_sources(bare: TestClient) -> None:
    answer = bare.post(URL, json={"text": "đăng ký kết hôn mất bao lâu"}).json()
    assert answer["outcome"] == "answered"
    assert answer["replies"][-1]["sources"][0]["code"] == "1.000894"


def test_a_payload_is_a_button(bare: TestClient) -> None:
    payload = '/ask_fee{"procedure": "1.000894"}'
    answer = bare.post(URL, json={"payload": payload}).json()
    assert "0 đồng" in answer["replies"][-1]["text"]


def test_an_error_names_the_field_and_not_its_content(bare: TestClient) -> None:
    answer = bare.post(URL, json={"text": ["một câu riêng tư"]})
    assert answer.status_code == 422
    assert "body.text" in answer.json()["detail"]
    assert "riêng tư" not in answer.text
