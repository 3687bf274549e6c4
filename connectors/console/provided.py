"""Signing in by a provider: the way there and back.

What was begun stands sealed in a cookie of the browser, so nobody can be brought back from a
sign-in that they did not begin themselves.
"""

import hmac
import json
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

import structlog
from fastapi import Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from assistant.clock import now
from assistant.errors import StorageError
from assistant.settings import Settings
from assistant.staff.refusal import StaffError
from connectors.console import cookies
from connectors.console.fields import AskedLine, inside
from connectors.console.furnishing import Console
from connectors.console.page import problem_page
from connectors.console.provider import Begun, Provider, ProviderError
from connectors.console.route import console_router
from connectors.console.sign_in import signed_in_answer

log = structlog.get_logger()
router = console_router()
_LIVES = timedelta(minutes=10)
Word = Annotated[str, Query(max_length=4000)]


@router.get("/console/provider/start")
async def start(request: Request, next: AskedLine = "") -> Response:  # noqa: A002
    """Off to the provider."""
    _admit(request)
    try:
        begun = await _provider(request).begin(_back(request))
    except ProviderError as error:
        return _failed(request, error)
    kept = {**asdict(begun), "next": inside(next), "until": (now() + _LIVES).timestamp()}
    sealed = request.app.state.parts.stores.seal.close(json.dumps(kept)).decode()
    answer = RedirectResponse(begun.address, 303, {"Cache-Control": "no-store"})
    cookies.give(request, answer, cookies.PROVIDER, sealed, _LIVES)
    return answer


@router.get("/console/provider/back")
async def back(request: Request, code: Word = "", state: Word = "") -> Response:
    """And back, with a code for who was signed in there."""
    _admit(request)
    console, kept = _console(request), _kept(request)
    if kept is None or not code or not hmac.compare_digest(
        state.encode("utf8", "replace"), kept[0].state.encode()
    ):  # fmt: skip
        return problem_page(request, 400, "over")
    try:
        person = await _provider(request).person(_back(request), code, kept[0])
        opened = await console.sign_in.by_provider(
            person.issuer, person.subject, person.email, verified=person.verified
        )
    except ProviderError as error:
        return _failed(request, error)
    except StaffError as error:
        log.info("sign-in by provider refused", why=error.refusal.value)
        return problem_page(request, 403, error.refusal.value)
    answer = signed_in_answer(request, opened, kept[1])
    cookies.take(request, answer, cookies.PROVIDER)
    return answer


def _kept(request: Request) -> tuple[Begun, str] | None:
    """What this browser began, and where it wanted to go."""
    sealed = cookies.read(request, cookies.PROVIDER)
    if not sealed:
        return None
    try:
        kept = json.loads(request.app.state.parts.stores.seal.open(sealed.encode()))
    except StorageError:
        return None
    if kept["until"] < now().timestamp():
        return None
    return Begun(kept["address"], kept["state"], kept["nonce"], kept["verifier"]), kept["next"]


def _back(request: Request) -> str:
    settings: Settings = request.app.state.settings
    base = settings.public_url or str(request.base_url)
    return base.rstrip("/") + "/console/provider/back"


def _provider(request: Request) -> Provider:
    provider = _console(request).provider
    if provider is None:
        raise HTTPException(404, "no provider")
    return provider


def _admit(request: Request) -> None:
    wait = _console(request).visitors.wait(request)
    if wait:
        raise HTTPException(429, "too many", {"Retry-After": str(wait)})


def _failed(request: Request, error: ProviderError) -> Response:
    log.warning("the provider signs nobody in", why=str(error))
    return problem_page(request, 502, "provider")


def _console(request: Request) -> Console:
    console: Console = request.app.state.console
    return console
