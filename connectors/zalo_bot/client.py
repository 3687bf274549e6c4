"""Calls of the Bot Platform: POST JSON to /bot<token>/<method>."""

from typing import Any

import httpx

from assistant.conversation.delivery import DeliveryError, Refusal
from connectors.zalo_bot.refusals import breakdown_of, refusal_of

_TIMEOUT = httpx.Timeout(10, connect=5)
POLL_SECONDS = 30
EMPTY_POLL = 408  # nothing came while we waited


class NothingYet(Exception):
    """A poll ended and nobody had written."""


class Client:
    """Connects on first use. Its address holds the token: it is never logged."""

    def __init__(self, token: str, api_url: str) -> None:
        self._http = httpx.AsyncClient(base_url=f"{api_url.rstrip('/')}/bot{token}/")
        self._http.timeout = _TIMEOUT

    async def call(self, method: str, *, wait: float = 0, **asked: Any) -> Any:
        """The result. DeliveryError when it is refused; `wait`: seconds the answer may take."""
        timeout = httpx.Timeout(10 + wait, connect=5)
        try:
            answer = await self._http.post(method, json=asked, timeout=timeout)
        except httpx.HTTPError as error:
            raise breakdown_of(error) from None
        body = _read(answer)
        if body.get("ok") is True:
            return body.get("result")
        code = body.get("error_code")
        raise refusal_of(code if type(code) is int else answer.status_code, body)

    async def poll(self) -> Any:
        """What somebody wrote; NothingYet when nobody did."""
        try:
            return await self.call("getUpdates", wait=POLL_SECONDS, timeout=str(POLL_SECONDS))
        except DeliveryError as error:
            if error.reason == f"error {EMPTY_POLL}":
                raise NothingYet from None
            raise

    async def close(self) -> None:
        """Give connections back."""
        await self._http.aclose()


def _read(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        body = None
    if isinstance(body, dict):
        return body
    if answer.is_success:
        raise DeliveryError(Refusal.RETRY, "unreadable answer", maybe_sent=True)
    return {}
