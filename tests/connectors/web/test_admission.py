"""Who writes too fast is asked to wait."""

from collections.abc import Iterator

import pytest

from tests.connectors.conftest import Serve, Served


@pytest.fixture(scope="module")
def limited(serve: Serve) -> Iterator[Served]:
    """A gateway with its limits."""
    served = serve(assistant_limits="on")
    yield served
    served.stop()


def _send(served: Served, conversation: str) -> int:
    path = f"/api/v1/conversations/{conversation}/messages"
    return served.http.post(path, json={"text": ""}).status_code


def test_a_conversation_that_floods_waits_and_others_do_not(limited: Served) -> None:
    assert [_send(limited, "flooding-1") for _ in range(10)] == [200] * 10
    path = "/api/v1/conversations/flooding-1/messages"
    refused = limited.http.post(path, json={"text": "một câu riêng tư"})
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["code"] == "too_many"
    assert 1 <= int(refused.headers["retry-after"]) <= 4
    assert "riêng tư" not in refused.text
    assert _send(limited, "flooding-2") == 200


def test_an_address_that_floods_waits_whatever_the_conversation(limited: Served) -> None:
    policy = limited.app.state.parts.knowledge.current.base.policy.limits
    sent = [_send(limited, f"from-one-{n:04}") for n in range(policy.web_requests_per_minute + 20)]
    assert 429 in sent
    assert set(sent) == {200, 429}
    stream = limited.http.get("/api/v1/conversations/from-one-0000/events")
    assert stream.status_code == 429
    assert limited.http.get("/healthz").status_code == 200
