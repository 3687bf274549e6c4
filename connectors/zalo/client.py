"""The account's API: a call with a token that is renewed once when it has ended."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from assistant.clock import now
from assistant.conversation.delivery import DeliveryError, Refusal
from connectors.zalo.bodies import Body
from connectors.zalo.recipient import Recipient
from connectors.zalo.refusals import refusal_of, template_refusal_of
from connectors.zalo.tokens import TokenKeeper

_TIMEOUT = httpx.Timeout(8, connect=3)
_API, _BUSINESS = "https://openapi.zalo.me", "https://business.openapi.zalo.me"
_PAGE, _PAGES = 10, 4
Json = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """A message of the account that the resident's conversation shows."""

    id: str
    text: str


class ZaloClient:
    """Every method may raise DeliveryError, or StorageError when no token can be read."""

    def __init__(self, url: str, keeper: TokenKeeper) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=_TIMEOUT)
        # Template messages to phones have a host of their own; elsewhere it is the same one.
        self._business = _BUSINESS if url.rstrip("/") == _API else url.rstrip("/")
        self._keeper = keeper

    async def message(self, to: Recipient, body: Body) -> str:
        """Send a message; Zalo's id of it."""
        path = "/v2.0/oa/message" if to.is_anonymous else "/v3.0/oa/message/cs"
        wanted = {"recipient": to.fields, "message": body}
        return _message_id(await self._call("POST", path, json=wanted))

    async def template(
        self, to: Recipient | str, template: str, values: dict[str, str], mark: str
    ) -> str:
        """A template message to a user, or to a phone ("84…"), where `mark` makes it one only."""
        body: Json = {"template_id": template, "template_data": values}
        if isinstance(to, str):
            body |= {"phone": to, "tracking_id": mark}
            path = f"{self._business}/message/template"
        else:
            body |= to.fields
            path = "/v3.0/oa/message/template"
        return _message_id(await self._call("POST", path, json=body, refusal=template_refusal_of))

    async def upload(self, kind: str, name: str, content: bytes) -> str:
        """Upload an `image` or a `file`; the id or token that stands for it for seven days."""
        answer = await self._call(
            "POST", f"/v2.0/oa/upload/{kind}", files={"file": (name, content)}
        )
        return str(answer.get("token") or answer.get("attachment_id") or "")

    async def said_since(self, user: str, began: datetime) -> list[Said]:
        """What the account said to a user since a moment of our clock, the oldest first."""
        said: list[Said] = []
        for page in range(_PAGES):
            query = {"user_id": user, "offset": page * _PAGE, "count": _PAGE}
            answer = await self._answer("GET", "/v2.0/oa/conversation",
                                        params={"data": json.dumps(query)})  # fmt: skip
            items = _items(answer)
            since = (began + _ahead(answer) - timedelta(seconds=2)).timestamp() * 1000
            fresh = [item for item in items if _number(item.get("time")) >= since]
            said += [_said(item) for item in fresh if str(item.get("src")) == "0"]
            if len(fresh) < _PAGE:
                break
        return said[::-1]

    async def close(self) -> None:
        """Give connections back."""
        await self._http.aclose()

    async def _call(self, method: str, path: str, **more: Any) -> Json:
        data = (await self._answer(method, path, **more)).json().get("data")
        return data if isinstance(data, dict) else {}

    async def _answer(
        self, method: str, path: str,
        refusal: Callable[..., DeliveryError] = refusal_of, **more: Any,
    ) -> httpx.Response:  # fmt: skip
        access = await self._keeper.access()
        try:
            return await self._once(method, path, access, refusal, more)
        except DeliveryError as error:
            if error.refusal is not Refusal.REFRESH:
                raise
        access = await self._keeper.renewed(access)
        return await self._once(method, path, access, refusal, more)

    async def _once(
        self, method: str, path: str, access: str,
        refusal: Callable[..., DeliveryError], more: Json,
    ) -> httpx.Response:  # fmt: skip
        try:
            headers = {"access_token": access}
            answer = await self._http.request(method, path, headers=headers, **more)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise DeliveryError(Refusal.RETRY, type(error).__name__) from None
        except httpx.HTTPError as error:
            name = type(error).__name__
            raise DeliveryError(Refusal.RETRY, name, maybe_sent=True) from None
        failed = failure_of(answer, refusal, now())
        if failed is not None:
            raise failed
        return answer


def failure_of(
    answer: httpx.Response, refusal: Callable[..., DeliveryError], at: datetime
) -> DeliveryError | None:
    """What an answer says went wrong, None when nothing did. Errors mostly come with 200."""
    code = _code(answer)
    status, reason = answer.status_code, f"HTTP {answer.status_code}"
    if status == 429:
        return DeliveryError(Refusal.RETRY, reason, after=_retry_after(answer) or 30.0)
    if code == 0 and status < 400:
        return None
    if code:
        return refusal(code, at)
    if status in (401, 403, 404, 405):
        return DeliveryError(Refusal.CONFIGURATION, reason)
    if 400 <= status < 500:
        return DeliveryError(Refusal.REFUSED, reason)
    return DeliveryError(Refusal.RETRY, f"{reason}, no answer of the API", maybe_sent=True)


def _code(answer: httpx.Response) -> int | None:
    try:
        code = answer.json()["error"]
        return int(code)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _retry_after(answer: httpx.Response) -> float | None:
    asked = answer.headers.get("retry-after", "")
    return float(asked) if asked.isdecimal() and len(asked) < 6 else None


def _ahead(answer: httpx.Response) -> timedelta:
    """How far the other clock is before ours."""
    try:
        theirs = parsedate_to_datetime(answer.headers["date"])
        return theirs - now()
    except (KeyError, ValueError, TypeError):
        return timedelta()


def _items(answer: httpx.Response) -> list[Json]:
    data = answer.json().get("data")
    return [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []


def _said(item: Json) -> Said:
    return Said(str(item.get("message_id", "")), str(item.get("message", "")))


def _number(value: object) -> float:
    return float(value) if str(value).isdecimal() else 0.0  # type: ignore[arg-type]


def _message_id(data: Json) -> str:
    return str(data.get("message_id") or data.get("msg_id") or "")[:160]
