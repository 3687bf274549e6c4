"""Bounds on what a client may send."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from connectors.limits import LARGEST_BODY, BodyLimit, SafeHeaders, largest_body


@pytest.fixture(scope="module")
def echo() -> TestClient:
    """An application that sends back what it got."""

    async def back(request: Request) -> Response:
        return Response(await request.body())

    app = Starlette(routes=[Route("/", back, methods=["GET", "POST"])])
    app.add_middleware(BodyLimit)
    app.add_middleware(SafeHeaders)
    return TestClient(app)


def _chunks(size: int) -> Iterator[bytes]:
    for start in range(0, size, 10_000):
        yield b"a" * min(10_000, size - start)


@pytest.mark.parametrize("size", [0, 1, 10_000, LARGEST_BODY])
def test_a_body_within_the_bound_arrives_whole(echo: TestClient, size: int) -> None:
    assert echo.post("/", content=b"a" * size).content == b"a" * size
    assert echo.post("/", content=_chunks(size)).content == b"a" * size


def test_a_body_beyond_the_bound_is_refused_by_its_length_or_while_read(echo: TestClient) -> None:
    for content in (b"a" * (LARGEST_BODY + 1), _chunks(LARGEST_BODY + 1)):
        answer = echo.post("/", content=content)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("length", ["-1", "many", "1e3", "99999999999999999999"])
def test_a_senseless_length_is_refused(echo: TestClient, length: str) -> None:
    assert echo.post("/", content=b"a", headers={"content-length": length}).status_code == 413


def test_every_answer_carries_the_safe_headers(echo: TestClient) -> None:
    for path in ("/", "/nowhere"):
        headers = echo.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]


def test_staff_may_send_a_spreadsheet_and_nobody_else_anything_so_large() -> None:
    five = 5 * 1024 * 1024
    assert largest_body("/console/content/spreadsheet") > five
    for path in ("/", "/console/staff", "/api/v1/conversations/x/messages", "/console/content"):
        assert largest_body(path) == LARGEST_BODY
    assert LARGEST_BODY < largest_body("/console/content/policy.yml/text") < five
