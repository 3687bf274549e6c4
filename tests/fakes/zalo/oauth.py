"""oauth.zaloapp.com of the fake: consent, codes, tokens that rotate and are good once."""

import base64
import hashlib
import secrets
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.fakes.zalo.account import Account


class OAuth:
    """Whoever opens the link of consent is an administrator who agrees."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.routes = [
            Route("/v4/oa/permission", self._permission),
            Route("/v4/oa/access_token", self._token, methods=["POST"]),
        ]

    async def _permission(self, request: Request) -> Response:
        asked, account = request.query_params, self._account
        if asked.get("app_id") != account.app:
            return JSONResponse({"error": -14002, "error_name": "Invalid appId"})
        if not asked.get("redirect_uri"):
            return JSONResponse({"error": -14003, "error_name": "Invalid redirect uri"})
        code = secrets.token_urlsafe(16)
        account.codes[code] = asked.get("code_challenge", "")
        back = {"code": code, "oa_id": account.oa, "state": asked.get("state", "")}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}")

    async def _token(self, request: Request) -> Response:
        account = self._account
        form = {k: v[0] for k, v in parse_qs((await request.body()).decode()).items()}
        account.requests.append({"path": request.url.path, "body": {**form}})
        faults = account.faults
        if faults.outage:
            return Response("Service Unavailable", 503)
        if faults.times > 0 and faults.path and faults.path in request.url.path:
            faults.times -= 1
            return JSONResponse({"error": faults.code, "error_name": "fault"}, faults.status)
        if request.headers.get("secret_key") != account.app_secret:
            return JSONResponse({"error": -14004, "error_name": "Invalid secret key"})
        if form.get("app_id") != account.app:
            return JSONResponse({"error": -14002, "error_name": "Invalid appId"})
        return self._given(form)

    def _given(self, form: dict[str, str]) -> Response:
        account = self._account
        if form.get("grant_type") == "authorization_code":
            challenge = account.codes.pop(form.get("code", ""), None)
            good = challenge is not None and challenge in ("", _challenge(form))
        else:
            good = form.get("refresh_token") == account.refresh
        if not good:
            account.refused_renewals += 1
            return JSONResponse({"error": -14014, "error_name": "Invalid refresh token"})
        account.rotate()
        account.renewals += 1
        return JSONResponse({
            "access_token": account.access, "refresh_token": account.refresh,
            "expires_in": str(int(account.access_seconds)),
        })  # fmt: skip


def _challenge(form: dict[str, str]) -> str:
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
