"""Documents to the files of a folder, and back.

The first folder that is taken over is published as it is. Of later ones, a file becomes a draft
when it says what its document never said. `.exported.yml` tells from which versions a folder came.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from assistant.documents.body import digest, read
from assistant.documents.folder import read_folder, write_folder
from assistant.documents.kind import kind_of
from assistant.documents.store import DocumentStore, Known
from assistant.documents.summary import summary_of
from assistant.documents.version import Conflict, Draft, Origin
from assistant.documents.yaml_dump import dumped
from assistant.errors import ContentError
from assistant.knowledge.base import load_content
from assistant.knowledge.loading import load_yaml

_EXPORTED = ".exported.yml"
Numbers = Mapping[str, int]


@dataclass
class Taken:
    """What became of the files of a folder, by path. `only_here`: published, and no file says so;
    they stay.
    """

    published: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    only_here: list[str] = field(default_factory=list)


class Exchange:
    """The way between the store of documents and folders."""

    def __init__(self, store: DocumentStore, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    async def take_over(self, folder: Path, by: str, note: str = "") -> Taken:
        """Of a whole folder; ContentError when it has a problem, then nothing is taken."""
        texts = await asyncio.to_thread(_checked, folder)
        known = await self._store.known()
        if not known:
            drafts = await asyncio.to_thread(_drafts, texts, {}, {}, by, note)
            if await self._store.begin(drafts, self._now()):
                return Taken(published=sorted(texts))
            known = await self._store.known()
        return await self._changes(folder, texts, known, by, note)

    async def write(self, folder: Path, *, overwrite: bool = False) -> int:
        """All that is published, as files; how many. ContentError when there is nothing, or the
        folder holds documents already and may not be overwritten.
        """
        texts = await self._store.published()
        if not texts:
            raise ContentError(["no document is published; take a folder over first"])
        listed = await self._store.listing()
        numbers = {item.path: item.published.number for item in listed if item.published}
        await asyncio.to_thread(_write, folder, texts, numbers, overwrite)
        return len(texts)

    async def _changes(
        self, folder: Path, texts: Mapping[str, str], known: Mapping[str, Known], by: str, note: str
    ) -> Taken:
        taken = Taken(only_here=sorted((await self._store.published()).keys() - texts.keys()))
        new: dict[str, str] = {}
        for path, text in texts.items():
            if path in known and digest(text) in known[path].numbers:
                taken.unchanged.append(path)
            else:
                new[path] = text
        exported = await asyncio.to_thread(exported_numbers, folder)
        for draft in await asyncio.to_thread(_drafts, new, known, exported, by, note):
            saved = await self._store.save(draft, self._now())
            (taken.conflicts if isinstance(saved, Conflict) else taken.drafts).append(draft.path)
        return taken


def _checked(folder: Path) -> dict[str, str]:
    """The texts of a folder that the assistant could answer from."""
    texts = read_folder(folder)
    load_content(folder)
    return texts


def _drafts(
    texts: Mapping[str, str], known: Mapping[str, Known], exported: Numbers, by: str, note: str
) -> list[Draft]:
    """Each built on the version its file came from, as far as that is known."""
    drafts = []
    for path, text in texts.items():
        base = exported.get(path, known[path].from_files) if path in known else None
        drafts.append(draft_of(path, text, base, by, note))
    return drafts


def draft_of(path: str, text: str, base: int | None, by: str, note: str = "") -> Draft:
    """A file as a draft; ContentError when it cannot be read."""
    kind = kind_of(path)
    assert kind is not None  # the folder was read by kinds
    summary = summary_of(kind, path, read(path, text))
    return Draft(path, kind, text, summary, base, by, note, Origin.FILES)


def _write(folder: Path, texts: Mapping[str, str], numbers: Numbers, overwrite: bool) -> None:
    if not overwrite and any(folder.rglob("*.yml")):
        raise ContentError([f"{folder}: holds files already"])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_folder(folder, texts)
        (folder / _EXPORTED).write_text(dumped(dict(sorted(numbers.items()))), "utf8")
    except OSError as error:
        raise ContentError([f"{error.filename}: {error.strerror}"]) from error


def exported_numbers(folder: Path) -> dict[str, int]:
    """The versions a folder came from; none where nobody told."""
    path = folder / _EXPORTED
    if not path.exists():
        return {}
    told = load_yaml(path)
    if not isinstance(told, dict) or not all(type(number) is int for number in told.values()):
        raise ContentError([f"{path}: was changed by hand; delete it"])
    return told
