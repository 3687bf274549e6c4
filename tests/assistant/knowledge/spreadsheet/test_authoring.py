"""A clerk's workbook into the files of the knowledge base: everything, or nothing."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from assistant.errors import ContentError
from assistant.knowledge.base import load_content
from assistant.knowledge.spreadsheet.authoring import Authoring, EditReport, replace_files
from tests.assistant.knowledge.spreadsheet.workbooks import FAQS, NAMES, NEW, cell_of, put, row_of

TODAY = date(2026, 11, 21)
CODE = "may-in-tai-quay"
Files = dict[str, bytes]


@pytest.fixture
def authoring(folder: Path, tmp_path: Path) -> Authoring:
    """The invented knowledge base, open to clerks."""
    return Authoring(folder, tmp_path / "var")


@pytest.fixture
def book(authoring: Authoring, tmp_path: Path) -> Path:
    """What was exported of it."""
    path = tmp_path / "bảng.xlsx"
    authoring.export(path)
    return path


def files(folder: Path) -> Files:
    """Every file with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def taken_over(authoring: Authoring, book: Path) -> tuple[int, int, int, int]:
    """Import; how many were added, changed, removed, left."""
    report = authoring.take_over(book, TODAY)
    return len(report.added), len(report.changed), len(report.removed), len(report.unchanged)


def refused(authoring: Authoring, book: Path) -> list[str]:
    """What is said of an import that changes nothing."""
    before = files(authoring.folder)
    with pytest.raises(ContentError) as caught:
        authoring.take_over(book, TODAY)
    assert files(authoring.folder) == before
    return caught.value.problems


def test_an_export_taken_over_again_changes_no_byte(authoring: Authoring, book: Path) -> None:
    before = files(authoring.folder)
    assert taken_over(authoring, book) == (0, 0, 0, 5)
    assert files(authoring.folder) == before


def test_the_knowledge_base_that_ships_comes_back_to_the_byte(
    real_folder: Path, tmp_path: Path
) -> None:
    authoring = Authoring(Path(shutil.copytree(real_folder, tmp_path / "kb")), tmp_path / "var")
    before = files(authoring.folder)
    rows = authoring.export(tmp_path / "bảng.xlsx")
    assert taken_over(authoring, tmp_path / "bảng.xlsx") == (0, 0, 0, rows)
    assert files(authoring.folder) == before


def test_a_change_touches_its_lines_alone(authoring: Authoring, book: Path) -> None:
    before = files(authoring.folder)
    put(book, FAQS, 2, {"Câu hỏi": "Quầy có máy in: dùng thế nào?"})
    row = row_of(book, NAMES, "9.000003")
    named = cell_of(book, NAMES, row, "Tên gọi khác").value
    put(book, NAMES, row, {"Tên gọi khác": f"{named}\nsổ tạm trú mới"})
    assert taken_over(authoring, book) == (0, 2, 0, 3)
    before["faq/tai_quay.yml"] = before["faq/tai_quay.yml"].replace(
        "Quầy có máy in cho người dân không?".encode(),
        '"Quầy có máy in: dùng thế nào?"'.encode(),
    )
    path = "procedures/cu_tru/9.000003.yml"
    before[path] = before[path].replace(
        b"\nquestions:", "\n  - sổ tạm trú mới\nquestions:".encode()
    )
    assert files(authoring.folder) == before


def test_a_question_is_added_and_another_removed(authoring: Authoring, book: Path) -> None:
    put(book, FAQS, 0, NEW)
    put(book, FAQS, 2, {"Xóa": "xóa"})
    report = authoring.take_over(book, TODAY)
    assert (report.added, report.removed) == (["faq.quay-co-cho-gui-xe-khong"], [f"faq.{CODE}"])
    (faq,) = load_content(authoring.folder).faqs
    assert (faq.question, faq.answer) == (NEW["Câu hỏi"], NEW["Trả lời"])
    assert faq.checked_on == date(2026, 11, 20)
    assert faq.sources[0].url == "https://example.vn/so-tay"


def test_the_same_file_taken_over_twice_changes_nothing_more(
    authoring: Authoring, book: Path
) -> None:
    put(book, FAQS, 0, NEW)
    put(book, FAQS, 2, {"Trả lời": "Không có máy in."})
    assert taken_over(authoring, book) == (1, 1, 0, 4)
    before = files(authoring.folder)
    assert taken_over(authoring, book) == (0, 0, 0, 6)
    assert files(authoring.folder) == before


def test_what_was_changed_since_the_export_is_not_overwritten(
    authoring: Authoring, book: Path
) -> None:
    path = authoring.folder / "faq" / "tai_quay.yml"
    path.write_text(path.read_text("utf8").replace("dùng chung", "riêng"), "utf8")
    put(book, FAQS, 2, {"Câu hỏi": "Có máy in không?"})
    (said,) = refused(authoring, book)
    assert "dòng 2" in said
    assert "xuất tệp mới" in said


@pytest.mark.parametrize(
    "cells",
    [
        {"Trả lời": "=HYPERLINK(1)"},
        {"Mã": "ma-la"},
        {"Ngày kiểm tra": "31/02/2026"},
        {"Cách hỏi khác": "đăng ký tạm trú\nhai\nba\nbốn\nnăm"},
        {"Câu hỏi": "a" * 121},
        {"Trả lời": "bị\x7fhỏng"},
    ],
)
def test_one_mistake_stops_everything(
    authoring: Authoring, book: Path, cells: dict[str, Any]
) -> None:
    put(book, FAQS, 0, NEW)
    put(book, FAQS, 2, cells)
    (said,) = refused(authoring, book)
    (column,) = cells
    assert said.startswith(f"Trang 'Câu hỏi thường gặp', dòng 2, cột '{column}': ")


def test_a_knowledge_base_that_is_wrong_elsewhere_is_not_written_to(
    authoring: Authoring, book: Path
) -> None:
    put(book, FAQS, 2, {"Câu hỏi": "Có máy in không?"})
    (authoring.folder / "safety.yml").write_text("emergency: 1", "utf8")
    assert all(str(authoring.folder / "safety.yml") in line for line in refused(authoring, book))


def test_a_style_that_would_come_out_wrong_is_not_written(authoring: Authoring, book: Path) -> None:
    """Two names of one list: the text of one cannot be changed without the other."""
    path = authoring.folder / "procedures" / "cu_tru" / "9.000003.yml"
    text = path.read_text("utf8").replace("aliases:", "aliases: &words")
    text = text.replace("law:", "fee_exemptions: *words\nlaw:")
    path.write_text(text, "utf8")
    row = row_of(book, NAMES, "9.000003")
    put(book, NAMES, row, {"Tên gọi khác": "một\nhai\nba\nbốn"})
    (said,) = refused(authoring, book)
    assert "9.000003.yml" in said


def test_two_imports_at_once_are_one_too_many(authoring: Authoring, book: Path) -> None:
    authoring.take_over(book, TODAY)
    (lock,) = (book.parent / "var").glob("*.lock")
    with FileLock(lock):
        assert "một lần nhập khác" in refused(authoring, book)[0]
    assert taken_over(authoring, book) == (0, 0, 0, 5)


def test_an_export_replaces_a_file_only_when_told_to(authoring: Authoring, book: Path) -> None:
    put(book, FAQS, 2, {"Trả lời": "Công của nhiều ngày."})
    with pytest.raises(ContentError, match="đã có"):
        authoring.export(book)
    assert cell_of(book, FAQS, 2, "Trả lời").value == "Công của nhiều ngày."
    authoring.export(book, overwrite=True)
    assert taken_over(authoring, book) == (0, 0, 0, 5)


@pytest.mark.parametrize("name", ["bảng.xls", "không/có/bảng.xlsx"])
def test_an_export_that_cannot_be_written_says_so(
    authoring: Authoring, tmp_path: Path, name: str
) -> None:
    with pytest.raises(ContentError, match=r"bảng\.xls"):
        authoring.export(tmp_path / name)


def test_nothing_is_left_beside_the_files(authoring: Authoring, book: Path) -> None:
    before = set(files(authoring.folder))
    put(book, FAQS, 2, {"Trả lời": "Khác."})
    taken_over(authoring, book)
    assert set(files(authoring.folder)) == before


def test_a_file_that_cannot_be_replaced_leaves_all_as_before(tmp_path: Path) -> None:
    """One file under two names: at the second it is gone already, and all comes back."""
    first, second = tmp_path / "a.yml", tmp_path / "b.yml"
    again = tmp_path / "x" / ".." / "b.yml"
    (tmp_path / "x").mkdir()
    old = {first: "a", second: "b", again: "b"}
    for path, text in old.items():
        path.write_text(text, "utf8")
    with pytest.raises(ContentError):
        replace_files({first: "mới", second: None, again: None}, old)
    assert {path: path.read_text("utf8") for path in old} == old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yml", "b.yml", "x"]


def test_a_file_changed_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path, other = tmp_path / "a.yml", tmp_path / "b.yml"
    path.write_text("đã sửa", "utf8")
    other.write_text("b", "utf8")
    with pytest.raises(ContentError, match=r"a\.yml"):
        replace_files({other: "mới", path: "mới"}, {path: "cũ", other: "b"})
    assert (path.read_text("utf8"), other.read_text("utf8")) == ("đã sửa", "b")
    assert sorted(tmp_path.iterdir()) == [path, other]


def test_a_report_counts_everything_once(authoring: Authoring, book: Path) -> None:
    report = authoring.take_over(book, TODAY)
    assert report == EditReport([], [], [], report.unchanged)
    assert f"faq.{CODE}" in report.unchanged
