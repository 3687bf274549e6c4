"""The provider as one server. Whoever opens its page is the person that is signed in there:
`/_control` says who, and which fault it has.

Faults: `outage`, `issuer` (names itself otherwise), `signature` (a key nobody knows), `audience`,
`nonce`, `expired`, `none` (an unsigned token), `shape` (an answer that is no object).
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

_LIVES = 300


class OidcServer:
    """Runs in a thread of its own beside a test, or alone by hand."""

    def __init__(self, port: int, client: str = "desk", secret: str = "hush") -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.client, self.secret = client, secret
        self.person: dict[str, Any] = {"sub": "1", "email": "lan@so.vn", "email_verified": True}
        self.fault = ""
        self._key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self._other = RSAKey.generate_key(2048, {"kid": "one"})
        self._codes: dict[str, dict[str, str]] = {}
        routes = [
            Route("/.well-known/openid-configuration", self._describe),
            Route("/keys", self._keys),
            Route("/authorize", self._authorize),
            Route("/token", self._token, methods=["POST"]),
            Route("/_control", self._control, methods=["POST"]),
        ]
        config = uvicorn.Config(
            Starlette(routes=routes), port=port, log_level="error", timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> None:
        """Until it listens."""
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def run(self) -> None:
        """In this thread, until stopped."""
        self._server.run()

    def stop(self) -> None:
        """Gone, as an unreachable provider is."""
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(10)

    async def _describe(self, _: Request) -> Response:
        if self.fault == "outage":
            return Response("Service Unavailable", 503)
        if self.fault == "shape":
            return JSONResponse([1, 2])
        named = "https://other.example" if self.fault == "issuer" else self.address
        return JSONResponse({
            "issuer": named, "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token", "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        })  # fmt: skip

    async def _keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self._key.as_dict(private=False)]})

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        wrong = (
            asked.get("client_id") != self.client
            or asked.get("response_type") != "code"
            or "openid" not in asked.get("scope", "").split()
            or asked.get("code_challenge_method") != "S256"
            or not asked.get("redirect_uri")
        )
        if wrong:
            return JSONResponse({"error": "invalid_request"}, 400)
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        back = {"code": code, "state": asked.get("state", "")}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}")

    async def _token(self, request: Request) -> Response:
        form = {k: v[0] for k, v in parse_qs((await request.body()).decode()).items()}
        asked = self._codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        basic = base64.b64encode(f"{self.client}:{self.secret}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {basic}":
            return JSONResponse({"error": "invalid_client"}, 401)
        if (
            asked is None
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form.get("redirect_uri")
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        access = secrets.token_urlsafe(16)
        return JSONResponse({
            "access_token": access, "token_type": "Bearer", "expires_in": _LIVES,
            "id_token": self._id_token(asked),
        })  # fmt: skip

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time()) - (3600 if self.fault == "expired" else 0)
        claims = {
            "iss": self.address, "iat": now, "exp": now + _LIVES, "nonce": asked.get("nonce"),
            "aud": "somebody else" if self.fault == "audience" else self.client, **self.person,
        }  # fmt: skip
        if self.fault == "nonce":
            claims["nonce"] = "another"
        if self.fault == "none":
            parts = ({"alg": "none"}, claims)
            return ".".join(_encoded(json.dumps(part).encode()) for part in parts) + "."
        key = self._other if self.fault == "signature" else self._key
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)

    async def _control(self, request: Request) -> Response:
        """{"person": {claims}, "fault": "…"}."""
        asked = await request.json()
        self.person = asked.get("person", self.person)
        self.fault = asked.get("fault", self.fault)
        return JSONResponse({"status": "ok"})


def _encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()
