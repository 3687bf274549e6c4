"""Which conversations an officer may see, and how they are put on a page."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path, Request
from starlette.exceptions import HTTPException

from assistant.appointments.calendar import WorkingDays
from assistant.clock import VIETNAM, now
from assistant.conversation.attendance import is_attended
from assistant.conversation.caseload import Listed
from assistant.knowledge.base import KnowledgeBase
from assistant.staff.role import Permission
from assistant.wiring import Conversing
from connectors.console.conversations.wording import Wording
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import load_texts

Officer = Annotated[SignedIn, signed_in(Permission.CONVERSATIONS)]
Watching = Annotated[SignedIn, signed_in(Permission.CONVERSATIONS, background=True)]
CaseCode = Annotated[str, Path(pattern=r"^[A-Z0-9]{6}$")]
LIST = "/console/conversations"


@dataclass(frozen=True)
class Shown:
    """A case as a page shows it. `minutes`: waited; `holder`: the name of who has it."""

    listed: Listed
    minutes: int
    holder: str
    office: str
    channel: str
    said: str
    is_mine: bool
    is_meant: bool
    is_foreign: bool
    after_hours: bool

    @property
    def code(self) -> str:
        """What the resident reads out."""
        return self.listed.case.code


class Sight:
    """Puts cases into words for one officer. `names`: of the staff, by account."""

    def __init__(self, base: KnowledgeBase, who: SignedIn, names: Mapping[str, str]) -> None:
        self._base = base
        self._who = who
        self._names = names
        self.wording = Wording(base, load_texts()["conversations"])

    def person(self, officer: str | None) -> str:
        """The name of an officer; of one who came another way, as it was given."""
        return self._names.get(officer or "", officer or "")

    def of(self, listed: Listed) -> Shown:
        """One case."""
        case, base = listed.case, self._base
        attended = is_attended(
            base.policy.handover, WorkingDays(base.calendar), case.wished_at.astimezone(VIETNAM)
        )
        return Shown(
            listed, int(case.waited(now()).total_seconds() // 60), self.person(case.officer),
            self.office(case.office), self.wording.channel(listed),
            self.wording.line(listed.said) if listed.said else "",
            is_mine=case.officer == self._who.id, is_meant=case.meant_for == self._who.id,
            is_foreign=self.wording.is_foreign(listed), after_hours=attended is False,
        )  # fmt: skip

    def office(self, id_: str | None) -> str:
        """Its name; empty when there is none."""
        office = self._base.offices.office(id_ or "")
        return office.name if office else id_ or ""


def own_office(who: SignedIn) -> str:
    """The office of the officer; 403 for who has none."""
    office = who.account.office or ""
    who.require(Permission.CONVERSATIONS, office)
    return office


async def seen(request: Request, who: SignedIn, code: str) -> Listed | None:
    """The case if this officer may see it; 403 if not, None when there is none any more."""
    office = own_office(who)
    listed = await parts_of(request).stores.caseload.case(code)
    if listed is not None and not listed.case.is_open_to(office):
        raise HTTPException(403, "not allowed at this office")
    return listed


async def sight_of(request: Request, who: SignedIn) -> Sight:
    """The eyes of this officer."""
    accounts = await request.app.state.console.directory.all()
    names = {account.id: account.person for account in accounts}
    return Sight(parts_of(request).knowledge.current.base, who, names)


def parts_of(request: Request) -> Conversing:
    """What the application is made of."""
    parts: Conversing = request.app.state.parts
    return parts


def mark_of(listed: list[Listed]) -> str:
    """What changes when a list of cases does."""
    return digest([(vars(each.case), each.said_at) for each in listed])


def digest(what: Any) -> str:
    """A short sign of a state, that says nothing of it."""
    return hashlib.sha256(repr(what).encode()).hexdigest()[:16]
