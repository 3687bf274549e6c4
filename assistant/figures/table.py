"""A table of figures as a file: CSV for programs, XLSX for offices. No cell becomes a formula."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.knowledge.spreadsheet.workbook import put_text

Cell = str | int | float | None
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_NOT_IN_A_SHEETS_NAME = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class Table:
    """`name`: in addresses. The first column names the row, the others are numbers; None: nothing
    is known. `note`: how it was counted.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def as_csv(table: Table) -> bytes:
    """With a mark by which spreadsheets know UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(map(_plain, table.columns))
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig", "replace")


def as_xlsx(tables: Sequence[Table], heading: str) -> bytes:
    """One sheet for each table; `heading`: above each, which days and which office."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for number, table in enumerate(tables, start=1):
        name = _NOT_IN_A_SHEETS_NAME.sub(" ", _shown(table.title))[:26].strip()
        _fill(book.create_sheet(f"{number}. {name}"), table, heading)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, table: Table, heading: str) -> None:
    lines = [table.title, heading, table.note]
    for number, text in enumerate(lines, start=1):
        put_text(sheet.cell(number, 1), _shown(text))
        sheet.cell(number, 1).alignment = Alignment(wrap_text=False)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    head = len(lines) + 2
    for column, title in enumerate(table.columns, start=1):
        put_text(sheet.cell(head, column), _shown(title))
        sheet.cell(head, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 44 if column == 1 else 18
        for row, cells in enumerate(table.rows, start=head + 1):
            cell = cells[column - 1]
            if isinstance(cell, str):
                put_text(sheet.cell(row, column), _shown(cell))
            else:
                sheet.cell(row, column).value = cell
    sheet.freeze_panes = f"A{head + 1}"


def _shown(text: str) -> str:
    return _NOT_IN_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", text))


def _plain(cell: Cell) -> str:
    """A text that a spreadsheet would calculate gets an apostrophe before it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if _FORMULA.match(cell) else cell
    return f"{cell:g}" if isinstance(cell, float) else str(cell)
