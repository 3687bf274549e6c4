"""The workbook: what is written is read again, and nothing dangerous goes in or out."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from assistant.errors import ContentError
from assistant.knowledge.spreadsheet.cells import tidy
from assistant.knowledge.spreadsheet.sheet_layout import FAQ, MARK, PROCEDURES, Row, layout
from assistant.knowledge.spreadsheet.workbook import read_workbook, write_workbook
from tests.assistant.knowledge.spreadsheet.workbooks import FAQS, NAMES, cell_of, columns, put

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=40)


def sheets(question: str = "Hỏi gì?") -> dict[str, list[dict[str, str]]]:
    """Rows of both sheets, each cell filled."""
    return {
        name: [{key: f"{key} {n}" for key in sheet.columns} | {"question": question}]
        for n, (name, sheet) in enumerate(layout().sheets.items())
    }


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with a row in each sheet."""
    path = tmp_path / "bảng.xlsx"
    write_workbook(path, sheets(), ["Tại quầy", "Phí"])
    return path


def changed(path: Path, change: Callable[[Any], object]) -> Path:
    """The workbook after a change to it as a whole."""
    opened = load_workbook(path)
    change(opened)
    opened.save(path)
    return path


def refused(path: Path) -> list[str]:
    """What is said of a workbook that cannot be read."""
    with pytest.raises(ContentError) as caught:
        read_workbook(path)
    return caught.value.problems


def problems(path: Path) -> list[str]:
    """What is said of single cells."""
    return [problem for row in read_workbook(path) for problem in row.problems]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20
)
@given(st.lists(TEXTS, max_size=30))
@example(['=HYPERLINK("http://a.vn")', "@SUM(1)", "+84 222", "-1", "#REF!", "TRUE", "_x0041_"])
@example(["1.001193", "03/04/2026", "a\nb\n\nc", "  a  b ", ""])
def test_texts_are_read_as_they_were_written(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "bảng.xlsx"
    rows = sheets()[FAQ] * len(texts)
    written = [{**row, "question": text} for row, text in zip(rows, texts, strict=True)]
    write_workbook(path, {**sheets(), FAQ: written}, [])
    read = [row for row in read_workbook(path) if row.sheet == FAQ]
    assert [row.cells["question"] for row in read] == list(map(tidy, texts))
    assert not [problem for row in read for problem in row.problems]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "=cmd|' /C calc'!A0"])
def test_no_text_goes_out_as_a_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bảng.xlsx"
    write_workbook(path, sheets(text), [])
    cell = cell_of(path, FAQS, 2, "Câu hỏi")
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    with zipfile.ZipFile(path) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "sheet2" in name)


def test_a_text_that_no_program_would_run_has_no_mark(book: Path) -> None:
    assert not cell_of(book, FAQS, 2, "Câu hỏi").quotePrefix


def test_the_sheets_are_made_for_reading_and_writing(book: Path) -> None:
    opened = load_workbook(book)
    assert opened.sheetnames == ["Hướng dẫn", FAQS, NAMES]
    for title in (FAQS, NAMES):
        assert opened[title].freeze_panes == "B2"
        assert opened[title]["B2"].alignment.wrap_text
        assert opened[title]["B2"].number_format == "@"
        assert opened[title].column_dimensions["B"].width > 20
    names = opened[NAMES]
    locked = {t: names.cell(2, n).protection.locked for t, n in columns(names).items()}
    assert names.protection.sheet
    assert {title for title, fixed in locked.items() if not fixed} == {"Tên gọi khác", "Câu hỏi"}


def test_the_topics_can_be_chosen(book: Path) -> None:
    opened = load_workbook(book)
    rules = opened[FAQS].data_validations.dataValidation
    place = next(rule.formula1 for rule in rules if "Hướng dẫn" in rule.formula1)
    first, last = place.partition("!")[2].replace("$", "").split(":")
    assert [row[0].value for row in opened["Hướng dẫn"][f"{first}:{last}"]] == ["Tại quầy", "Phí"]


def test_a_text_too_long_for_a_cell_is_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "bảng.xlsx"
    with pytest.raises(ContentError, match="32768"):
        write_workbook(path, sheets("a" * 32_768), [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("formula", ["=1+1", ArrayFormula("C2", "=1+1")])
def test_a_formula_is_refused_where_it_stands(book: Path, formula: Any) -> None:
    put(book, FAQS, 2, {"Câu hỏi": formula})
    (said,) = problems(book)
    assert said.startswith("Trang 'Câu hỏi thường gặp', dòng 2, cột 'Câu hỏi': ô có công thức")


def test_a_cell_that_shows_an_error_is_refused(book: Path) -> None:
    put(book, NAMES, 2, {"Câu hỏi": "#REF!"})
    assert "#REF!" in problems(book)[0]


def test_all_unreadable_cells_are_named_at_once(book: Path) -> None:
    put(book, FAQS, 2, {"Câu hỏi": "=1", "Trả lời": "=2"})
    put(book, NAMES, 2, {"Câu hỏi": "a\x7fb"})
    assert len(problems(book)) == 3


@pytest.mark.parametrize(
    ("value", "text"),
    [(12, "12"), (12.0, "12"), (1.5, "1.5"), (datetime(2026, 11, 21), "21/11/2026"), (" a ", "a")],
)
def test_numbers_and_days_are_read_as_they_are_seen(book: Path, value: Any, text: str) -> None:
    put(book, FAQS, 2, {"Ngày kiểm tra": value})
    assert read_workbook(book)[0].cells["checked_on"] == text


def test_empty_rows_are_no_rows(book: Path) -> None:
    put(book, FAQS, 9, {"Câu hỏi": "  "})
    put(book, FAQS, 11, {"Câu hỏi": "Hỏi nữa?"})
    assert [row.number for row in read_workbook(book) if row.sheet == FAQ] == [2, 11]


def test_columns_may_be_moved_and_added(book: Path) -> None:
    changed(book, lambda opened: opened[FAQS].move_range("C1:C9", cols=20))
    changed(book, lambda opened: opened[FAQS].__setitem__("C1", "Ghi chú riêng"))
    assert read_workbook(book)[0].cells["question"] == "Hỏi gì?"


def test_every_missing_column_is_named(book: Path) -> None:
    def spoil(opened: Any) -> None:
        opened[FAQS]["C1"] = "Hỏi"
        opened[NAMES]["C1"] = None

    assert refused(changed(book, spoil)) == [
        "Trang 'Câu hỏi thường gặp': thiếu cột 'Câu hỏi' ở dòng tiêu đề (dòng 1).",
        "Trang 'Cách gọi thủ tục': thiếu cột 'Tên gọi khác' ở dòng tiêu đề (dòng 1).",
    ]


def test_a_column_that_stands_twice_is_named(book: Path) -> None:
    (said,) = refused(changed(book, lambda opened: opened[FAQS].__setitem__("Z1", "câu  HỎI")))
    assert "'Câu hỏi' có hai lần" in said


def test_the_column_of_marks_may_be_missing(book: Path) -> None:
    changed(book, lambda opened: opened[FAQS].delete_cols(columns(opened[FAQS])["Dấu (không sửa)"]))
    assert read_workbook(book)[0].cells[MARK] == ""


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read(book: Path, state: str) -> None:
    changed(book, lambda opened: setattr(opened[NAMES], "sheet_state", state))
    (said,) = refused(book)
    assert said.startswith("Trang 'Cách gọi thủ tục': thiếu trang")


def test_a_hidden_sheet_of_one_s_own_does_no_harm(book: Path) -> None:
    def hide(opened: Any) -> None:
        sheet = opened.create_sheet("Nháp")
        sheet["A1"], sheet.sheet_state = "=1+1", "hidden"

    assert len(read_workbook(changed(book, hide))) == 2


def test_a_cell_far_below_is_too_many_rows(book: Path) -> None:
    put(book, FAQS, 1_048_576, {"Câu hỏi": "Hỏi?"})
    (said,) = refused(book)
    assert "quá nhiều dòng" in said


def test_a_text_stored_once_and_shown_often_is_counted_each_time(book: Path) -> None:
    """Excel writes each text once: a small file may show gigabytes."""
    cell = '<row r="%d"><c r="C%d" t="s"><v>0</v></c></row>'
    rows = "".join(cell % (number, number) for number in range(3, 2000)).encode()
    rewritten(book, "xl/worksheets/sheet2.xml", b"</sheetData>", rows + b"</sheetData>")
    kind = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    rewritten(book, "[Content_Types].xml", b"</Types>", kind)
    with zipfile.ZipFile(book, "a") as archive:
        name = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        archive.writestr("xl/sharedStrings.xml", name + b"d" * 32_000 + b"</t></si></sst>")
    (said,) = refused(book)
    assert "quá nhiều chữ" in said


def test_a_size_stated_too_small_hides_no_row(book: Path) -> None:
    """Some programs write it wrong."""
    put(book, FAQS, 3, {"Câu hỏi": "Hỏi nữa?"})
    rewritten(
        book, "xl/worksheets/sheet2.xml", b'<dimension ref="A1:N3"', b'<dimension ref="A1:A1"'
    )
    assert [row.cells["question"] for row in faqs(book)] == ["Hỏi gì?", "Hỏi nữa?"]


def test_entities_that_grow_are_refused(book: Path) -> None:
    grown = b"".join(b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 10) for n in range(12))
    bomb = b'<!DOCTYPE worksheet [<!ENTITY e0 "ha">' + grown + b"]><worksheet "
    rewritten(book, "xl/worksheets/sheet2.xml", b"<worksheet ", bomb)
    rewritten(book, "xl/worksheets/sheet2.xml", "Hỏi gì?".encode(), b"&e12;")
    assert "bị hỏng" in refused(book)[0]


def test_damaged_parts_are_refused(book: Path) -> None:
    rewritten(book, "xl/workbook.xml", b"<sheets>", b"<sheets><")
    assert "bị hỏng" in refused(book)[0]


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bảng.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "không phải bảng tính" in refused(path)[0]


def faqs(path: Path) -> list[Row]:
    """The rows of questions."""
    rows = read_workbook(path)
    assert {row.sheet for row in rows} == {FAQ, PROCEDURES}
    return [row for row in rows if row.sheet == FAQ]


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Change the XML of one part."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
