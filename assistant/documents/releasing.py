"""Files become what residents read, unless staff have written there since.

So an update of the installation reaches residents without a review, which its authors had, and
never undoes what a clerk wrote: such a file is kept aside, to be merged on the page.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from assistant.documents.body import digest
from assistant.documents.editing import Unready
from assistant.documents.exchange import draft_of, exported_numbers
from assistant.documents.folder import read_folder
from assistant.documents.publishing import Publishing
from assistant.documents.store import DocumentStore, Known
from assistant.documents.version import Draft, Listed, Origin
from assistant.errors import ContentError
from assistant.knowledge.base import load_content
from assistant.knowledge.editions import EditionStore
from assistant.knowledge.remembered import Remembered


class Fate(Enum):
    """What becomes of a file."""

    RELEASED = auto()
    ASIDE = auto()
    LEFT = auto()


@dataclass
class Released:
    """`edition`: what running processes take over now. The rest by path."""

    edition: str = ""
    published: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Standing:
    """A document as it stands: its versions, its published text, all it ever said. `exported`: the
    version its file came from, where the folder tells.
    """

    listed: Listed
    text: str | None
    known: Known
    exported: int | None = None


def fate(text: str | None, standing: Standing | None) -> Fate:
    """Of one file. `text`: None when the folder has none; `standing`: None of a new document."""
    if standing is None:
        return Fate.RELEASED
    if text == standing.text:
        return Fate.LEFT
    public = standing.listed.published
    nothing_open = public is not None and standing.listed.newest.number == public.number
    if public is not None and nothing_open:
        seen = text is not None and standing.exported == public.number
        if public.origin is Origin.FILES or seen:
            return Fate.RELEASED
    if text is None or digest(text) in standing.known.numbers:
        return Fate.LEFT
    return Fate.ASIDE


class Releasing:
    """The way of a folder to residents."""

    def __init__(
        self,
        store: DocumentStore,
        publishing: Publishing,
        editions: EditionStore,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._publishing = publishing
        self._memory = editions.folder / "read.json"
        self._now = now

    async def release(self, folder: Path, by: str) -> Released:
        """Publish what may be published; ContentError names every problem, then nothing changed."""
        texts = await asyncio.to_thread(self._checked, folder)
        exported = await asyncio.to_thread(exported_numbers, folder)
        standing = await self._standing(exported)
        released, drafts = Released(), []
        for path in sorted({*texts, *standing}):
            text, stands = texts.get(path), standing.get(path)
            match fate(text, stands):
                case Fate.RELEASED:
                    drafts.append(await asyncio.to_thread(_draft, path, text, stands, by))
                    (released.published if text is not None else released.ended).append(path)
                case Fate.ASIDE:
                    released.aside.append(path)
        released.edition = await self._issued(drafts, by)
        for path in released.aside:
            await self._set_aside(path, texts[path], standing[path], by)
        return released

    def _checked(self, folder: Path) -> dict[str, str]:
        load_content(folder, Remembered(self._memory))
        return read_folder(folder)

    async def _issued(self, drafts: Sequence[Draft], by: str) -> str:
        """The edition. The files agree among themselves; with what staff wrote they may not."""
        try:
            return await self._publishing.release(drafts, by)
        except Unready as error:
            problems = error.findings.problems
            raise ContentError([f"{p.path}: {p.where}: {p.text}" for p in problems]) from error

    async def _standing(self, exported: Mapping[str, int]) -> dict[str, Standing]:
        listed = await self._store.listing()
        known, texts = await self._store.known(), await self._store.published()
        return {
            item.path: Standing(
                item, texts.get(item.path), known[item.path], exported.get(item.path)
            )
            for item in listed
        }

    async def _set_aside(self, path: str, text: str, stands: Standing, by: str) -> None:
        base = stands.known.from_files
        await self._store.save(await asyncio.to_thread(draft_of, path, text, base, by), self._now())


def _draft(path: str, text: str | None, stands: Standing | None, by: str) -> Draft:
    base = stands.listed.newest.number if stands else None
    if text is not None:
        return draft_of(path, text, base, by)
    assert stands is not None  # an end of something
    newest = stands.listed.newest
    return Draft(path, stands.listed.kind, None, newest.summary, base, by, "", Origin.FILES)
