"""Writing a clerk's changes into the files of the knowledge base: all of them, or none.

A copy is changed first and read as a whole; only when it says exactly what was asked for do its
files take the place of the old ones.
"""

import shutil
import tempfile
from collections.abc import Container, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import ContentError
from assistant.knowledge.base import load_content
from assistant.knowledge.faq import PREFIX, FaqTopic
from assistant.knowledge.loading import load_model
from assistant.knowledge.record import Record
from assistant.knowledge.spreadsheet.library import Library, read_library
from assistant.knowledge.spreadsheet.proposal import Proposal, propose
from assistant.knowledge.spreadsheet.revision import revised, texts_after
from assistant.knowledge.spreadsheet.sheet_layout import refusal
from assistant.knowledge.spreadsheet.sheet_rows import rows_of
from assistant.knowledge.spreadsheet.workbook import read_workbook, write_workbook

Texts = Mapping[Path, str | None]
"""The new text of each file; None for one that is to go."""


@dataclass(frozen=True)
class EditReport:
    """What became of the questions and procedures; codes sorted."""

    added: list[str]
    changed: list[str]
    removed: list[str]
    unchanged: list[str]


class Authoring:
    """The files staff write, as a spreadsheet and back. `lock_folder`: where imports queue."""

    def __init__(self, folder: Path, lock_folder: Path) -> None:
        self.folder = folder
        self._lock_folder = lock_folder

    def export(self, path: Path, *, overwrite: bool = False) -> int:
        """Write a workbook of all questions and procedures; returns how many rows."""
        if path.suffix.lower() != ".xlsx":
            raise refusal("wrong_suffix", file=path.name)
        if path.exists() and not overwrite:
            raise refusal("exists", file=path.name)
        library = read_library(self.folder)
        sheets = rows_of(library)
        write_workbook(path, sheets, list(library.file_of_topic()))
        return sum(map(len, sheets.values()))

    def take_over(self, path: Path, today: date, also_known: Container[str] = ()) -> EditReport:
        """Make the files say what the workbook says.

        ContentError with every mistake, or while another import is at work; then no file has
        changed.
        """
        self._lock_folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._lock_folder / "authoring.lock", timeout=0):
                return self._take_over(path, today, also_known)
        except Timeout as error:
            raise refusal("busy") from error

    def _take_over(self, path: Path, today: date, also_known: Container[str]) -> EditReport:
        rows = read_workbook(path)
        old = {file: _read(file) for file in self.folder.rglob("*.yml")}
        library = read_library(self.folder)
        proposal = propose(rows, library, today, also_known)
        new = texts_after(library, proposal, old)
        if new:
            self._try(new, revised(library, proposal))
            replace_files(new, old)
        return _report(library, proposal)

    def _try(self, new: Texts, wanted: Library) -> None:
        """Read a changed copy of everything; ContentError if it is not what was asked for."""
        with tempfile.TemporaryDirectory(prefix="knowledge-base-") as temporary:
            copy = Path(shutil.copytree(self.folder, Path(temporary) / "copy"))
            there = {path: copy / path.relative_to(self.folder) for path in new}
            for path, text in new.items():
                _write(there[path], text)
            try:
                load_content(copy)
            except ContentError as error:
                problems = [line.replace(str(copy), str(self.folder)) for line in error.problems]
                raise ContentError(problems) from error
            for path in new:
                if not _says(there[path], wanted.topics.get(path) or wanted.records.get(path)):
                    raise refusal("by_hand", file=path.name)


def _says(path: Path, wanted: FaqTopic | Record | None) -> bool:
    """Whether a file holds exactly this; of None, whether it is gone."""
    return not path.exists() if wanted is None else load_model(path, type(wanted)) == wanted


def replace_files(new: Texts, old: Mapping[Path, str]) -> None:
    """Put new texts in the place of old ones; if one fails, all are as before.

    ContentError when a file is no longer what it was when it was read.
    """
    with ExitStack() as tidying:
        try:
            for path, text in new.items():
                for beside in (_coming(path), _going(path)):
                    tidying.callback(beside.unlink, missing_ok=True)
                shutil.copy2(path, _going(path))
                shutil.copy2(path, _coming(path))
                _write(_coming(path), text or "")
            for path in new:
                if _read(path) != old[path]:
                    raise refusal("moved_on", file=path.name)
            _swap(new)
        except OSError as error:
            raise ContentError([f"{error.filename}: {error.strerror}"]) from error


def _swap(new: Texts) -> None:
    done: list[Path] = []
    try:
        for path in sorted(new, key=lambda path: new[path] is None):  # what goes, goes last
            if new[path] is None:
                path.unlink()
            else:
                _coming(path).replace(path)
            done.append(path)
    except OSError:
        for path in done:
            _going(path).replace(path)
        raise


def _coming(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _going(path: Path) -> Path:
    return path.with_name(f".{path.name}.old")


def _report(library: Library, proposal: Proposal) -> EditReport:
    known = library.faqs()
    records = {path.stem for path in proposal.records}
    changed = {PREFIX + code for code in proposal.placed if code in known} | records
    removed = {PREFIX + code for code in proposal.removed}
    everything = {PREFIX + code for code in known} | {path.stem for path in library.records}
    return EditReport(
        added=sorted(PREFIX + code for code in proposal.placed if code not in known),
        changed=sorted(changed),
        removed=sorted(removed),
        unchanged=sorted(everything - changed - removed),
    )


def _read(path: Path) -> str:
    """The text with its own line ends."""
    with path.open(encoding="utf8", newline="") as file:
        return file.read()


def _write(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
        return
    with path.open("w", encoding="utf8", newline="") as file:
        file.write(text)
