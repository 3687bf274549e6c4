"""Who may use the officers' API: whoever has the token of the settings. None set: it is not there.

Checked before a body is read. The officer's name is taken as given: sign-in of persons is the
business of what stands in front.
"""

import hmac
import unicodedata
from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import Header, Request, Response
from fastapi.routing import APIRoute
from pydantic import AfterValidator, Field, SecretStr, StringConstraints
from starlette.exceptions import HTTPException

_LONGEST_NAME = 80


def _readable(text: str) -> str:
    """Without control characters (a line end stays): PostgreSQL keeps no NUL, people read none."""
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    kept = unicodedata.normalize("NFC", kept).strip()
    if not kept:
        raise ValueError("nothing readable")
    return kept


Words = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_readable)]
Reason = Annotated[str, StringConstraints(max_length=300), AfterValidator(_readable)]
Code = Annotated[str, Field(pattern=r"^[A-Z0-9]{6}$")]


def officer_of(
    x_officer: Annotated[str, Header(description="The officer's name: UTF-8 or percent-encoded.")],
) -> str:
    """The officer's name; 422 when there is none of 1 to 80 characters."""
    try:
        name = x_officer.encode("latin-1").decode("utf8")  # as the server hands headers on
    except UnicodeError:
        name = x_officer
    try:
        name = " ".join(_readable(unquote(name)).split())
    except ValueError:
        name = ""
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise HTTPException(422, f"X-Officer: a name of 1 to {_LONGEST_NAME} characters")
    return name


class Guarded(APIRoute):
    """A route of the officers' API."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Closed or wrong comes before everything else."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            check(request.app.state.settings.staff_token, request.headers.get("authorization", ""))
            return await handle(request)

        return guarded


def check(token: SecretStr | None, authorization: str) -> None:
    """404 while the API is closed, 401 without the right token."""
    if token is None or not token.get_secret_value():
        raise HTTPException(404, "Not Found")
    scheme, _, given = authorization.partition(" ")
    right = hmac.compare_digest(given.strip().encode(), token.get_secret_value().encode())
    if scheme.lower() != "bearer" or not right:
        raise HTTPException(401, "a token of the staff", {"WWW-Authenticate": "Bearer"})
