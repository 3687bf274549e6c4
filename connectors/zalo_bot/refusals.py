"""What the Bot Platform answers when it takes a message not → what becomes of the reply. Pure.

Its errors come with HTTP 200, as {"ok": false, "error_code": 401, "description": "…"}.

| error_code | the reply |
|---|---|
| 400 | refused: it will never be taken |
| 401, 404 | configuration: the token, or the address of the API |
| 403 | an error of its own, although named like a ban: later; it may have arrived |
| 408, 5xx | later; it may have arrived |
| 429 | later, as asked if it asks |
"""

from collections.abc import Mapping

import httpx

from assistant.conversation.delivery import DeliveryError, Refusal

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def refusal_of(code: int, answer: Mapping[str, object]) -> DeliveryError:
    """How a sending goes on that was answered with this error."""
    reason = f"error {code}"
    match code:
        case 400:
            return DeliveryError(Refusal.REFUSED, reason)
        case 401 | 404:
            return DeliveryError(Refusal.CONFIGURATION, reason)
        case 429:
            return DeliveryError(Refusal.RETRY, reason, after=_asked(answer))
        case _:
            return DeliveryError(Refusal.RETRY, reason, maybe_sent=True)


def breakdown_of(error: httpx.HTTPError) -> DeliveryError:
    """How a sending goes on that was not answered."""
    maybe = not isinstance(error, _NEVER_SENT)
    return DeliveryError(Refusal.RETRY, type(error).__name__, maybe_sent=maybe)


def _asked(answer: Mapping[str, object]) -> float | None:
    """Not documented here; read as in the API that this one is modelled on."""
    parameters = answer.get("parameters")
    after = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if isinstance(after, int | float) and 0 < after < 86_400:
        return float(after)
    return None
