"""To whom a conversation can be passed on, as a list to choose from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.conversation.case import Destination
from assistant.knowledge.offices import Offices
from assistant.language.text import fold
from assistant.staff.account import Account
from assistant.staff.role import Permission

_OFFICE, _OFFICER = "office:", "officer:"


@dataclass(frozen=True)
class Place:
    """One choice: the value of the form, and its words."""

    value: str
    name: str


@dataclass(frozen=True)
class Places:
    """Colleagues of the own office first, then offices, then officers elsewhere."""

    colleagues: Sequence[Place]
    offices: Sequence[Place]
    elsewhere: Sequence[Place]


def places(offices: Offices, accounts: Iterable[Account], own: str, who: str) -> Places:
    """Every office, and every other officer who could take it on."""
    names = {office.id: office.name for office in offices.offices}
    others = [a for a in accounts if a.id != who and a.office in names and _answers(a)]
    here = [Place(f"{_OFFICER}{a.id}", a.person) for a in others if a.office == own]
    there = [
        Place(f"{_OFFICER}{a.id}", f"{a.person} · {names[a.office or '']}")
        for a in others
        if a.office != own
    ]
    listed = [Place(f"{_OFFICE}{id_}", name) for id_, name in names.items()]
    return Places(_sorted(here), _sorted(listed), _sorted(there))


def destination(offices: Offices, accounts: Iterable[Account], value: str) -> Destination | None:
    """The choice of the form, None when there is no such office or officer (any more)."""
    if value.startswith(_OFFICE):
        office = offices.office(value.removeprefix(_OFFICE))
        return Destination(office.id) if office else None
    name = value.removeprefix(_OFFICER)
    for account in accounts:
        if value != name and account.id == name and account.office and _answers(account):
            return Destination(account.office, account.id)
    return None


def _answers(account: Account) -> bool:
    return account.office is not None and account.may_at(Permission.CONVERSATIONS, account.office)


def _sorted(found: Iterable[Place]) -> Sequence[Place]:
    return sorted(found, key=lambda place: fold(place.name))
