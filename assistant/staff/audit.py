"""The log of what staff did. Each entry carries the seal of the one before: to change or take out
one, all that follow would have to be sealed anew, with a key that is not in the database.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

Sign = Callable[[str], str]
Values = Mapping[str, Any] | None
FIRST = "0" * 64  # what stands before the first entry


@dataclass(frozen=True)
class Act:
    """What is to be written down. `who`: an account's id, or `cli:` and the user of the machine.
    `subject`: what it was done to. `before`, `after`: as JSON can say them, never a secret.
    """

    who: str
    action: str
    subject: str
    before: Values = None
    after: Values = None


@dataclass(frozen=True)
class Entry:
    """An act as it stands in the log. `number`: without gaps. Both values as JSON text."""

    number: int
    at: datetime
    who: str
    action: str
    subject: str
    before: str | None
    after: str | None
    seal: str

    def changes(self) -> list[tuple[str, Any, Any]]:
        """The values that differ: name, before, after."""
        before, after = (json.loads(side) if side else {} for side in (self.before, self.after))
        names = dict.fromkeys([*before, *after])
        return [
            (name, before.get(name), after.get(name))
            for name in names
            if before.get(name) != after.get(name)
        ]


def written_values(values: Values) -> str | None:
    """Values as they are kept and sealed."""
    if values is None:
        return None
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return text.encode("utf8", "replace").decode()


def seal_of(entry: Entry, before: str, sign: Sign) -> str:
    """The seal of an entry that follows the one sealed `before`."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    content = [entry.number, at, entry.who, entry.action, entry.subject, entry.before, entry.after]
    return sign(json.dumps(["audit", before, *content], ensure_ascii=False))


def first_broken(entries: Iterable[Entry], sign: Sign, before: str = FIRST) -> int | None:
    """The number of the first entry that is not as it was written, or that follows a gap. Entries
    from the first on, or from the one after `before`.
    """
    number = None
    for entry in entries:
        gap = number is not None and entry.number != number + 1
        if gap or seal_of(entry, before, sign) != entry.seal:
            return entry.number
        number, before = entry.number, entry.seal
    return None


@dataclass(frozen=True)
class Checked:
    """The log, gone through: how many entries, the last seal, the first that is broken."""

    entries: int
    seal: str
    broken: int | None


class AuditLog(Protocol):
    """Keeps the log. Every method may raise StorageError."""

    async def add(self, act: Act) -> None:
        """Write it down."""

    async def latest(
        self, limit: int, *, before: int | None = None, who: str | None = None,
        subject: str | None = None,
    ) -> list[Entry]:  # fmt: skip
        """The newest entries, of numbers below `before`."""

    async def check(self) -> Checked:
        """Go through all of it."""
