"""The error table of the Bot Platform."""

import httpx
import pytest

from assistant.conversation.delivery import Refusal
from connectors.zalo_bot.refusals import breakdown_of, refusal_of


@pytest.mark.parametrize(
    ("code", "refusal", "maybe_sent"),
    [(400, Refusal.REFUSED, False), (401, Refusal.CONFIGURATION, False),
     (403, Refusal.RETRY, True), (404, Refusal.CONFIGURATION, False),
     (408, Refusal.RETRY, True), (429, Refusal.RETRY, False), (500, Refusal.RETRY, True),
     (-7, Refusal.RETRY, True)],
)  # fmt: skip
def test_an_error_has_its_consequence(code: int, refusal: Refusal, maybe_sent: bool) -> None:
    made = refusal_of(code, {})
    assert (made.refusal, made.maybe_sent) == (refusal, maybe_sent)


@pytest.mark.parametrize(
    ("parameters", "after"),
    [({"retry_after": 7}, 7.0), ({"retry_after": "7"}, None), ({"retry_after": -1}, None),
     ({"retry_after": 10**9}, None), ({}, None), (None, None), ([], None)],
)  # fmt: skip
def test_a_limit_may_say_how_long_to_wait(parameters: object, after: float | None) -> None:
    assert refusal_of(429, {"parameters": parameters}).after == after


@pytest.mark.parametrize(
    ("error", "maybe_sent"),
    [(httpx.ConnectError("x"), False), (httpx.ConnectTimeout("x"), False),
     (httpx.ReadTimeout("x"), True), (httpx.RemoteProtocolError("x"), True)],
)  # fmt: skip
def test_what_was_never_sent_is_known(error: httpx.HTTPError, maybe_sent: bool) -> None:
    assert breakdown_of(error).maybe_sent is maybe_sent
