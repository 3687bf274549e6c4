"""How the APIs of appointments say no: every refusal has a status, a code and a sentence."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from assistant.appointments.appointment import BookingError, Refusal, Slot
from assistant.clock import now
from assistant.errors import StorageError
from assistant.knowledge.base import KnowledgeBase
from connectors.problem import add_problem_handlers
from connectors.refused import Polite, Refused, refused

ENDS: dict[str, Exception] = {
    "storage": StorageError("secret words"),
    "slow": HTTPException(429, "wait", {"Retry-After": "7"}),
    "guarded": HTTPException(401, "a token", {"WWW-Authenticate": "Bearer"}),
    "offers": refused(BookingError(Refusal.TAKEN), [Slot(now(), now() + timedelta(minutes=20), 1)]),
    **{refusal.value: BookingError(refusal) for refusal in Refusal},
}


@pytest.fixture(scope="module")
def client(real_base: KnowledgeBase) -> Iterator[TestClient]:
    """An application whose one route ends as it is asked to."""
    router = APIRouter(route_class=Polite)

    @router.get("/{end}")
    async def get_end(end: str, number: int = 0) -> int:
        if end in ENDS:
            raise ENDS[end]
        return number

    app = FastAPI()
    app.state.parts = SimpleNamespace(
        knowledge=SimpleNamespace(current=SimpleNamespace(base=real_base))
    )
    app.include_router(router)
    add_problem_handlers(app)
    with TestClient(app) as made:
        yield made


@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_refusal_of_a_booking_has_its_answer(client: TestClient, refusal: Refusal) -> None:
    answer = client.get(f"/{refusal.value}")
    assert answer.status_code in {404, 409, 422, 429}
    assert answer.json()["code"] == refusal.value
    assert answer.json()["detail"].endswith(".")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_offers_are_times(client: TestClient) -> None:
    said = client.get("/offers").json()
    assert (said["field"], said["offers"][0]["free"]) == ("start", 1)
    assert said["offers"][0]["start"].endswith("+07:00")


def test_a_wrong_value_is_named_and_not_repeated(client: TestClient) -> None:
    answer = client.get("/x", params={"number": "bí mật"})
    assert (answer.status_code, answer.json()["field"]) == (422, "number")
    assert "bí mật" not in answer.text
    assert '"number"' in answer.json()["detail"]


def test_the_database_being_away_is_no_secret_but_its_words_are(client: TestClient) -> None:
    answer = client.get("/storage")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert "secret words" not in answer.text


def test_too_fast_says_when(client: TestClient) -> None:
    answer = client.get("/slow")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
    assert answer.json()["code"] == "too_many_requests"


def test_other_errors_stay_what_they_are(client: TestClient) -> None:
    answer = client.get("/guarded")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_a_refusal_holds_its_code_alone() -> None:
    assert str(Refused(404, "not_found", "refused_not_found")) == "not_found"
