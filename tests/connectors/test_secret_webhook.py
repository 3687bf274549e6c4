"""A webhook with a secret: who gets in, and what is answered for what became of the body."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from assistant.errors import AssistantError, StorageError
from connectors.secret_webhook import SecretWebhook
from tests.connectors.bots import SECRET, app_of

_PATH, _HEADER = "/webhooks/pigeon", "X-Pigeon-Secret"
_WEBHOOK = SecretWebhook("pigeon", _PATH, _HEADER, not_kept="letter not kept")


class Loft:
    """Takes every body in, unless it was told to fail."""

    def __init__(self) -> None:
        self.taken: list[object] = []
        self.failure: Exception | None = None

    async def take(self, body: object) -> None:
        """As a door's intake does."""
        if self.failure is not None:
            raise self.failure
        self.taken.append(body)


@pytest.fixture
def loft() -> Loft:
    return Loft()


@pytest.fixture
def client(loft: Loft) -> Iterator[TestClient]:
    app = app_of(_WEBHOOK.router(SECRET, loft.take))
    with TestClient(app, raise_server_exceptions=False, headers={_HEADER: SECRET}) as made:
        yield made


@pytest.mark.parametrize(
    "body", [{"text": "xin chào"}, [], None, 0, "", [{"text": None}]], ids=json.dumps
)
def test_any_json_is_handed_on_as_it_is_and_answered(
    client: TestClient, loft: Loft, body: Any
) -> None:
    answer = client.post(_PATH, content=json.dumps(body))
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert loft.taken == [body]


@pytest.mark.parametrize(
    "given", ["", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "bí mật".encode()]
)
def test_another_secret_is_forbidden_before_the_body_is_looked_at(
    client: TestClient, loft: Loft, given: str | bytes
) -> None:
    for content in (b"{}", b"{"):
        answer = client.post(_PATH, content=content, headers={_HEADER: given})  # type: ignore[dict-item]
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert loft.taken == []


def test_the_secret_counts_in_its_own_header_alone(client: TestClient, loft: Loft) -> None:
    del client.headers[_HEADER]
    for headers in ({}, {"X-Other-Secret": SECRET}):
        assert client.post(_PATH, content=b"{}", headers=headers).status_code == 403
    assert client.post(f"{_PATH}?{_HEADER}={SECRET}", content=b"{}").status_code == 403
    assert loft.taken == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe\x00", b"x=1", b"[" * 100_000])
def test_what_is_not_json_is_refused(client: TestClient, loft: Loft, body: bytes) -> None:
    answer = client.post(_PATH, content=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert loft.taken == []


@pytest.mark.parametrize("failure", [StorageError("of a resident"), AssistantError("of another")])
def test_what_was_not_kept_is_asked_for_again_and_the_log_has_its_kind_alone(
    client: TestClient, loft: Loft, failure: AssistantError
) -> None:
    loft.failure = failure
    with capture_logs() as logs:
        answer = client.post(_PATH, content=b'{"text": "xin ch\\u00e0o"}')
    assert (answer.status_code, answer.json()["code"]) == (503, "not_kept")
    (line,) = logs
    assert line == {
        "event": "letter not kept", "log_level": "warning", "channel": "pigeon",
        "kind": type(failure).__name__,
    }  # fmt: skip
    loft.failure = None
    assert client.post(_PATH, content=b"{}").status_code == 200


def test_a_mistake_of_ours_is_not_taken_for_a_database_that_is_away(
    client: TestClient, loft: Loft
) -> None:
    loft.failure = RuntimeError("a mistake")
    assert client.post(_PATH, content=b"{}").status_code == 500
