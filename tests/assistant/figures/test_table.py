"""Tables as files: no cell becomes a formula."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assistant.figures.table import Table, as_csv, as_xlsx

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", 'a"b,c\nd']
)


@given(label=TEXT, count=st.integers(0, 10**9))
def test_no_cell_of_a_csv_begins_a_formula(label: str, count: int) -> None:
    table = Table("t", "Bảng", (label, "Số"), ((label, count), (label, None)))
    text = as_csv(table).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert all(
        not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row
    )
    assert rows[1][1] == str(count)
    assert rows[2][1] == ""


@settings(deadline=None, max_examples=40)
@given(label=TEXT, title=TEXT)
def test_no_cell_of_a_sheet_is_a_formula(label: str, title: str) -> None:
    table = Table("t", title, ("Tên", "Số"), ((label, 3), (label, 62.5), (label, None)), label)
    book = load_workbook(io.BytesIO(as_xlsx([table, table], title)))
    assert len(book.sheetnames) == 2
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert {3, 62.5} <= {cell.value for cell in cells if cell.data_type == "n"}
