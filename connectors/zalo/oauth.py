"""Zalo's OAuth v4: the link for consent, a code or a refresh token for a new pair of tokens."""

import base64
import hashlib
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx

from assistant.clock import now
from assistant.conversation.credentials import Pair, RenewalRefused
from connectors.zalo.refusals import LIMITED

_TIMEOUT = httpx.Timeout(10, connect=3)
_LIFE = timedelta(hours=25)  # when the answer does not say
CONSENT = "consent needed"


class ZaloOAuth:
    """A client of the OAuth server for one application."""

    def __init__(self, url: str, app: str, secret: str | None) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=_TIMEOUT)
        self._url = url
        self._app = app
        self._secret = secret

    def link(self, callback: str, state: str, *, pkce: bool) -> str:
        """Where an administrator of the account gives consent."""
        query = {"app_id": self._app, "redirect_uri": callback, "state": state}
        if pkce:
            query["code_challenge"] = self.challenge
        return f"{self._url.rstrip('/')}/v4/oa/permission?{urlencode(query)}"

    @property
    def challenge(self) -> str:
        """The code challenge: always the same, as Zalo's console keeps it as a setting."""
        return _unpadded(hashlib.sha256(self._verifier.encode()).digest())

    async def exchange(self, code: str, *, pkce: bool) -> Pair:
        """The first pair after consent; RenewalRefused when there is none."""
        form = {"code": code, "grant_type": "authorization_code"}
        return await self._ask({**form, **({"code_verifier": self._verifier} if pkce else {})})

    async def renew(self, refresh: str) -> Pair:
        """The next pair. The old one is dead from then on, whether we hear the answer or not."""
        return await self._ask({"refresh_token": refresh, "grant_type": "refresh_token"})

    async def close(self) -> None:
        """Give connections back."""
        await self._http.aclose()

    @property
    def _verifier(self) -> str:
        return _unpadded(hashlib.sha256(f"pkce {self._secret}".encode()).digest())

    async def _ask(self, form: dict[str, str]) -> Pair:
        if self._secret is None:
            raise RenewalRefused("ZALO_APP_SECRET is not set", final=False)
        headers = {"secret_key": self._secret}
        body = {**form, "app_id": self._app}
        try:
            answer = await self._http.post("/v4/oa/access_token", data=body, headers=headers)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise RenewalRefused("unreachable", final=False) from None
        except httpx.HTTPError as error:
            raise RenewalRefused(f"unknown end: {type(error).__name__}", final=False) from None
        return pair_of(answer, now())


def pair_of(answer: httpx.Response, at: datetime) -> Pair:
    """The pair of an answer. Errors come with 200; no number is documented for a dead token."""
    try:
        content: Any = answer.json()
    except ValueError:
        content = None
    content = content if isinstance(content, dict) else {}
    access, refresh = content.get("access_token"), content.get("refresh_token")
    if isinstance(access, str) and isinstance(refresh, str) and access and refresh:
        return Pair(access, refresh, at, at + _life(content.get("expires_in")))
    code = content.get("error")
    if code == LIMITED:
        raise RenewalRefused("limited", final=False)
    if code is None or answer.status_code >= 500:
        raise RenewalRefused(f"unknown end: HTTP {answer.status_code}", final=False)
    raise RenewalRefused(f"{CONSENT}: zalo {str(code)[:20]}", final=True)


def _life(said: object) -> timedelta:
    """`expires_in` is a string of seconds."""
    digits = str(said)
    known = digits.isascii() and digits.isdecimal() and 0 < int(digits[:9]) <= 10**8
    return timedelta(seconds=int(digits[:9])) if known else _LIFE


def _unpadded(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
