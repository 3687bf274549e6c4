"""The workbook of the database: what a row changes becomes a draft, what is wrong saves nothing."""

from pathlib import Path

import pytest

from assistant.documents.editing import Editing
from assistant.documents.spreadsheets import Spreadsheets
from assistant.documents.version import State, Written
from assistant.errors import ContentError
from tests.assistant.documents.conftest import FAQ, RECORD, Clock, draft, renamed
from tests.assistant.knowledge.spreadsheet.workbooks import FAQS, NAMES, cell_of, put, row_of

pytestmark = pytest.mark.usefixtures("filled")
CODE = "9.000003"


@pytest.fixture
def sheets(editing: Editing, clock: Clock) -> Spreadsheets:
    """The workbook under test."""
    return Spreadsheets(editing, clock)


async def book_of(sheets: Spreadsheets, tmp_path: Path) -> Path:
    """What is exported."""
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(await sheets.export())
    return path


def add_alias(book: Path, alias: str, code: str = CODE) -> None:
    """One more way to call a procedure."""
    row = row_of(book, NAMES, code)
    said = cell_of(book, NAMES, row, "Tên gọi khác").value
    put(book, NAMES, row, {"Tên gọi khác": f"{said}\n{alias}"})


async def test_an_export_that_comes_back_makes_no_draft(
    sheets: Spreadsheets, tmp_path: Path
) -> None:
    book = await book_of(sheets, tmp_path)
    done = await sheets.take_over("bảng.xlsx", book.read_bytes(), "lan")
    assert (done.drafts, done.conflicts, done.report.changed) == ([], [], [])


async def test_a_changed_row_becomes_a_draft_to_be_reviewed(
    sheets: Spreadsheets, editing: Editing, tmp_path: Path
) -> None:
    book = await book_of(sheets, tmp_path)
    add_alias(book, "khai báo ở trọ lâu ngày")
    done = await sheets.take_over("bảng.xlsx", book.read_bytes(), "lan", note="sau tập huấn")
    assert done.drafts == [RECORD]
    made = await editing.store.newest(RECORD)
    assert made is not None
    assert (made.number, made.state, made.author, made.note) == (
        2, State.DRAFT, "lan", "sau tập huấn",
    )  # fmt: skip
    assert "khai báo ở trọ lâu ngày" in (made.text or "")
    again = await sheets.take_over("bảng.xlsx", book.read_bytes(), "lan")
    assert again.drafts == [], "the same file twice changes nothing more"


async def test_what_was_exported_is_kept_until_something_changes(
    sheets: Spreadsheets, editing: Editing
) -> None:
    first = await sheets.export()
    assert await sheets.export() is first
    await draft(editing, "Đăng ký ở tạm")
    assert await sheets.export() is not first


async def test_a_draft_is_exported_so_that_nobody_undoes_it(
    sheets: Spreadsheets, editing: Editing, tmp_path: Path
) -> None:
    made = await draft(editing, "Đăng ký ở tạm")
    book = await book_of(sheets, tmp_path)
    assert cell_of(book, NAMES, row_of(book, NAMES, CODE), "Tên").value == "Đăng ký ở tạm"
    add_alias(book, "khai báo ở trọ lâu ngày")
    assert (await sheets.take_over("a.xlsx", book.read_bytes(), "hoa")).drafts == [RECORD]
    newest = await editing.store.newest(RECORD)
    assert newest is not None
    assert newest.base == made.number


async def test_a_draft_that_cannot_be_read_is_kept_and_told_as_a_conflict(
    sheets: Spreadsheets, editing: Editing, tmp_path: Path
) -> None:
    newest = await editing.store.newest(RECORD)
    assert newest is not None
    assert newest.text is not None
    broken = newest.text.replace("checked_on:", "checked_when:")
    saved = await editing.save(RECORD, broken, 1, "minh")
    assert isinstance(saved, Written)
    book = await book_of(sheets, tmp_path)
    add_alias(book, "khai báo ở trọ lâu ngày")
    done = await sheets.take_over("a.xlsx", book.read_bytes(), "lan")
    assert done.conflicts == [(RECORD, 3)]
    assert (await editing.store.version(RECORD, 3)).state is State.ASIDE
    assert (await editing.store.newest(RECORD)) == saved


async def test_a_row_that_changed_since_is_refused_and_nothing_is_saved(
    sheets: Spreadsheets, editing: Editing, tmp_path: Path
) -> None:
    book = await book_of(sheets, tmp_path)
    add_alias(book, "khai báo ở trọ lâu ngày")
    newest = await editing.store.newest(RECORD)
    assert newest is not None
    assert newest.text is not None
    await editing.save(RECORD, renamed(newest.text, "Đăng ký ở tạm"), 1, "minh")
    with pytest.raises(ContentError) as refused:
        await sheets.take_over("a.xlsx", book.read_bytes(), "lan")
    assert "dòng" in refused.value.problems[0]
    assert len(await editing.store.history(RECORD)) == 2


async def test_a_topic_without_a_question_left_is_taken_away_by_a_draft(
    sheets: Spreadsheets, editing: Editing, tmp_path: Path
) -> None:
    book = await book_of(sheets, tmp_path)
    put(book, FAQS, row_of(book, FAQS, "may-in-tai-quay"), {"Xóa": "xóa"})
    done = await sheets.take_over("a.xlsx", book.read_bytes(), "lan")
    assert done.drafts == [FAQ]
    newest = await editing.store.newest(FAQ)
    assert newest is not None
    assert newest.ends


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", b"x"), ("a.xlsx", b"x"), ("../../a.xlsx", b"PK\x03\x04"), (".xlsx", b""), ("", b"")],
)
async def test_what_is_no_workbook_is_refused_in_words(
    sheets: Spreadsheets, name: str, data: bytes
) -> None:
    with pytest.raises(ContentError, match="xlsx"):
        await sheets.take_over(name, data, "lan")
