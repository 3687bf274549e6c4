"""The clerks' workbook: rows to sheets and back, and nothing else.

What comes in is not trusted: it is unpacked within limits and formulas are refused. What goes out
is text: nothing in it is taken for a formula.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assistant.errors import ContentError
from assistant.knowledge.spreadsheet.archive import unpacked
from assistant.knowledge.spreadsheet.cells import DAY, has_control, tidy
from assistant.knowledge.spreadsheet.sheet_layout import (
    FAQ,
    MARK,
    PROCEDURES,
    Layout,
    Row,
    layout,
    refusal,
)

_MOST_ROWS = 20_000
_MOST_TEXT = 5 * 2**20  # characters of a sheet; ours has 0.2 million
_MOST_COLUMNS = 60
_MOST_SIGNS = 32_767  # in one cell, by the format
_FORMULA_SIGNS = ("=", "+", "-", "@")
_TEXT = "@"  # the number format that leaves 1.001193 and 03/04/2026 as they were typed
_FILL = PatternFill("solid", fgColor="DDEBF7")
_FIXED = {FAQ: {"code", MARK}, PROCEDURES: {"code", "name", MARK}}
# What reading damaged or missing XML may end in: openpyxl has no error of its own for it.
_DAMAGED = (
    ArithmeticError, AssertionError, AttributeError, InvalidFileException, LookupError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip

Cells = Mapping[str, str]


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Cells]], topics: list[str]) -> None:
    """Write rows, by sheet, beside `path` and then in its place."""
    words = layout()
    book = Workbook()
    book.properties.creator = words.creator
    first = book.active
    assert isinstance(first, Worksheet)
    _write_instructions(first, words, topics)
    for name, rows in sheets.items():
        _write_sheet(book.create_sheet(words.sheets[name].title), name, rows)
    _offer(book[words.sheets[FAQ].title], words, len(topics))
    book.active = 1
    beside = path.with_name(f".{path.name}.new")
    try:
        book.save(beside)
        beside.replace(path)
    except OSError as error:
        raise ContentError([f"{path}: {error.strerror}"]) from error
    finally:
        beside.unlink(missing_ok=True)


def _write_instructions(sheet: Worksheet, words: Layout, topics: list[str]) -> None:
    lines = [*words.instructions.lines, "", words.instructions.topics]
    sheet.title = words.instructions.title
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate([*lines, *topics], start=1):
        put_text(sheet.cell(number, 1), line)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.protection.sheet = True


def _write_sheet(sheet: Worksheet, name: str, rows: Sequence[Cells]) -> None:
    columns = layout().sheets[name].columns
    for number, (key, column) in enumerate(columns.items(), start=1):
        head = sheet.cell(1, number)
        put_text(head, column.title)
        head.font, head.fill = Font(bold=True), _FILL
        whole = sheet.column_dimensions[get_column_letter(number)]
        whole.width, whole.hidden = column.width, key == MARK
        whole.number_format, whole.alignment = _TEXT, Alignment(wrap_text=True, vertical="top")
        whole.protection = Protection(locked=key in _FIXED[name])
        for line, cells in enumerate(rows, start=2):
            put_text(sheet.cell(line, number), cells[key])
            sheet.cell(line, number).protection = Protection(locked=key in _FIXED[name])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(2, len(rows) + 1)}"
    if name == PROCEDURES:
        # without a password: it keeps from slips, not from intent
        sheet.protection.sheet = True
        sheet.protection.sort = sheet.protection.autoFilter = False
        sheet.protection.formatColumns = sheet.protection.formatRows = False


def put_text(cell: Any, text: str) -> None:
    """Write a text into a cell as text, whatever it begins with: it is never a formula."""
    if len(text) > _MOST_SIGNS:
        raise refusal("does_not_fit", length=len(text), most=_MOST_SIGNS)
    if ILLEGAL_CHARACTERS_RE.search(text):
        raise refusal("control")
    cell.number_format = _TEXT
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if text:
        cell.value, cell.data_type = text, "s"
        cell.quotePrefix = text.startswith(_FORMULA_SIGNS)


def _offer(sheet: Worksheet, words: Layout, topics: int) -> None:
    """Lists to choose a topic and the removal from."""
    before = len(words.instructions.lines) + 2
    place = f"{quote_sheetname(words.instructions.title)}!$A${before + 1}:$A${before + topics}"
    letters = {
        key: get_column_letter(number)
        for number, key in enumerate(words.sheets[FAQ].columns, start=1)
    }
    for column, choices in (("topic", place), ("remove", '"xóa"')):
        offered = DataValidation(type="list", formula1=choices, allow_blank=True)
        offered.showErrorMessage = False
        offered.add(f"{letters[column]}2:{letters[column]}{_MOST_ROWS}")
        sheet.add_data_validation(offered)


def read_workbook(path: Path) -> list[Row]:
    """The rows of both sheets; ContentError for a file, sheet or column that cannot be read."""
    archive = unpacked(path)
    rows: list[Row] = []
    problems: list[str] = []
    try:
        with _opened(archive) as book:
            for name in layout().sheets:
                rows += _read_sheet(book, name, problems)
    except _DAMAGED as error:
        raise refusal("unreadable", file=path.name) from error
    if problems:
        raise ContentError(problems)
    return rows


@contextmanager
def _opened(archive: BytesIO) -> Iterator[Any]:
    with warnings.catch_warnings():  # of extensions we never look at
        warnings.simplefilter("ignore")
        with closing(load_workbook(archive, read_only=True, keep_links=False)) as book:
            yield book


def _read_sheet(book: Any, name: str, problems: list[str]) -> Iterator[Row]:
    words = layout()
    title = _same(words.sheets[name].title)
    seen = [s for s in book.worksheets if _same(s.title) == title and s.sheet_state == "visible"]
    if not seen:
        problems.append(words.of_sheet(name, "missing_sheet"))
        return
    seen[0].reset_dimensions()  # the size a file states of itself may be too small
    lines: Iterator[Sequence[Any]] = seen[0].iter_rows(max_col=_MOST_COLUMNS)
    places = _places(name, next(lines, ()), problems)
    signs = 0  # a text may be stored once and stand in every cell
    for number, line in enumerate(lines, start=2):
        if number > _MOST_ROWS or signs > _MOST_TEXT:
            problems.append(words.of_sheet(name, "too_many_rows", most=_MOST_ROWS))
            return
        cells = {key: line[place] for key, place in places.items() if place < len(line)}
        texts = {key: _text(cells.get(key)) for key in words.sheets[name].columns}
        signs += sum(map(len, texts.values()))
        if any(text for key, text in texts.items() if key != MARK):
            row = Row(name, number, texts)
            yield replace(row, problems=tuple(_cell_problems(row, cells)))


def _places(name: str, head: Iterable[Any], problems: list[str]) -> dict[str, int]:
    """Which column stands where, by the titles of the first row."""
    words = layout()
    titles = [_same(_text(cell)) for cell in head]
    places: dict[str, int] = {}
    for key, column in words.sheets[name].columns.items():
        count = titles.count(_same(column.title))
        if count == 1:
            places[key] = titles.index(_same(column.title))
        elif count or key != MARK:
            problem = "double_column" if count else "missing_column"
            problems.append(words.of_sheet(name, problem, column=column.title))
    return places


def _cell_problems(row: Row, cells: Mapping[str, Any]) -> Iterator[str]:
    for key, cell in cells.items():
        text = row.cells[key]
        if cell.data_type == "f":
            yield row.problem(key, "formula")
        elif cell.data_type == "e":
            yield row.problem(key, "broken", value=text)
        elif len(text) > _MOST_SIGNS:
            yield row.problem(key, "too_long", length=len(str(cell.value)), most=_MOST_SIGNS)
        elif has_control(text):
            yield row.problem(key, "control")


def _text(cell: Any) -> str:
    """What a cell shows; a longer text than the format allows is cut behind its limit."""
    value = None if cell is None else cell.value
    match value:
        case None:
            return ""
        case datetime() | date():
            return value.strftime(DAY)
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return tidy(str(value)[: _MOST_SIGNS + 1])


def _same(title: str) -> str:
    return " ".join(tidy(title).casefold().split())
