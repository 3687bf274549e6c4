"""The pages of signing in and out."""

from datetime import timedelta
from typing import Annotated
from urllib.parse import urlencode

import structlog
from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from assistant.staff.refusal import StaffError, StaffRefusal
from assistant.staff.role import Permission
from assistant.staff.session import Opened, Stage
from connectors.console import cookies
from connectors.console.fields import AskedLine, Line, Secret, inside
from connectors.console.furnishing import Console
from connectors.console.guard import SignedIn, session_of, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

log = structlog.get_logger()
router = console_router()


@router.get("/console/sign-in")
async def sign_in_page(request: Request, next: AskedLine = "") -> Response:  # noqa: A002
    """Name and password."""
    session = await session_of(request, seen=False)
    if session is not None and session.stage is Stage.SIGNED_IN:
        return RedirectResponse(inside(next), 303, {"Cache-Control": "no-store"})
    return _form(request, next)


@router.post("/console/sign-in")
async def sign_in(
    request: Request, name: Line = "", password: Secret = "", next: Line = ""  # noqa: A002
) -> Response:  # fmt: skip
    """Check them."""
    wait = _console(request).visitors.wait(request)
    if wait:
        error = StaffError(StaffRefusal.LOCKED, timedelta(seconds=wait))
        return _form(request, next, error, name, 429)
    before = await session_of(request, seen=False)
    try:
        opened = await _console(request).sign_in.by_password(name, password)
    except StaffError as error:
        log.info("sign-in refused", why=error.refusal.value)
        return _form(request, next, error, name, 401)
    if before is not None:
        await _console(request).sign_in.end(before)
    return signed_in_answer(request, opened, next)


@router.get("/console/second-step")
async def second_step_page(request: Request, next: AskedLine = "") -> Response:  # noqa: A002
    """Six digits of the app."""
    if not await _half_signed_in(request):
        return RedirectResponse("/console/sign-in", 303, {"Cache-Control": "no-store"})
    return page(request, "second_step.html", next=next, error=None)


@router.post("/console/second-step")
async def second_step(request: Request, code: Line = "", next: Line = "") -> Response:  # noqa: A002
    """Check them."""
    wait = _console(request).visitors.wait(request)
    if wait:
        raise HTTPException(429, "too many", {"Retry-After": str(wait)})
    token = cookies.read(request, cookies.SESSION)
    try:
        opened = await _console(request).sign_in.second_step(token, code)
    except StaffError as error:
        log.info("second step refused", why=error.refusal.value)
        if error.refusal is StaffRefusal.OVER:
            return _form(request, next, error, "", 401)
        return page(request, "second_step.html", status=401, next=next, error=error)
    return signed_in_answer(request, opened, next)


@router.post("/console/sign-out")
async def sign_out(
    request: Request,
    who: Annotated[SignedIn, signed_in(Permission.OWN_ACCOUNT, before_new_password=True)],
) -> Response:
    """The session ends here and in the database."""
    await _console(request).sign_in.end(who.session)
    answer = RedirectResponse("/console/sign-in", 303, {"Cache-Control": "no-store"})
    cookies.take(request, answer, cookies.SESSION)
    return answer


def signed_in_answer(request: Request, opened: Opened, then: str) -> Response:
    """On to the page that was asked for, or to the second step."""
    path = inside(then)
    if opened.stage is Stage.SECOND_STEP:
        path = "/console/second-step?" + urlencode({"next": path})
    answer = RedirectResponse(path, 303, {"Cache-Control": "no-store"})
    cookies.give(request, answer, cookies.SESSION, opened.token)
    return answer


async def _half_signed_in(request: Request) -> bool:
    session = await session_of(request, seen=False)
    return session is not None and session.stage is Stage.SECOND_STEP


def _form(
    request: Request, then: str, error: StaffError | None = None, name: str = "", status: int = 200
) -> Response:
    answer = page(
        request, "sign_in.html", status=status, next=then, error=error, name=name,
        provider=_console(request).provider,
    )  # fmt: skip
    if error is not None and error.wait is not None:
        answer.headers["Retry-After"] = str(max(1, int(error.wait.total_seconds())))
    return answer


def _console(request: Request) -> Console:
    console: Console = request.app.state.console
    return console
