"""What staff do with documents: write, have reviewed, give up, bring back. Rules stand here; that
two people do not do it at once, the store sees to.

Who may edit or review at all is decided by whoever calls; names of people are ids of accounts.
"""

import asyncio
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from assistant.clock import VIETNAM
from assistant.documents.body import read
from assistant.documents.checking import Checking, Findings
from assistant.documents.kind import Kind, kind_of
from assistant.documents.store import DocumentStore, Step
from assistant.documents.summary import summary_of
from assistant.documents.version import Conflict, DocumentError, Draft, State, Version, Written
from assistant.knowledge.spreadsheet.cells import has_control, tidy

_LONGEST_NOTE = 1000
_LATEST = 3650  # days from today; a later day is a typing error


class Unready(DocumentError):
    """A version that the checks refuse, with what they found."""

    def __init__(self, findings: Findings) -> None:
        super().__init__("unready")
        self.findings = findings


class Editing:
    """Documents on their way from the first word to the day they are read."""

    def __init__(
        self, store: DocumentStore, checking: Checking, now: Callable[[], datetime]
    ) -> None:
        self.store = store
        self._checking = checking
        self._now = now

    async def save(
        self, path: str, text: str, base: int | None, author: str, note: str = ""
    ) -> Written | Conflict:
        """A new draft. `base`: the version shown when the editing began, None for a new document.

        ContentError when the text cannot be read at all; what else is wrong is said at `submit`.
        """
        kind = _kind(path)
        data = await asyncio.to_thread(read, path, text)
        draft = Draft(path, kind, text, summary_of(kind, path, data), base, author, _tidy(note))
        return await self.store.save(draft, self._now())

    async def end(self, path: str, base: int, author: str, note: str) -> Written | Conflict:
        """A draft that takes the document away, with the reason; reviewed like any other."""
        last = await self.store.version(path, base)
        if last.ends:
            raise DocumentError("ends_already")
        if not (note := _tidy(note)):
            raise DocumentError("no_reason")
        draft = Draft(path, _kind(path), None, last.summary, base, author, note)
        return await self.store.save(draft, self._now())

    async def roll_back(
        self, path: str, number: int, base: int, author: str, note: str = ""
    ) -> Written | Conflict:
        """A draft with the text of an earlier version."""
        old = await self.store.version(path, number)
        draft = Draft(path, _kind(path), old.text, old.summary, base, author, _tidy(note))
        return await self.store.save(draft, self._now())

    async def authors(self, path: str, number: int) -> set[str]:
        """Who wrote what is not yet published of it."""
        versions = {version.number: version for version in await self.store.history(path)}
        authors: set[str] = set()
        at: int | None = number
        while at in versions and versions[at].published_at is None:
            authors.add(versions[at].author)
            at = versions[at].base
        return authors

    async def findings(self, path: str, number: int) -> Findings:
        """What the checks say of a version, beside all that is published or about to be."""
        version = await self.store.version(path, number)
        texts = await self.store.coming()
        texts.pop(path, None)
        if version.text is not None:
            texts[path] = version.text
        return await asyncio.to_thread(self._checking.findings, texts)

    async def submit(self, path: str, number: int) -> Findings:
        """Ask for a review; Unready when the checks refuse it. What is returned are notes."""
        findings = await self.findings(path, number)
        if findings.problems:
            raise Unready(findings)
        await self._take(path, number, (State.DRAFT,), State.IN_REVIEW)
        return findings

    async def approve(self, path: str, number: int, reviewer: str, note: str = "") -> None:
        """By a person who wrote nothing of what is new in it."""
        if reviewer in await self.authors(path, number):
            raise DocumentError("own_work")
        await self._review(path, number, State.APPROVED, reviewer, _tidy(note))

    async def send_back(self, path: str, number: int, reviewer: str, note: str) -> None:
        """To its author, with the reason."""
        if not (note := _tidy(note)):
            raise DocumentError("no_note")
        if reviewer in await self.authors(path, number):
            raise DocumentError("own_work")
        await self._review(path, number, State.DRAFT, reviewer, note)

    async def take_back(self, path: str, number: int) -> None:
        """Out of review, or approved and not yet published: a draft again, with no review."""
        values = {"reviewer": None, "reviewed_at": None, "publish_at": None, "problem": ""}
        begins = (State.IN_REVIEW, State.APPROVED)
        await self._take(path, number, begins, State.DRAFT, **values)

    async def drop(self, path: str, number: int) -> None:
        """Give a draft up, with those it had replaced: they stay in the history, and the next
        draft starts from what is approved or in use.
        """
        replaced = await self._replaced_by(path, number)
        begins = (State.DRAFT, State.IN_REVIEW, State.ASIDE)
        await self._take(path, number, begins, State.DROPPED)
        for before in replaced:
            await self.store.take(Step(path, before, (State.SUPERSEDED,), State.DROPPED, {}))

    async def _replaced_by(self, path: str, number: int) -> list[int]:
        """The drafts that this one had taken the place of; none of one kept aside."""
        versions = {version.number: version for version in await self.store.history(path)}
        replaced: list[int] = []
        given_up = versions.get(number)
        at = given_up.base if given_up and given_up.is_open else None
        while at in versions and versions[at].state is State.SUPERSEDED:
            if versions[at].published_at is not None:
                break
            replaced.append(at)
            at = versions[at].base
        return replaced

    async def schedule(self, path: str, number: int, day: date | None) -> None:
        """Publish it on a day, from its first minute; None: not by itself."""
        at = datetime.combine(day, time(), VIETNAM) if day else None
        if day and not 0 < (day - self._now().astimezone(VIETNAM).date()).days <= _LATEST:
            raise DocumentError("past_day", day=day)
        if at:
            earlier_waits(await self.store.history(path), number, at)
        values = {"publish_at": at, "problem": ""}
        await self._take(path, number, (State.APPROVED,), State.APPROVED, **values)

    async def _review(
        self, path: str, number: int, ends: State, reviewer: str, note: str
    ) -> None:  # fmt: skip
        values = {"reviewer": reviewer, "reviewed_at": self._now(), "review_note": note}
        await self._take(path, number, (State.IN_REVIEW,), ends, **values)

    async def _take(
        self, path: str, number: int, begins: tuple[State, ...], ends: State, **values: Any
    ) -> None:
        if not await self.store.take(Step(path, number, begins, ends, values)):
            raise DocumentError("moved_on", number=number)


def earlier_waits(history: list[Version], number: int, at: datetime) -> None:
    """DocumentError when a version this one is built on goes out later than this one."""
    for version in history:
        later = version.publish_at is not None and version.publish_at > at
        if version.number < number and version.state is State.APPROVED and later:
            assert version.publish_at
            day = version.publish_at.astimezone(VIETNAM).date()
            raise DocumentError("earlier_waits", earlier=version.number, day=day)


def _kind(path: str) -> Kind:
    kind = kind_of(path)
    if kind is None:
        raise DocumentError("no_such_place", path=path[:100])
    return kind


def _tidy(note: str) -> str:
    """A note without what no reader sees."""
    lines = (line for line in tidy(note).split("\n") if not has_control(line))
    return "\n".join(lines)[:_LONGEST_NOTE]
