"""Finding an appointment of an office by what somebody at the desk says: code, phone, or name.

Names and phones are sealed. A whole phone is found by its digest; its last digits and a name only
among the coming visits, which are opened one by one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from assistant.appointments.appointment import Appointment
from assistant.appointments.person import ContactError, checked_phone
from assistant.appointments.ticket import read_ticket
from assistant.language.text import fold

_OPENED = 1500  # the visits of a busy office in a month; opening one takes some 30 µs
_SHOWN = 50
_LOOKED_BACK = timedelta(days=1)
_DIGITS_AT_LEAST = 3


@dataclass(frozen=True)
class Change:
    """What became of an appointment: who did what. `by`: as the store of appointments has it."""

    at: datetime
    by: str
    what: str


class LookupStore(Protocol):
    """Looks appointments up. Every method may raise StorageError."""

    async def by_code(self, code: str) -> Appointment | None:
        """With its contact opened, whatever its state."""

    async def of_person(self, office: str, person: str) -> Sequence[Appointment]:
        """Those of a person at an office, booked or visited, the newest first."""

    async def coming(self, office: str, since: datetime, most: int) -> Sequence[Appointment]:
        """The visits of an office from a moment on, contacts opened, by time."""

    async def changes(self, appointment: int) -> Sequence[Change]:
        """What became of one, the oldest first."""


class Lookup:
    """For the officers of one office at a time."""

    def __init__(
        self, store: LookupStore, digest: Callable[[str], str], now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._digest = digest
        self._now = now

    async def by_code(self, typed: str) -> Appointment | None:
        """By the code, however typed or scanned, at any office: the caller sees whose it is."""
        code = read_ticket(typed)
        return await self._store.by_code(code) if code else None

    async def changes(self, visit: Appointment) -> Sequence[Change]:
        """What became of it."""
        return await self._store.changes(visit.id)

    async def find(self, office: str, typed: str) -> list[Appointment]:
        """Those of this office that may be meant."""
        digits = re.sub(r"[\s().+-]", "", typed)
        if digits.isascii() and digits.isdigit():
            return await self._by_phone(office, typed, digits)
        found = await self.by_code(typed)
        if found is not None and found.office == office:
            return [found]
        words = fold(typed).split()
        return await self._opened(office, lambda visit: named(visit, words)) if words else []

    async def _by_phone(self, office: str, typed: str, digits: str) -> list[Appointment]:
        try:
            phone = checked_phone(typed)
        except ContactError:
            if len(digits) < _DIGITS_AT_LEAST:
                return []
            return await self._opened(office, lambda visit: ends_with(visit, digits))
        return list(await self._store.of_person(office, self._digest(phone)))[:_SHOWN]

    async def _opened(
        self, office: str, is_meant: Callable[[Appointment], bool]
    ) -> list[Appointment]:
        since = self._now() - _LOOKED_BACK
        visits = await self._store.coming(office, since, _OPENED)
        return [visit for visit in visits if is_meant(visit)][:_SHOWN]


def ends_with(visit: Appointment, digits: str) -> bool:
    """Whether the phone ends with these."""
    return visit.contact is not None and visit.contact.phone.endswith(digits)


def named(visit: Appointment, words: Sequence[str]) -> bool:
    """Whether all these words, without diacritics, begin words of the name."""
    parts = fold(visit.contact.name).split() if visit.contact else []
    return bool(parts) and all(any(part.startswith(word) for part in parts) for word in words)
