"""A workbook as a clerk would change it: cells by sheet, row and the title of the column."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

FAQS, NAMES = "Câu hỏi thường gặp", "Cách gọi thủ tục"
NEW = {
    "Chủ đề": "Tại quầy",
    "Câu hỏi": "Quầy có chỗ gửi xe không?",
    "Cách hỏi khác": "để xe ở đâu\ngửi xe máy\nbãi xe của điểm\ntiền gửi xe\nđỗ ô tô chỗ nào",
    "Trả lời": "Mỗi quầy có bãi xe ở cổng sau.",
    "Ngày kiểm tra": "20/11/2026",
    "Nguồn": "Sổ tay của điểm tiếp nhận | https://example.vn/so-tay",
}
"""A row that can be added to the questions."""


def columns(sheet: Any) -> dict[str, int]:
    """The number of each column by its title."""
    return {cell.value: cell.column for cell in sheet[1]}


def row_of(path: Path, sheet: str, code: str) -> int:
    """The row of a code."""
    column = next(load_workbook(path)[sheet].iter_cols(max_col=1, values_only=True))
    return column.index(code) + 1


def cell_of(path: Path, sheet: str, row: int, title: str) -> Any:
    """One cell as it stands in the file."""
    opened = load_workbook(path)[sheet]
    return opened.cell(row, columns(opened)[title])


def put(path: Path, sheet: str, row: int, cells: dict[str, Any]) -> None:
    """Write values into a row, by the titles of their columns. Row 0: behind the last."""
    book = load_workbook(path)
    numbers = columns(book[sheet])
    row = row or book[sheet].max_row + 1
    for title, value in cells.items():
        book[sheet].cell(row, numbers[title]).value = value
    book.save(path)
