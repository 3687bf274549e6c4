"""What somebody wants to see of the figures: which days, which office, which channel."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from assistant.clock import now
from assistant.figures.counts import Asked
from assistant.figures.period import chosen
from assistant.knowledge.base import KnowledgeBase
from assistant.staff.account import Account
from assistant.staff.role import Permission
from connectors.console.fields import AskedLine
from connectors.console.guard import SignedIn, signed_in

CHANNELS = ("web", "kiosk", "zalo", "zalo_bot", "telegram")
Manager = Annotated[SignedIn, signed_in(Permission.FIGURES)]


@dataclass(frozen=True)
class View:
    """`who` looks. `offices`: name by id; `own`: the only office that may be seen, if one is.
    `as_typed`: whether the days are those that were typed.
    """

    who: SignedIn
    asked: Asked
    offices: dict[str, str]
    own: str | None
    as_typed: bool

    @property
    def heading(self) -> dict[str, str]:
        """For the words above tables."""
        period = self.asked.period
        return {
            "first": f"{period.first:%d/%m/%Y}", "last": f"{period.last:%d/%m/%Y}",
            "office": self.offices.get(self.asked.office or "", ""),
        }  # fmt: skip

    @property
    def query(self) -> str:
        """The same view in an address."""
        asked = self.asked
        given = {
            "first": asked.period.first.isoformat(), "last": asked.period.last.isoformat(),
            "office": asked.office or "", "channel": asked.channel or "",
            "buttons": "1" if asked.buttons else "",
        }  # fmt: skip
        return urlencode({name: value for name, value in given.items() if value})


async def _viewed(  # noqa: PLR0913, PLR0917 - the fields of one form
    request: Request, who: Manager, first: AskedLine = "", last: AskedLine = "",
    office: AskedLine = "", channel: AskedLine = "", buttons: AskedLine = "",
) -> View:  # fmt: skip
    base = base_of(request)
    own = own_office(who.account, base)
    if own and office not in {"", own}:
        raise HTTPException(403, "figures of another office")
    period, as_typed = chosen(first, last, today())
    known = {each.id: each.name for each in base.offices.offices}
    at = own or (office if office in known else None)
    way = channel if channel in CHANNELS else None
    return View(who, Asked(period, at, way, buttons == "1"), known, own, as_typed)


Viewed = Annotated[View, Depends(_viewed)]


def own_office(account: Account, base: KnowledgeBase) -> str | None:
    """The only office whose figures this person sees; None: the whole province. Who belongs to the
    provincial centre, or to no office, sees it all.
    """
    office = base.offices.office(account.office or "")
    if account.office is None or (office is not None and office.kind == "provincial"):
        return None
    return account.office


def base_of(request: Request) -> KnowledgeBase:
    """The knowledge that stands now."""
    base: KnowledgeBase = request.app.state.parts.knowledge.current.base
    return base


def today() -> date:
    """The local day."""
    return now().date()
