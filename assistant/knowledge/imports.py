"""Taking over records of the national portal: thousands at once, all of a file or nothing of it.

What was taken over is kept apart from what staff wrote and never changes it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import ContentError
from assistant.knowledge.content import Phrases
from assistant.knowledge.official import read_official
from assistant.knowledge.portal import LONGEST_LINE, Refused, read_rows
from assistant.knowledge.record import Record

Official = dict[str, Record]
_LONGEST_RECORD = 20 * LONGEST_LINE  # a record is longer than its row, by the names of its parts


@dataclass(frozen=True)
class ImportReport:
    """What became of each row of a file; codes sorted."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    kept: int = 0
    """Records of earlier imports that this file does not hold; they stay."""


class OfficialStore:
    """The records taken over so far, in one file that is only ever replaced as a whole."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "official.jsonl"
        self._lock = FileLock(folder / "official.lock", timeout=0)

    def load(self) -> Official:
        """All of them, by code; none before the first import."""
        return load_official(self.path) if self.path.exists() else {}

    def take_over(
        self, source: Path, phrases: Phrases, day: date, each: Callable[[], object] = lambda: None
    ) -> ImportReport:
        """Read a file of portal rows and keep what can be used.

        ContentError when the file breaks off, when nothing in it can be used, or while another
        import is at work; then nothing has changed. `each` is called for every line read.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with self._lock:
                return self._take_over(source, read_official(source, phrases, day, each))
        except Timeout as error:
            raise ContentError(["another import is at work; try again when it is done"]) from error

    def _take_over(self, source: Path, read: tuple[Official, list[Refused]]) -> ImportReport:
        known = self.load()
        found, refused = read
        if not found:
            first = [f"{source}: line {row.line}: {row.reason}" for row in refused[:20]]
            raise ContentError([f"{source}: no record in it can be used", *first])
        self._replace({**known, **found})
        same = {code for code, record in found.items() if _same(record, known.get(code))}
        return ImportReport(
            added=sorted(found.keys() - known.keys()),
            changed=sorted((found.keys() & known.keys()) - same),
            unchanged=sorted(same),
            refused=refused,
            kept=len(known.keys() - found.keys()),
        )

    def _replace(self, records: Mapping[str, Record]) -> None:
        beside = self.path.with_suffix(".new")
        with beside.open("w", encoding="utf8") as file:
            for code in sorted(records):
                file.write(records[code].model_dump_json(exclude_defaults=True) + "\n")
        beside.replace(self.path)


def load_official(path: Path) -> Official:
    """The records of one such file; ContentError if somebody changed it by hand."""
    records: Official = {}
    for read in read_rows(path, Record, _LONGEST_RECORD):
        if isinstance(read, Refused):
            raise ContentError([f"{path}: line {read.line}: {read.reason}"])
        records[read[1].code] = read[1]
    return records


def _same(record: Record, known: Record | None) -> bool:
    """Whether nothing but the day changed."""
    return known is not None and record == known.model_copy(
        update={"checked_on": record.checked_on}
    )
