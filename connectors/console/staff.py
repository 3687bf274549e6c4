"""Accounts, for administrators: the list, a new one, changing one."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from assistant.knowledge.offices import Office
from assistant.language.text import fold
from assistant.staff.account import Account, sign_in_name
from assistant.staff.refusal import StaffError, StaffRefusal
from assistant.staff.role import Permission, Role
from connectors.console.fields import AccountId, AskedLine, Clean
from connectors.console.furnishing import Console
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
Administrator = Annotated[SignedIn, signed_in(Permission.STAFF)]


class AccountForm(BaseModel):
    """What is typed and ticked. `version`: of the account when the form was opened."""

    name: Clean = ""
    person: Clean = ""
    email: Clean = ""
    office: Clean = ""
    roles: list[Role] = []
    disabled: bool = False
    version: Annotated[int, Field(ge=1, le=2**31 - 2)] = 1

    def over(self, account: Account) -> Account:
        """The account as the form wants it."""
        return replace(
            account, person=self.person, roles=frozenset(self.roles), version=self.version,
            office=self.office or None, email=self.email or None, disabled=self.disabled,
        )  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What the form shows. `wanted`: what this administrator had typed when another was faster."""

    account: Account
    is_new: bool = False
    error: StaffError | None = None
    wanted: Account | None = None

    @property
    def status(self) -> int:
        """Of the answer."""
        if self.error is None:
            return 200
        return 409 if self.error.refusal is StaffRefusal.CHANGED_MEANWHILE else 422


@router.get("/console/staff")
async def staff_list(request: Request, who: Administrator, q: AskedLine = "") -> Response:
    """Everybody, or those in whose account the words are found."""
    words = fold(q).split()
    names = {office.id: office.name for office in _offices(request)}
    found = [
        account
        for account in await _console(request).directory.all()
        if all(word in _searched(account, names) for word in words)
    ]
    return page(request, "staff.html", who, accounts=found, q=q, offices=names)


@router.get("/console/staff/new")
async def new_page(request: Request, who: Administrator) -> Response:
    """An empty form."""
    return _form(request, who, Shown(Account("", "", frozenset()), is_new=True))


@router.post("/console/staff/new")
async def add(
    request: Request, who: Administrator, form: Annotated[AccountForm, Form()]
) -> Response:
    """A new account; the password it begins with is shown once."""
    account = form.over(Account(sign_in_name(form.name), "", frozenset()))
    try:
        password = await _console(request).directory.add(account, who.id)
    except StaffError as error:
        return _form(request, who, Shown(account, is_new=True, error=error))
    return page(request, "first_password.html", who, name=account.id, password=password)


@router.get("/console/staff/{id_}")
async def account_page(request: Request, who: Administrator, id_: AccountId) -> Response:
    """One account, and what became of it."""
    return _form(request, who, Shown(await _account(request, id_)))


@router.post("/console/staff/{id_}")
async def change(
    request: Request, who: Administrator, id_: AccountId, form: Annotated[AccountForm, Form()]
) -> Response:
    """Keep the form, unless somebody else changed the account since it was opened."""
    wanted = form.over(await _account(request, id_))
    try:
        await _console(request).directory.change(wanted, who.id)
    except StaffError as error:
        if error.refusal is not StaffRefusal.CHANGED_MEANWHILE:
            return _form(request, who, Shown(wanted, error=error))
        as_it_is = await _account(request, id_)
        return _form(request, who, Shown(as_it_is, error=error, wanted=wanted))
    return RedirectResponse("/console/staff", 303, {"Cache-Control": "no-store"})


@router.post("/console/staff/{id_}/password")
async def reset_password(request: Request, who: Administrator, id_: AccountId) -> Response:
    """A new password, shown once."""
    password = await _console(request).directory.reset_password(id_, who.id)
    return page(request, "first_password.html", who, name=id_, password=password)


@router.post("/console/staff/{id_}/second-step/off")
async def second_step_off(request: Request, who: Administrator, id_: AccountId) -> Response:
    """For who lost the phone."""
    await _console(request).directory.turn_second_step_off(id_, who.id)
    return RedirectResponse(f"/console/staff/{id_}", 303, {"Cache-Control": "no-store"})


def _form(request: Request, who: SignedIn, shown: Shown) -> Response:
    given = {**vars(shown), "roles": list(Role), "offices": _offices(request)}
    return page(request, "staff_form.html", who, shown.status, **given)


async def _account(request: Request, id_: str) -> Account:
    try:
        return await _console(request).directory.get(id_)
    except StaffError:
        raise HTTPException(404, "no such account") from None


def _offices(request: Request) -> list[Office]:
    offices: list[Office] = request.app.state.parts.knowledge.current.base.offices.offices
    return sorted(offices, key=lambda office: fold(office.name))


def _searched(account: Account, offices: dict[str, str]) -> str:
    texts = (account.id, account.person, account.email, offices.get(account.office or ""))
    return fold(" ".join(text for text in texts if text))


def _console(request: Request) -> Console:
    console: Console = request.app.state.console
    return console
