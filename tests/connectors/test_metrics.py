"""Figures for Prometheus: for this machine or with the token, and without a word of anybody."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from connectors.gateway import create_app


@pytest.fixture
def client(database_url: str) -> Iterator[TestClient]:
    settings = Settings(database_url=database_url, staff_token="geheim")  # type: ignore[arg-type]
    with TestClient(create_app(settings), client=("127.0.0.1", 50000)) as client:
        yield client


def test_this_machine_may_look(client: TestClient) -> None:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert "# TYPE assistant_jobs gauge" in answer.text
    assert "# TYPE assistant_replies gauge" in answer.text


def test_what_comes_through_a_proxy_needs_the_token(client: TestClient) -> None:
    through = {"X-Forwarded-For": "203.0.113.9"}
    assert client.get("/metrics", headers=through).status_code == 404
    wrong = {**through, "Authorization": "Bearer falsch"}
    assert client.get("/metrics", headers=wrong).status_code == 404
    right = {**through, "Authorization": "Bearer geheim"}
    assert client.get("/metrics", headers=right).status_code == 200
