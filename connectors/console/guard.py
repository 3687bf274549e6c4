"""Who may open a page of the staff. What has no guard is a sign-in page; a test sees to it.

@router.get("/console/figures")
async def figures(who: Annotated[SignedIn, signed_in(Permission.FIGURES)], …):
    who.require(Permission.APPOINTMENTS, office)   # where it belongs to an office
"""

from dataclasses import dataclass
from typing import Any

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from assistant.staff.account import Account
from assistant.staff.role import Permission
from assistant.staff.session import Session, Stage
from assistant.staff.sign_in import SignIn
from connectors.console import cookies


@dataclass(frozen=True)
class SignedIn:
    """Who asks."""

    session: Session

    @property
    def account(self) -> Account:
        """The account, as it stands at this request."""
        return self.session.account

    @property
    def id(self) -> str:
        """The account's id, for whatever is written down."""
        return self.session.account.id

    def may(self, permission: Permission) -> bool:
        """Whether it is allowed at all."""
        return self.account.may(permission)

    def require(self, permission: Permission, office: str) -> None:
        """403 unless it is allowed for what belongs to this office."""
        if not self.account.may_at(permission, office):
            raise HTTPException(403, "not allowed at this office")


class SendElsewhere(Exception):
    """This page is not for now: sign in, take the second step, or change the password first."""

    def __init__(self, path: str, *, back: bool = False) -> None:
        super().__init__(path)
        self.path, self.back = path, back


class Guard:
    """Lets in whoever has the permission, and says to the others where to go."""

    def __init__(self, permission: Permission, *, first: bool, background: bool) -> None:
        self.permission = permission
        self._first, self._background = first, background

    async def __call__(self, request: Request) -> SignedIn:
        """The person, or what keeps them out."""
        session = await session_of(request, seen=not self._background)
        if session is None:
            raise SendElsewhere("/console/sign-in", back=True)
        if session.stage is not Stage.SIGNED_IN:
            raise SendElsewhere("/console/second-step")
        if session.needs_new_password and not self._first:
            raise SendElsewhere("/console/account/password")
        if not session.account.may(self.permission):
            raise HTTPException(403, "not allowed")
        return SignedIn(session)


def signed_in(
    permission: Permission, *, before_new_password: bool = False, background: bool = False
) -> Any:
    """For a route's argument. `before_new_password`: also for who has to change it first.
    `background`: the page asks by itself, which keeps nobody signed in.
    """
    return Depends(Guard(permission, first=before_new_password, background=background))


async def session_of(request: Request, *, seen: bool) -> Session | None:
    """The session of this browser, whole or begun."""
    token = cookies.read(request, cookies.SESSION)
    if not token:
        return None
    sign_in: SignIn = request.app.state.console.sign_in
    return await sign_in.find(token, seen=seen)
