"""What an edited spreadsheet asks for, or every mistake in it. What is known is never judged."""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from assistant.errors import ContentError
from assistant.knowledge.faq import Faq
from assistant.knowledge.record import Record
from assistant.knowledge.spreadsheet import cells as cell
from assistant.knowledge.spreadsheet.cell_rules import faq_problems, record_problems
from assistant.knowledge.spreadsheet.library import Library
from assistant.knowledge.spreadsheet.ownership import Edit, Item, conflicts
from assistant.knowledge.spreadsheet.sheet_layout import FAQ, MARK, Row
from assistant.knowledge.spreadsheet.sheet_rows import (
    FAQ_FIELDS,
    RECORD_FIELDS,
    faq_row,
    record_row,
)
from assistant.language.text import fold, normalise

_REMOVAL = "xoa"
_LONGEST_SLUG = 60
_VALUE: dict[str, Callable[[str], object]] = {
    "question": cell.line_of,
    "aliases": cell.lines_of,
    "questions": cell.lines_of,
    "answer": cell.prose_of,
    "to_confirm": cell.prose_of,
    "related": cell.codes_of,
    "effective_from": cell.day_of,
    "effective_to": cell.day_of,
    "checked_on": cell.day_of,
    "sources": cell.sources_of,
    "law": cell.law_of,
}


@dataclass(frozen=True)
class Proposal:
    """Questions to be put into a file (new, changed or moved there), removed ones, and records."""

    placed: dict[str, tuple[Path, Faq]] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    records: dict[Path, Record] = field(default_factory=dict)


def propose(
    rows: list[Row], library: Library, today: date, also_known: Container[str] = ()
) -> Proposal:
    """Compare the rows with what is known.

    `also_known`: further codes that may be pointed to. ContentError names sheet, row and column of
    every mistake.
    """
    reading = _Reading(library, today, also_known)
    for row in rows:
        reading.take(row)
    after = after_all(library, reading.proposal)
    problems = [*reading.problems, *conflicts(reading.edits, after)]
    if problems:
        raise ContentError(problems)
    return reading.proposal


def after_all(library: Library, proposal: Proposal) -> list[Item]:
    """Every question and record as it will be."""
    faqs = {**library.faqs(), **{code: faq for code, (_, faq) in proposal.placed.items()}}
    kept = [faq for code, faq in faqs.items() if code not in proposal.removed]
    return [*kept, *{**library.records, **proposal.records}.values()]


class _Reading:
    """One pass through the rows."""

    def __init__(self, library: Library, today: date, also_known: Container[str]) -> None:
        self.library = library
        self.today = today
        self.also_known = also_known
        self.files = library.file_of_topic()
        self.shelves = {faq.id: (path, faq) for path, faq in library.shelved()}
        self.paths = {path.stem: path for path in library.records}
        self.codes = library.codes()
        self.seen: dict[tuple[str, str], int] = {}
        self.taken = set(self.shelves)
        self.proposal = Proposal()
        self.edits: list[Edit] = []
        self.problems: list[str] = []

    def take(self, row: Row) -> None:
        """One row of any sheet."""
        self.problems += row.problems
        if not row.problems:
            (self._take_faq if row.sheet == FAQ else self._take_record)(row)

    def _take_faq(self, row: Row) -> None:
        """One row of questions: new, to be removed, changed, or as it is."""
        removal, code = fold(normalise(row.cells["remove"])), row.cells["code"]
        if removal not in ("", _REMOVAL):
            self._say(row, "remove", "wrong_removal", value=row.cells["remove"])
        elif code and (code not in self.shelves or self._is_double(row)):
            if code not in self.shelves:
                self._say(row, "code", "unknown_code", code=code)
        elif removal:
            self._remove_faq(row)
        elif code:
            self._change_faq(row, *self.shelves[code])
        else:
            self._add_faq(row)

    def _take_record(self, row: Row) -> None:
        """One row of a procedure's words."""
        code = row.cells["code"]
        if code not in self.paths:
            problem = "unknown_code" if code else "no_code"
            self._say(row, "code", problem, code=code)
        elif not self._is_double(row):
            self._change_record(row, self.paths[code])

    def _remove_faq(self, row: Row) -> None:
        code = row.cells["code"]
        if code:  # else the row was never a question
            path, faq = self.shelves[code]
            if self._is_current(row, faq_row(faq, self.library.topics[path].topic)):
                self.proposal.removed.add(code)

    def _change_faq(self, row: Row, path: Path, faq: Faq) -> None:
        shown = faq_row(faq, self.library.topics[path].topic)
        changed = _changed(row, shown, FAQ_FIELDS)
        home = self._home(row) if _changed(row, shown, ("topic",)) else path
        if (changed or home != path) and self._is_current(row, shown):
            made = self._made(row, changed, faq)
            if made is not None and home is not None and (made != faq or home != path):
                self.proposal.placed[faq.id] = (home, made)
                self.edits.append(Edit(row, faq, made))

    def _add_faq(self, row: Row) -> None:
        if self._was_added(row):
            return
        home = self._home(row)
        made = self._made(row, FAQ_FIELDS, None)
        if made is not None and home is not None:
            self.taken.add(made.id)
            self.proposal.placed[made.id] = (home, made)
            self.edits.append(Edit(row, None, made))

    def _was_added(self, row: Row) -> bool:
        """Whether this very question is there already: the same file, imported again."""
        names = ("topic", *FAQ_FIELDS)
        return any(
            not _changed(row, faq_row(faq, self.library.topics[path].topic), names)
            for path, faq in self.shelves.values()
        )

    def _change_record(self, row: Row, path: Path) -> None:
        record = self.library.records[path]
        shown = record_row(path.stem, record)
        if _changed(row, shown, ("name",)):
            self._say(row, "name", "name_changed", name=record.name)
        changed = _changed(row, shown, RECORD_FIELDS)
        if changed and self._is_current(row, shown):
            made = self._made(row, changed, record)
            if isinstance(made, Record) and made != record:
                self.proposal.records[path] = made
                self.edits.append(Edit(row, record, made))

    def _made(self, row: Row, changed: tuple[str, ...], old: Any) -> Any:
        """The question or the record as the row wants it; None where something is wrong."""
        before = len(self.problems)
        values = {name: value for name in changed for value in self._value(row, name)}
        if row.sheet == FAQ:
            self.problems += faq_problems(row, values, old, self.today, self._points_to)
        else:
            self.problems += record_problems(row, values, old)
        if len(self.problems) > before:
            return None
        model = Faq if row.sheet == FAQ else Record
        kept = old.model_dump() if old else {"id": self._slug(row.cells["question"])}
        return self._validated(row, model, {**kept, **values})

    def _validated(
        self, row: Row, model: type[BaseModel], values: Mapping[str, object]
    ) -> BaseModel | None:
        try:
            return model.model_validate(values)
        except ValidationError as error:
            for problem in error.errors(include_url=False, include_input=False):
                self._say(row, None, "unusable", reason=problem["msg"])
            return None

    def _value(self, row: Row, name: str) -> Iterator[object]:
        text = row.cells[name]
        if text.startswith("="):
            self._say(row, name, "looks_like_formula")
            return
        try:
            yield _VALUE[name](text)
        except cell.Unreadable as error:
            self._say(row, name, error.problem, **error.values)

    def _home(self, row: Row) -> Path | None:
        topic = row.cells["topic"]
        homes = {cell.tidy(name): path for name, path in self.files.items()}
        if topic not in homes:
            problem = "unknown_topic" if topic else "required"
            self._say(row, "topic", problem, topic=topic, topics=", ".join(self.files))
        return homes.get(topic)

    def _slug(self, question: str) -> str:
        """A code for a new question, from its words."""
        slug = "-".join(re.findall(r"[a-z0-9]+", fold(question)))
        while len(slug) > _LONGEST_SLUG:
            slug = slug.rpartition("-")[0]
        slug = slug or "cau-hoi"
        number, made = 1, slug
        while made in self.taken:
            number += 1
            made = f"{slug}-{number}"
        return made

    def _points_to(self, code: str) -> bool:
        return code in self.codes or code in self.also_known

    def _is_double(self, row: Row) -> bool:
        key = (row.sheet, row.cells["code"])
        first = self.seen.setdefault(key, row.number)
        if first != row.number:
            self._say(row, "code", "double_code", code=key[1], row=first)
        return first != row.number

    def _is_current(self, row: Row, shown: Mapping[str, str]) -> bool:
        """Whether the row was exported from what is known now; a file without marks is believed."""
        mark = row.cells.get(MARK, "")
        if mark in ("", shown[MARK]):
            return True
        self._say(row, None, "stale")
        return False

    def _say(self, row: Row, column: str | None, problem: str, /, **values: object) -> None:
        self.problems.append(row.problem(column, problem, **values))


def _changed(row: Row, shown: Mapping[str, str], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if row.cells[name] != cell.tidy(shown[name]))
