"""How far a manager's word goes: who is of one office speaks for that one, others for all."""

from starlette.exceptions import HTTPException

from assistant.notices.notice import Wording
from assistant.staff.account import Account
from assistant.staff.role import Role
from connectors.console.guard import SignedIn


def only_office(account: Account) -> str | None:
    """The one office this person speaks for; None for all of the province."""
    return None if Role.ADMINISTRATOR in account.roles else account.office


def may_write(account: Account, wording: Wording) -> bool:
    """Whether a notice is theirs to write, change, and take off."""
    own = only_office(account)
    return own is None or wording.offices == {own}


def require_all(who: SignedIn) -> None:
    """403 for who speaks for one office: a switch concerns everybody."""
    if only_office(who.account) is not None:
        raise HTTPException(403, "not for one office")


def require_notice(who: SignedIn, wording: Wording) -> None:
    """403 unless the notice is theirs."""
    if not may_write(who.account, wording):
        raise HTTPException(403, "not allowed at these offices")
