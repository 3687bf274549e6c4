"""The own account: what it may do, its password, its second step."""

import base64
import io
import json
from datetime import timedelta
from typing import Annotated

import segno
from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from assistant.clock import now
from assistant.errors import StorageError
from assistant.staff.refusal import StaffError, StaffRefusal
from assistant.staff.role import Permission
from assistant.staff.second_step import app_address, made_secret
from connectors.console import cookies
from connectors.console.fields import Line, Secret
from connectors.console.furnishing import Console
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
_OFFER_LIVES = timedelta(minutes=15)
Own = Annotated[SignedIn, signed_in(Permission.OWN_ACCOUNT)]
OwnFirst = Annotated[SignedIn, signed_in(Permission.OWN_ACCOUNT, before_new_password=True)]


@router.get("/console/account")
async def account_page(request: Request, who: Own) -> Response:
    """What is known of it."""
    office = request.app.state.parts.knowledge.current.base.offices.office(who.account.office or "")
    return page(request, "account.html", who, office=office, error=None)


@router.get("/console/account/password")
async def password_page(request: Request, who: OwnFirst) -> Response:
    """The old one and the new one."""
    return page(request, "password.html", who, error=None)


@router.post("/console/account/password")
async def change_password(
    request: Request, who: OwnFirst, old: Secret = "", new: Secret = "", again: Secret = ""
) -> Response:
    """Other browsers of this account are signed out; this one gets a new session."""
    if new != again:
        return page(request, "password.html", who, 422, error="not_the_same")
    try:
        opened = await _console(request).own.change_password(who.session, old, new)
    except StaffError as error:
        return page(request, "password.html", who, 422, error=error)
    answer = RedirectResponse("/console/account", 303, {"Cache-Control": "no-store"})
    cookies.give(request, answer, cookies.SESSION, opened.token)
    return answer


@router.get("/console/account/second-step")
async def second_step_page(request: Request, who: Own) -> Response:
    """The image for the app, or how to turn it off."""
    if who.account.second_step:
        return page(request, "second_step_off.html", who, error=None)
    return _offer(request, who, made_secret())


@router.post("/console/account/second-step")
async def turn_on(request: Request, who: Own, offer: Secret = "", code: Line = "") -> Response:
    """The digits prove that the app has read the image; then the recovery codes, once."""
    secret = _offered(request, who, offer)
    if secret is None or who.account.second_step:
        return _offer(request, who, made_secret(), StaffError(StaffRefusal.OVER))
    try:
        codes = await _console(request).own.turn_second_step_on(who.account, secret, code)
    except StaffError as error:
        return _offer(request, who, secret, error)
    return page(request, "recovery_codes.html", who, codes=codes)


@router.post("/console/account/second-step/off")
async def turn_off(request: Request, who: Own, code: Line = "") -> Response:
    """With a code, so that a browser left open is not enough."""
    try:
        await _console(request).own.turn_second_step_off(who.account, code)
    except StaffError as error:
        return page(request, "second_step_off.html", who, 422, error=error)
    return RedirectResponse("/console/account", 303, {"Cache-Control": "no-store"})


def _offer(
    request: Request, who: SignedIn, secret: str, error: StaffError | None = None
) -> Response:  # fmt: skip
    """The secret travels sealed in the form, so that nothing half made is kept."""
    kept = {"secret": secret, "id": who.id, "until": (now() + _OFFER_LIVES).timestamp()}
    sealed = request.app.state.parts.stores.seal.close(json.dumps(kept)).decode()
    status = 200 if error is None else 422
    return page(
        request, "second_step_on.html", who, status, image=_image(app_address(secret, who.id)),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)), offer=sealed,
        error=error,
    )  # fmt: skip


def _offered(request: Request, who: SignedIn, offer: str) -> str | None:
    try:
        kept = json.loads(request.app.state.parts.stores.seal.open(offer.encode("utf8", "replace")))
    except StorageError:
        return None
    fits = kept.get("id") == who.id and kept["until"] > now().timestamp()
    return str(kept["secret"]) if fits else None


def _image(address: str) -> str:
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", scale=6, border=4, light="#fff")
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode()


def _console(request: Request) -> Console:
    console: Console = request.app.state.console
    return console
