"""The whole gateway under attack: its own description is taken and every operation is asked with
what fits it and what does not. Nothing is answered with an error of the server, and every answer
is one that the description names.
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.schemas import OpenApiSchema

from connectors.limits import LARGEST_BODY
from tests.connectors.conftest import NOBODY, STAFF, Serve, Served
from tests.connectors.telegram import test_hostile as telegram
from tests.connectors.zalo import test_hostile as zalo
from tests.connectors.zalo_bot import test_hostile as zalo_bot

OFFICER = "Lan"
WEBHOOKS = ["/webhooks/zalo", "/webhooks/zalo-bot", "/webhooks/telegram"]
MANY = settings(
    max_examples=200, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
CONFORMS = [
    status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
FEWER = settings(MANY, max_examples=100)
HEADERS = st.lists(st.integers(32, 255).filter(lambda b: b != 127), max_size=30).map(bytes)
MOSTLY = st.sampled_from([True, True, True, False])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)

Operation = APIOperation[Any, Any, Any, Any]


@pytest.fixture(scope="module")
def attacked(serve: Serve) -> Iterator[Served]:
    """A gateway with every door open, whose streams are told at once that nothing has come."""
    served = serve(
        telegram_token="7:aa", telegram_secret="s", telegram_api_url=NOBODY,
        zalo_bot_token="7:aa", zalo_bot_secret="s", zalo_bot_api_url=NOBODY,
        zalo_app_id="7", zalo_oa_secret="s", zalo_api_url=NOBODY, zalo_oauth_url=NOBODY,
    )  # fmt: skip
    served.app.state.streams.heartbeat = 0.01
    yield served
    served.ask("TRUNCATE conversations, switches, procrastinate_jobs, guesses, closures CASCADE")


@pytest.fixture(scope="module")
def description(attacked: Served) -> OpenApiSchema:
    """What the gateway says of itself."""
    return schemathesis.openapi.from_url(f"{attacked.base}/openapi.json")


@pytest.fixture(scope="module")
def known(attacked: Served) -> str:
    """The code of a case that an officer holds: guessed ones are never right."""
    code = attacked.wish("hostile-00000000")
    assert attacked.desk("POST", f"/cases/{code}/claim", OFFICER).status_code == 200
    return code


def test_whatever_is_asked_gets_an_answer_that_is_described(
    description: OpenApiSchema, known: str, subtests: pytest.Subtests
) -> None:
    session = requests.Session()
    for each in description.exclude(path_regex="/events$").get_all_operations():
        operation = each.ok()
        with subtests.test(operation.label):
            _attack(operation, known, session)


@FEWER
@given(conversation=TEXTS, after=TEXTS | st.integers(), last=HEADERS)
def test_a_stream_opens_or_is_refused(
    attacked: Served, conversation: str, after: Any, last: bytes
) -> None:
    assert _opened(attacked, conversation, after, last) in {200, 400, 404, 405, 422}


@FEWER
@given(
    conversation=st.from_regex(r"[A-Za-z0-9_-]{8,64}", fullmatch=True),
    after=st.integers(0, 2**63 - 1),
    last=st.integers().map(lambda number: str(number).encode()),
)
def test_a_stream_that_may_open_reads_what_was_posted(
    attacked: Served, conversation: str, after: int, last: bytes
) -> None:
    assert _opened(attacked, conversation, after, last) == 200


@pytest.mark.parametrize("path", [*WEBHOOKS, "/api/v1/conversations/hostile-00000000/messages"])
def test_a_body_beyond_the_bound_is_read_by_nobody(attacked: Served, path: str) -> None:
    def endless() -> Iterator[bytes]:  # without a length, which could be refused beforehand
        for _ in range(2 + LARGEST_BODY // 4096):
            yield b" " * 4096

    whole = attacked.http.post(path, content=b" " * (LARGEST_BODY + 1))
    assert (whole.status_code, attacked.http.post(path, content=endless()).status_code) == (
        413,
        413,
    )


@pytest.mark.parametrize("path", WEBHOOKS)
def test_what_nobody_signed_is_not_kept(attacked: Served, path: str) -> None:
    before = attacked.ask("SELECT count(*) FROM inbox")
    for body in (b"", b"{}", b"[" * 100_000, b"\xff" * 64, b'{"app_id": "7"}'):
        assert attacked.http.post(path, content=body).status_code in {200, 403}
    assert attacked.ask("SELECT count(*) FROM inbox") == before


def test_the_webhooks_see_more_than_ten_thousand_hostile_posts() -> None:
    cases = [
        test._hypothesis_internal_use_settings.max_examples
        for module in (zalo, zalo_bot, telegram)
        for name, test in vars(module).items()
        if name.startswith("test_") and hasattr(test, "_hypothesis_internal_use_settings")
    ]
    assert sum(cases) > 10_000


def _attack(operation: Operation, known: str, session: requests.Session) -> None:
    fits = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    odd = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @MANY
    @given(case=st.one_of(fits, fits, odd), officer=MOSTLY, knows=st.booleans())
    def attack(case: Case, officer: bool, knows: bool) -> None:
        caller = {"Authorization": f"Bearer {STAFF}"} if officer else {}
        if knows and "code" in case.path_parameters:
            case.path_parameters["code"] = known
            caller["X-Officer"] = OFFICER
        # Without Rasa it is right that /readyz says 503.
        checks = CONFORMS if case.path == "/readyz" else [not_a_server_error, *CONFORMS]
        case.call_and_validate(session=session, headers=caller, checks=checks, timeout=10)

    attack()


def _opened(served: Served, conversation: str, after: object, last: bytes) -> int:
    """The status of a stream; one that opens is heard until it has looked for replies once."""
    path = f"/api/v1/conversations/{_quoted(conversation)}/events"
    headers = [(b"Last-Event-ID", last.strip())]
    asked = {"params": {"after": str(after)}, "headers": headers, "timeout": 2.0}
    with served.http.stream("GET", path, **asked) as answer:  # type: ignore[arg-type]
        if answer.status_code == 200:
            assert ": still here" in answer.iter_lines()
        return answer.status_code


def _quoted(word: str) -> str:
    return str(httpx.URL("http://x", params={"q": word}).query, "ascii").removeprefix("q=")
