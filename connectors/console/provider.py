"""A provider that signs staff in (OpenID Connect, authorization code with PKCE).

Nothing is asked of it before somebody presses its button.
"""

import time
from dataclasses import dataclass
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from assistant.errors import AssistantError
from assistant.settings import Settings

_SECONDS = 5.0
_KEPT_SECONDS = 3600.0
_LEEWAY = 60
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
_LONGEST = 255


class ProviderError(AssistantError):
    """The provider gave no usable answer, or vouches for nobody."""


@dataclass(frozen=True)
class Begun:
    """A sign-in that was begun: what comes back must fit it."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Person:
    """Whom the provider vouches for. `verified`: the e-mail is known to be theirs."""

    issuer: str
    subject: str
    email: str | None
    verified: bool


def open_provider(settings: Settings) -> "Provider | None":
    """The provider of the settings, None when there is none."""
    if not settings.oidc_issuer or not settings.oidc_client_id:
        return None
    secret = settings.oidc_client_secret
    return Provider(
        settings.oidc_issuer, settings.oidc_client_id,
        secret.get_secret_value() if secret else None, settings.oidc_name,
    )  # fmt: skip


class Provider:
    """Asks it, and believes nothing that it has not signed."""

    def __init__(self, issuer: str, client: str, secret: str | None, name: str) -> None:
        self._issuer, self._client, self._secret = issuer, client, secret
        self.name = name
        self._described: tuple[float, dict[str, Any]] = (float("-inf"), {})

    async def begin(self, back: str) -> Begun:
        """Where the browser goes; `back`: where it comes back to."""
        described = await self._description()
        state, nonce, verifier = (generate_token(48) for _ in range(3))
        async with self._oauth(back) as oauth:
            address, _ = oauth.create_authorization_url(
                described["authorization_endpoint"], state=state, code_verifier=verifier,
                nonce=nonce,
            )  # fmt: skip
        return Begun(str(address), state, nonce, verifier)

    async def person(self, back: str, code: str, begun: Begun) -> Person:
        """Who came back with this code."""
        described = await self._description()
        try:
            async with self._oauth(back) as oauth:
                token = await oauth.fetch_token(
                    described["token_endpoint"], grant_type="authorization_code", code=code,
                    code_verifier=begun.verifier,
                )  # fmt: skip
            return self._vouched(token, await self._keys(described), begun.nonce)
        except (AuthlibBaseError, JoseError, httpx2.HTTPError) as error:
            raise ProviderError(type(error).__name__) from None
        except (ValueError, KeyError, TypeError) as error:  # an answer of another shape
            raise ProviderError(type(error).__name__) from None

    def _vouched(self, token: dict[str, Any], keys: KeySet, nonce: str) -> Person:
        decoded = jwt.decode(str(token["id_token"]), keys, algorithms=_ALGORITHMS)
        claims = CodeIDToken(
            decoded.claims, decoded.header,
            {"iss": {"essential": True, "value": self._issuer},
             "aud": {"essential": True, "value": self._client}},
            {"nonce": nonce, "client_id": self._client, "access_token": token.get("access_token")},
        )  # fmt: skip
        claims.validate(leeway=_LEEWAY)
        subject, email = claims["sub"], claims.get("email")
        if not _usable(subject) or (email is not None and not _usable(email)):
            raise ProviderError("an id that cannot be kept")
        return Person(self._issuer, subject, email, claims.get("email_verified") is True)

    async def _description(self) -> dict[str, Any]:
        """What the provider says of itself; asked once an hour."""
        at, described = self._described
        if time.monotonic() - at > _KEPT_SECONDS:
            address = self._issuer.rstrip("/") + "/.well-known/openid-configuration"
            described = await _json(address)
            if described.get("issuer") != self._issuer:
                raise ProviderError("it names itself otherwise than OIDC_ISSUER")
            for needed in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                if not isinstance(described.get(needed), str):
                    raise ProviderError(f"it names no {needed}")
            self._described = time.monotonic(), described
        return described

    async def _keys(self, described: dict[str, Any]) -> KeySet:
        """Asked anew each time: keys change, and sign-ins are rare."""
        keys: Any = await _json(described["jwks_uri"])
        return KeySet.import_key_set(keys)

    def _oauth(self, back: str) -> AsyncOAuth2Client:
        how = "client_secret_basic" if self._secret else "none"
        return AsyncOAuth2Client(
            self._client, self._secret, token_endpoint_auth_method=how, redirect_uri=back,
            scope="openid email", code_challenge_method="S256", timeout=_SECONDS,
        )  # fmt: skip


async def _json(address: str) -> dict[str, Any]:
    try:
        async with httpx2.AsyncClient(timeout=_SECONDS) as client:
            answer = (await client.get(address)).raise_for_status().json()
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise ProviderError(type(error).__name__) from None
    if not isinstance(answer, dict):
        raise ProviderError("no object")
    return answer


def _usable(text: object) -> bool:
    return isinstance(text, str) and 0 < len(text) <= _LONGEST and text.isprintable()
