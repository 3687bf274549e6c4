"""What python-telegram-bot raises → what becomes of the reply. Pure.

| HTTP | raised | the reply |
|---|---|---|
| 429 | RetryAfter | later, as asked |
| 403 | Forbidden: blocked, deactivated, thrown out | blocked |
| 400 | BadRequest (a NetworkError to the library) | refused: it will never be taken |
| 401, 404 | InvalidToken | configuration |
| 5xx, broken connection, time-out | NetworkError, TimedOut | later; it may have arrived |
"""

from datetime import timedelta

import httpx
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from assistant.conversation.delivery import DeliveryError, Refusal

# Nothing was sent: no connection was made, or none was free.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
# Other words of Telegram may quote the message.
_TELLING = ("chat not found", "blocked by the user", "user is deactivated", "kicked from the",
            "can't initiate conversation", "not a member", "message is too long", "text is empty",
            "not enough rights", "button_data_invalid", "topic_closed")  # fmt: skip


def refusal_of(error: Exception) -> DeliveryError:
    """How a failed sending goes on. The library's words may hold the token: few are repeated."""
    kind = type(error).__name__
    match error:
        case RetryAfter():
            return DeliveryError(Refusal.RETRY, kind, after=_seconds(error.retry_after))
        case Forbidden():
            return DeliveryError(Refusal.BLOCKED, _told(error))
        case BadRequest():
            return DeliveryError(Refusal.REFUSED, _told(error))
        case InvalidToken():
            return DeliveryError(Refusal.CONFIGURATION, kind)
        case Conflict():
            return DeliveryError(Refusal.RETRY, kind)
        case NetworkError() if isinstance(error.__cause__, _NEVER_SENT):
            return DeliveryError(Refusal.RETRY, type(error.__cause__).__name__)
        case _:  # a time-out, 5xx, an answer nobody can read
            return DeliveryError(Refusal.RETRY, kind, maybe_sent=True)


def _seconds(asked: int | timedelta) -> float:
    """The library is about to change the type; a setting of its own decides."""
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def _told(error: Exception) -> str:
    said = str(error).lower()
    known = next((words for words in _TELLING if words in said), None)
    return f"{type(error).__name__}: {known}" if known else type(error).__name__
