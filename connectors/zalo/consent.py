"""The first consent, and every later one: a page for staff, and the way back from Zalo."""

import base64
import hmac
import secrets
import time
from pathlib import Path
from typing import Any

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException

from assistant.conversation.credentials import RenewalRefused
from assistant.errors import StorageError
from assistant.settings import Settings
from connectors.zalo.oauth import ZaloOAuth
from connectors.zalo.state import pkce_of, state_of
from connectors.zalo.tokens import TokenKeeper

log = structlog.get_logger()
PAGE, CALLBACK = "/webhooks/zalo/oauth", "/webhooks/zalo/oauth/callback"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
_templates = Jinja2Templates(directory=Path(__file__).parent / "templates")


class Consent:
    """Leads an administrator of the account to Zalo and takes the code that comes back."""

    def __init__(self, settings: Settings, oauth: ZaloOAuth, keeper: TokenKeeper) -> None:
        self._settings = settings
        self._oauth = oauth
        self._keeper = keeper
        self._key = secrets.token_hex(32)
        secret = settings.zalo_app_secret
        if secret:  # the same in every gateway process
            self._key = f"consent {secret.get_secret_value()}"

    async def page(self, request: Request) -> HTMLResponse:
        """How access stands, and the link that renews it. Staff only."""
        _check(self._settings, request)
        callback = self._callback(request)
        links = {
            name: self._oauth.link(
                callback,
                state_of(self._key, secrets.token_urlsafe(8), time.time(), pkce=pkce),
                pkce=pkce,
            )
            for name, pkce in (("link", False), ("link_pkce", True))
        }
        try:
            pair = await self._keeper.load()
        except StorageError:
            raise HTTPException(503, "the database does not answer") from None
        return _page(request, 200, pair=pair, callback=callback,
                     challenge=self._oauth.challenge, **links)  # fmt: skip

    async def callback(self, request: Request) -> HTMLResponse:
        """Zalo sends the administrator back with a code, good once and for ten minutes."""
        asked = request.query_params
        pkce = pkce_of(self._key, asked.get("state", ""), time.time())
        account = self._settings.zalo_oa_id
        if pkce is None:
            return _page(request, 403, failed="state")
        if account and asked.get("oa_id", account) != account:
            return _page(request, 409, failed="oa_id")
        try:
            pair = await self._oauth.exchange(asked.get("code", ""), pkce=pkce)
            await self._keeper.consented(pair)
        except RenewalRefused as error:
            log.error("zalo consent failed", reason=error.reason)
            return _page(request, 502, failed=error.reason)
        except StorageError:
            log.exception("zalo consent not kept")
            return _page(request, 503, failed="database")
        return _page(request, 200, done=True)

    def _callback(self, request: Request) -> str:
        public = self._settings.public_url or str(request.base_url)
        return public.rstrip("/") + CALLBACK


def router_of(consent: Consent) -> APIRouter:
    """The two routes."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route(PAGE, consent.page, methods=["GET"], response_class=HTMLResponse)
    router.add_api_route(CALLBACK, consent.callback, methods=["GET"], response_class=HTMLResponse)
    return router


def _check(settings: Settings, request: Request) -> None:
    """The staff token: as a bearer, or as the password a browser asks for. Never in the address,
    which proxies write into their logs.
    """
    token = settings.staff_token.get_secret_value() if settings.staff_token else ""
    if not token:
        raise HTTPException(404, "Not Found")
    given = _given(request.headers.get("authorization", ""))
    if not hmac.compare_digest(given.encode(), token.encode()):
        asks = {"WWW-Authenticate": 'Basic realm="staff"'}
        raise HTTPException(401, "a token of the staff", asks)


def _given(authorization: str) -> str:
    kind, _, value = authorization.partition(" ")
    if kind.lower() != "basic":
        return value.strip()
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def _page(request: Request, status: int, **context: Any) -> HTMLResponse:
    return _templates.TemplateResponse(
        request, "consent.html", context, status_code=status, headers=_HEADERS
    )
