"""Editions: what was published last, as every running process reads it.

    <folder>/current                   the id of the newest edition
    <folder>/editions/<id>/            content.json, official.jsonl
    <folder>/readers/<process>.json    which edition a running process answers from

An edition is written beside the others and named `current` last, so that a reader sees a whole one.
"""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import psutil
import structlog
from filelock import FileLock
from pydantic import ValidationError

from assistant.errors import ContentError
from assistant.knowledge.base import Content, load_content
from assistant.knowledge.imports import Official, OfficialStore, load_official
from assistant.knowledge.remembered import Remembered

log = structlog.get_logger()
_KEPT = 5


@dataclass(frozen=True)
class Reader:
    """A running process: the edition it answers from, or why it could not take over a newer."""

    name: str
    pid: int
    edition: str
    refused: str | None
    problem: str | None
    seconds: float


class EditionStore:
    """The editions in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.official = OfficialStore(folder)
        self._lock = FileLock(folder / "publish.lock")
        self._read: tuple[tuple[int, int], Official] | None = None

    def publish(self, knowledge_base: Path) -> str:
        """Check all that staff wrote, keep it as an edition, name it current; its id."""
        self.folder.mkdir(parents=True, exist_ok=True)
        read = Remembered(self.folder / "read.json")
        content = load_content(knowledge_base, read).model_dump_json(exclude_defaults=True)
        with self._lock:
            read.keep()
            return self._publish(content)

    def ensure(self, knowledge_base: Path) -> None:
        """Publish if nothing is published yet, or what is was written by a release whose editions
        this one cannot read.
        """
        current = self.current()
        try:
            if current is not None:
                self.read(current)
                return
        except ContentError:
            log.warning("edition of another release, published anew", edition=current)
        self.publish(knowledge_base)

    def _publish(self, content: str) -> str:
        official = self.official.path
        mark = hashlib.sha256(content.encode())
        mark.update(official.read_bytes() if official.exists() else b"")
        edition = mark.hexdigest()[:16]
        target = self.folder / "editions" / edition
        if not target.exists():
            self._write(target, content)
        beside = self.folder / f"current.{os.getpid()}"
        beside.write_text(edition)
        beside.replace(self.folder / "current")
        self._forget_old(edition)
        return edition

    def current(self) -> str | None:
        """The id of the newest edition, None before the first."""
        path = self.folder / "current"
        return path.read_text().strip() if path.exists() else None

    def read(self, edition: str) -> tuple[Content, Official]:
        """What an edition holds."""
        folder = self.folder / "editions" / edition
        try:
            content = Content.model_validate_json((folder / "content.json").read_bytes())
        except (OSError, ValidationError) as error:
            raise ContentError([f"{folder}: {type(error).__name__}"]) from error
        official = folder / "official.jsonl"
        return content, self._official(official) if official.exists() else {}

    def _official(self, path: Path) -> Official:
        """Read once: editions share the file until the next import."""
        file = path.stat()
        mark = (file.st_ino, file.st_mtime_ns)
        if self._read is None or self._read[0] != mark:
            self._read = (mark, load_official(path))
        return self._read[1]

    def report(self, reader: Reader) -> None:
        """A process tells which edition it answers from."""
        folder = self.folder / "readers"
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f".{reader.name}"
        beside.write_text(json.dumps(vars(reader)))
        beside.replace(folder / f"{reader.name}.json")

    def readers(self) -> list[Reader]:
        """The processes that run now."""
        files = sorted((self.folder / "readers").glob("*.json"))
        return [reader for path in files if (reader := _reader(path)) is not None]

    def _write(self, target: Path, content: str) -> None:
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        (beside / "content.json").write_text(content, encoding="utf8")
        if self.official.path.exists():
            os.link(self.official.path, beside / "official.jsonl")  # replaced there, never changed
        beside.replace(target)

    def _forget_old(self, current: str) -> None:
        folders = [path for path in (self.folder / "editions").iterdir() if path.name != current]
        folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in folders[_KEPT - 1 :]:
            shutil.rmtree(path, ignore_errors=True)


def _reader(path: Path) -> Reader | None:
    """What a process told last; None when it has ended, or told it in another program's way.

    A process that began after it was told only has the same number.
    """
    try:
        reader = Reader(**json.loads(path.read_text()))
        began = psutil.Process(reader.pid).create_time()
    except (ValueError, TypeError, psutil.NoSuchProcess):
        return None
    return reader if began <= path.stat().st_mtime else None
