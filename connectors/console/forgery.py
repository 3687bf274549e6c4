"""Whether a form comes from our own page: its token belongs to the cookie of this browser, and
another site reads neither. htmx sends it as a header, a plain form as a field.
"""

import hmac
import secrets
from typing import Any

from fastapi import Depends, Request, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from connectors.console import cookies

FIELD, HEADER = "csrf", "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORGED = 403


def token_of(request: Request) -> str:
    """The token for the forms of a page; who has no cookie yet is given one with it."""
    return _signed(request, _own(request) or _new(request))


def lend(request: Request, response: Response) -> None:
    """The cookie that the page's token belongs to, if it is new."""
    new = getattr(request.state, "form_cookie", None)
    if new is not None:
        cookies.give(request, response, cookies.FORM, new)


async def unforged(request: Request) -> None:
    """403 when a request that changes something does not come from our own page."""
    if request.method in SAFE:
        return
    own, sent = _own(request), await _sent(request)
    elsewhere = request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}
    if elsewhere or not own or not hmac.compare_digest(sent, _signed(request, own).encode()):
        raise HTTPException(FORGED, "forged")


UNFORGED: Any = Depends(unforged)


def _own(request: Request) -> str:
    return cookies.read(request, cookies.SESSION) or cookies.read(request, cookies.FORM)


def _new(request: Request) -> str:
    if not hasattr(request.state, "form_cookie"):
        request.state.form_cookie = secrets.token_urlsafe(32)
    return str(request.state.form_cookie)


async def _sent(request: Request) -> bytes:
    header = request.headers.get(HEADER)
    if header is not None:
        return header.encode("latin-1", "replace")
    kind = request.headers.get("content-type", "")
    if not kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        return b""
    sent = (await request.form()).get(FIELD, "")
    return b"" if isinstance(sent, UploadFile) else sent.encode("utf8", "replace")


def _signed(request: Request, cookie: str) -> str:
    signed: str = request.app.state.parts.stores.seal.digest(f"csrf:{cookie}")
    return signed
