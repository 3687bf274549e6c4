"""The error table: what is tried again, what is not, and that no word of the message leaks."""

from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from assistant.conversation.delivery import Refusal
from connectors.telegram.refusals import refusal_of


def _caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "refusal", "maybe_sent"),
    [
        (RetryAfter(3), Refusal.RETRY, False),
        (Forbidden("Forbidden: bot was blocked by the user"), Refusal.BLOCKED, False),
        (BadRequest("Chat not found"), Refusal.REFUSED, False),
        (InvalidToken("The token `1:secret` was rejected by the server."),
         Refusal.CONFIGURATION, False),
        (Conflict("terminated by other getUpdates request"), Refusal.RETRY, False),
        (NetworkError("Bad Gateway"), Refusal.RETRY, True),
        (TimedOut(), Refusal.RETRY, True),
        (TelegramError("Invalid server response"), Refusal.RETRY, True),
        (KeyError("result"), Refusal.RETRY, True),
        (_caused(NetworkError("x"), httpx.ConnectError("x")), Refusal.RETRY, False),
        (_caused(TimedOut(), httpx.PoolTimeout("x")), Refusal.RETRY, False),
        (_caused(TimedOut(), httpx.ReadTimeout("x")), Refusal.RETRY, True),
        (_caused(NetworkError("x"), httpx.ReadError("x")), Refusal.RETRY, True),
    ],
)  # fmt: skip
def test_an_error_has_its_consequence(error: Exception, refusal: Refusal, maybe_sent: bool) -> None:
    made = refusal_of(error)
    assert (made.refusal, made.maybe_sent) == (refusal, maybe_sent)


@pytest.mark.parametrize("asked", [3, timedelta(seconds=3)])
def test_telegram_says_how_long_to_wait(asked: int | timedelta) -> None:
    assert refusal_of(RetryAfter(asked)).after == 3


def test_a_reason_tells_what_is_known_and_quotes_nothing_else() -> None:
    assert refusal_of(BadRequest("Chat not found")).reason == "BadRequest: chat not found"
    quoting = BadRequest('Can\'t parse entities: unsupported start tag "Nguyễn Văn A"')
    assert refusal_of(quoting).reason == "BadRequest"
    assert "secret" not in refusal_of(InvalidToken("The token `1:secret` was rejected")).reason
