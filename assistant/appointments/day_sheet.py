"""The day's list of an office as a spreadsheet, for a counter without a screen.

It holds names and phones: the office that prints it keeps it as it keeps its files.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel, ConfigDict

from assistant.appointments.appointment import Kind, State
from assistant.appointments.day_list import Line
from assistant.clock import VIETNAM
from assistant.knowledge.loading import load_model
from assistant.knowledge.spreadsheet.sheet_layout import Column
from assistant.knowledge.spreadsheet.workbook import put_text

_HEAD = 3  # the row of the titles, below the heading


class Words(BaseModel):
    """All of day_sheet.yml. `heading`: with the places {office} and {day}."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    creator: str
    title: str
    heading: str
    columns: dict[str, Column]
    kinds: dict[Kind, str]
    states: dict[State, str]


@cache
def words() -> Words:
    """The words, read once."""
    return load_model(Path(__file__).with_name("day_sheet.yml"), Words)


def day_sheet(office: str, day: date, lines: Sequence[Line]) -> bytes:
    """The file, .xlsx; `office`: its name."""
    said = words()
    book = Workbook()
    book.properties.creator = said.creator
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = said.title
    put_text(sheet["A1"], said.heading.format(office=office, day=f"{day:%d/%m/%Y}"))
    sheet["A1"].alignment, sheet["A1"].font = None, Font(bold=True, size=14)
    for number, (name, column) in enumerate(said.columns.items(), start=1):
        put_text(sheet.cell(_HEAD, number), column.title)
        sheet.cell(_HEAD, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        for row, line in enumerate(lines, start=_HEAD + 1):
            text = ILLEGAL_CHARACTERS_RE.sub("", _cells(line)[name])
            put_text(sheet.cell(row, number), text)
    _for_paper(sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cells(line: Line) -> Mapping[str, str]:
    """By our names of the columns."""
    said, visit = words(), line.visit
    start, end = (moment.astimezone(VIETNAM) for moment in (visit.start, visit.end))
    return {
        "time": f"{start:%H:%M} – {end:%H:%M}",
        "counter": line.counter,
        "code": visit.code,
        "kind": said.kinds[visit.kind],
        "procedure": line.procedure,
        "name": line.name,
        "phone": line.phone,
        "address": line.address,
        "state": said.states[visit.state],
    }


def _for_paper(sheet: Worksheet) -> None:
    """One page wide, the titles on each page."""
    sheet.freeze_panes = f"A{_HEAD + 1}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
