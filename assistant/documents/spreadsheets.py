"""The clerks' workbook of what is in the database: out of it, and back as drafts.

The rows are those of `assistant kb export`; here they change no file. What was changed by a row
becomes a draft of its document, to be reviewed as any other.
"""

import asyncio
import re
import tempfile
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from assistant.documents.body import model_of
from assistant.documents.checking import found
from assistant.documents.editing import Editing
from assistant.documents.folder import read_folder, write_folder
from assistant.documents.kind import Kind, kind_of
from assistant.documents.store import DocumentStore
from assistant.documents.version import Conflict, Listed
from assistant.documents.words import words
from assistant.errors import ContentError
from assistant.knowledge.spreadsheet.authoring import Authoring, EditReport
from assistant.knowledge.spreadsheet.sheet_layout import refusal

_NAME_SIGNS = re.compile(r"[^\w .-]")
_LONGEST_NAME = 60
_IN_THE_WORKBOOK = (Kind.PROCEDURE, Kind.FAQ)


@dataclass(frozen=True)
class Starting:
    """What the rows are compared with: the text of each document, and the version it is of."""

    texts: dict[str, str]
    numbers: dict[str, int]


@dataclass
class Uploaded:
    """What became of a workbook: paths of new drafts, and of versions kept aside with their number.

    `report`: what became of questions and procedures, by code.
    """

    report: EditReport
    drafts: list[str] = field(default_factory=list)
    conflicts: list[tuple[str, int]] = field(default_factory=list)


class Spreadsheets:
    """The workbook, for clerks at a page. One at a time in a process: it takes seconds of a core;
    what was exported is kept until something changes.
    """

    def __init__(self, editing: Editing, now: Callable[[], datetime]) -> None:
        self._editing, self._now = editing, now
        self._at_work = asyncio.Lock()
        self._held: tuple[str, bytes] | None = None

    @property
    def _store(self) -> DocumentStore:
        return self._editing.store

    async def export(self) -> bytes:
        """The file, with the newest words of every question and procedure, drafts too."""
        mark = await self._store.mark()
        async with self._at_work:
            if self._held is None or self._held[0] != mark:
                start = await self._starting()
                self._held = mark, await asyncio.to_thread(_exported, start.texts)
            return self._held[1]

    async def take_over(
        self, name: str, data: bytes, author: str, also_known: Container[str] = (), note: str = ""
    ) -> Uploaded:
        """Drafts of what the workbook says otherwise.

        ContentError with every mistake, by sheet, row and column; then nothing is saved.
        """
        if Path(name).suffix.lower() != ".xlsx":
            raise refusal("wrong_suffix", file=name[-_LONGEST_NAME:])
        async with self._at_work:
            start = await self._starting()
            today = self._now().date()
            report, after = await asyncio.to_thread(
                _taken_over, start.texts, name, data, today, also_known
            )
            return await self._saved(start, after, report, author, note or _file_name(name))

    async def _saved(
        self, start: Starting, after: dict[str, str], report: EditReport, author: str, note: str
    ) -> Uploaded:
        done = Uploaded(report)
        for path, before in start.texts.items():
            text, base = after.get(path), start.numbers[path]
            if text == before:
                continue
            saved = (
                await self._editing.end(path, base, author, note) if text is None
                else await self._editing.save(path, text, base, author, note)
            )  # fmt: skip
            if isinstance(saved, Conflict):
                done.conflicts.append((path, saved.mine.number))
            else:
                done.drafts.append(path)
        return done

    async def _starting(self) -> Starting:
        """The newest text of what stands in the workbook where it can be read, else the public."""
        texts = await self._store.published()
        listed = await self._store.listing()
        numbers = {item.path: item.published.number for item in listed if item.published}
        for item in filter(_has_news, listed):
            newest = await self._store.newest(item.path)
            if newest is None or newest.text is None:
                continue
            if await asyncio.to_thread(_is_readable, item.kind, item.path, newest.text):
                texts[item.path], numbers[item.path] = newest.text, newest.number
        return Starting(texts, numbers)


def _has_news(item: Listed) -> bool:
    return item.kind in _IN_THE_WORKBOOK and item.newest != item.published


def _is_readable(kind: Kind, path: str, text: str) -> bool:
    try:
        model_of(kind, path, text)
    except ContentError:
        return False
    return True


def _exported(texts: dict[str, str]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="workbook-") as temporary:
        folder, file = Path(temporary) / "knowledge_base", Path(temporary) / "out.xlsx"
        write_folder(folder, texts)
        Authoring(folder, Path(temporary)).export(file)
        return file.read_bytes()


def _taken_over(
    texts: dict[str, str], name: str, data: bytes, today: date, also_known: Container[str]
) -> tuple[EditReport, dict[str, str]]:
    """In a folder of its own, which is gone afterwards; all texts as they are then."""
    with tempfile.TemporaryDirectory(prefix="workbook-") as temporary:
        folder = Path(temporary) / "knowledge_base"
        write_folder(folder, texts)
        file = Path(temporary) / _file_name(name)
        file.write_bytes(data)
        try:
            report = Authoring(folder, Path(temporary)).take_over(file, today, also_known)
        except ContentError as error:
            raise ContentError([_said(line, folder) for line in error.problems]) from error
        return report, read_folder(folder)


def _file_name(name: str) -> str:
    """As the clerk knows it, without what leads out of a folder."""
    stem = _NAME_SIGNS.sub("_", Path(name).stem).strip(". ")
    return f"{stem[-_LONGEST_NAME:] or '_'}.xlsx"


def _said(line: str, folder: Path) -> str:
    """What the checks of a whole folder said, in a clerk's words; the workbook's own stay."""
    if not line.startswith(f"{folder}/"):
        return line
    (finding,) = found([line], folder)
    kind = kind_of(finding.path)
    parts = [words().kinds[kind] if kind else "", finding.path, finding.where, finding.text]
    return ": ".join(part for part in parts if part)
