"""The spreadsheet on the page: out, in, and what is said of mistakes."""

from pathlib import Path

import httpx
import pytest

from assistant.documents.version import State
from assistant.staff.role import Role
from tests.assistant.knowledge.spreadsheet.workbooks import NAMES, cell_of, put, row_of
from tests.connectors.console.conftest import Visitor, form_value
from tests.connectors.console.content.conftest import RECORD, As, Shelf

ADDRESS = "/console/content/spreadsheet"
CODE = "1.004194"


def upload(visitor: Visitor, name: str, data: bytes, note: str = "") -> httpx.Response:
    """The form of the page."""
    form = {"csrf": form_value(visitor.get(ADDRESS).text, "csrf"), "note": note}
    return visitor.http.post(ADDRESS, data=form, files={"file": (name, data)}, timeout=120)


@pytest.fixture
def book(editor: Visitor, tmp_path: Path) -> Path:
    """What the page gives."""
    path = tmp_path / "bảng.xlsx"
    answer = editor.http.get(f"{ADDRESS}/file.xlsx", timeout=120)
    assert answer.headers["content-disposition"].startswith("attachment")
    path.write_bytes(answer.content)
    return path


def test_a_changed_cell_becomes_a_draft(shelf: Shelf, editor: Visitor, book: Path) -> None:
    row = row_of(book, NAMES, CODE)
    said = cell_of(book, NAMES, row, "Tên gọi khác").value
    put(book, NAMES, row, {"Tên gọi khác": f"{said}\nkhai báo ở trọ dài ngày"})
    done = upload(editor, "bảng.xlsx", book.read_bytes(), "sau tập huấn")
    assert done.status_code == 200
    assert f"/console/content/{RECORD}" in done.text
    made = shelf.newest(RECORD)
    assert (made.state, made.note) == (State.DRAFT, "sau tập huấn")
    assert "khai báo ở trọ dài ngày" in (made.text or "")
    put(book, NAMES, row, {"Tên": "Tên khác"})
    refused = upload(editor, "bảng.xlsx", book.read_bytes(), "ghi chú")
    assert refused.status_code == 422
    assert f"dòng {row}" in refused.text
    assert "ghi chú" in refused.text
    assert shelf.newest(RECORD) == made
    shelf.run(lambda shop: shop.editing.drop(RECORD, made.number))


@pytest.mark.parametrize(("name", "data"), [("a.txt", b"x"), ("a.xlsx", b"PK"), ("../x", b"")])
def test_what_is_no_workbook_is_refused_in_words(editor: Visitor, name: str, data: bytes) -> None:
    refused = upload(editor, name, data)
    assert refused.status_code == 422
    assert ".xlsx" in refused.text.split('role="alert"')[1]


def test_a_file_may_be_larger_than_other_forms_but_not_endless(editor: Visitor) -> None:
    assert upload(editor, "a.xlsx", b"x" * 4_000_000).status_code == 422
    assert upload(editor, "a.xlsx", b"x" * 6_000_000).status_code == 413


def test_who_only_reads_takes_the_file_and_sends_none(signed_in: As) -> None:
    officer = signed_in(Role.OFFICER)
    assert "chỉ xem và tải về" in officer.get(ADDRESS).text
    assert upload(officer, "a.xlsx", b"x").status_code == 403
    assert signed_in(Role.ADMINISTRATOR).http.get(f"{ADDRESS}/file.xlsx").status_code == 403
