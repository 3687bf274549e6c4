"""Errors leave in one shape and repeat nothing."""

import pytest
from fastapi import FastAPI
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from assistant.errors import StorageError
from connectors.problem import add_problem_handlers, problem


class _Body(BaseModel):
    text: int


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    add_problem_handlers(app)

    @app.post("/body")
    async def body(body: _Body) -> int:
        return body.text

    @app.get("/refused")
    async def refused() -> None:
        raise HTTPException(403, "not here")

    @app.get("/busy")
    async def busy() -> None:
        raise HTTPException(429, "later", {"Retry-After": "3"})

    @app.get("/unreachable/{name}")
    async def unreachable(name: str) -> None:
        raise StorageError("OperationalError")

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("số căn cước 027099001234")

    return TestClient(app, raise_server_exceptions=False)


def test_a_problem_has_its_shape() -> None:
    answer = problem(418, "teapot", "short and stout")
    assert answer.media_type == "application/problem+json"
    assert answer.status_code == 418


@pytest.mark.parametrize(("method", "path", "status", "code"), [
    ("POST", "/body", 422, "invalid"), ("GET", "/none", 404, "not_found"),
    ("GET", "/body", 405, "method_not_allowed"), ("GET", "/refused", 403, "refused"),
    ("GET", "/broken", 500, "broken"), ("GET", "/busy", 429, "too_many"),
    ("GET", "/unreachable/027099001234", 503, "unavailable"),
])  # fmt: skip
def test_every_error_is_a_problem(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    sent = {"text": "số căn cước 027099001234"} if method == "POST" else None
    answer = client.request(method, path, json=sent)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    assert "027099001234" not in answer.text


def test_a_header_of_an_error_is_kept(client: TestClient) -> None:
    assert client.get("/busy").headers["retry-after"] == "3"


def test_the_name_of_a_conversation_is_not_logged(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    client.get("/unreachable/027099001234")
    logged = capsys.readouterr().out
    assert "/unreachable/{name}" in logged
    assert "027099001234" not in logged
