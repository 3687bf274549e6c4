"""What an office says of a procedure in its own name: counter, hours, a note.

Staff of the office write it, one file an office: overrides/<office>.yml. What the province wrote
stands as it is; this is told beside it to residents of that office.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import model_validator

from assistant.errors import ContentError
from assistant.knowledge.consistency import duplicates
from assistant.knowledge.loading import ReadModel, load_model
from assistant.knowledge.offices import OfficeId, Offices
from assistant.knowledge.record import Code, RecordPart, Text


class OfficeWord(RecordPart):
    """Of one procedure. What is left out is as the province wrote it."""

    code: Code
    counter: Text | None = None
    hours: Text | None = None
    note: Text | None = None
    checked_on: date

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if not (self.counter or self.hours or self.note):
            raise ValueError("an office's word needs `counter`, `hours` or `note`")
        return self


class OfficeWords(RecordPart):
    """All that one office says."""

    office: OfficeId
    procedures: tuple[OfficeWord, ...] = ()

    @model_validator(mode="after")
    def is_consistent(self) -> Self:
        for problem in duplicates("procedures", [word.code for word in self.procedures]):
            raise ValueError(problem)
        return self

    def of(self, code: str) -> OfficeWord | None:
        """Its word on a procedure."""
        return next((word for word in self.procedures if word.code == code), None)


def load_overrides(folder: Path, read: ReadModel = load_model) -> dict[str, OfficeWords]:
    """Every office's words, by office; none where none wrote. ContentError with all problems."""
    found: dict[str, OfficeWords] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            words = read(path, OfficeWords)
        except ContentError as error:
            problems += error.problems
            continue
        if words.office != path.stem:
            problems.append(f"{path}: office: '{words.office}' does not match the file's name")
        found[path.stem] = words
    if problems:
        raise ContentError(problems)
    return found


def unknown_offices(overrides: Mapping[str, OfficeWords], offices: Offices) -> Iterable[str]:
    """A line for each office that there is not: nobody would ever read its words."""
    for office in sorted(overrides):
        if offices.office(office) is None:
            yield f"overrides/{office}.yml: office: '{office}' stands in no list of offices"


def missing_records(overrides: Mapping[str, OfficeWords], known: set[str]) -> list[str]:
    """Procedures without a record of ours: allowed, but a clerk should know."""
    return [
        f"overrides/{office}.yml: points to '{word.code}', which has no record"
        for office, words in overrides.items()
        for word in words.procedures
        if word.code not in known
    ]
