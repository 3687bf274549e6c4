"""Whether the process lives, and whether the whole path answers; the good case: tests/system."""

from starlette.testclient import TestClient


def test_a_live_process_says_so_whatever_lies_behind(bare: TestClient) -> None:
    assert bare.get("/healthz").json() == {"status": "ok"}


def test_what_does_not_answer_is_named(bare: TestClient) -> None:
    answer = bare.get("/readyz")
    assert answer.status_code == 503
    body = answer.json()
    assert (body["status"], body["database"], body["rasa"]) == ("not ready", False, False)
    assert body["records"] > 0
