"""What an edited sheet asks for, and every mistake in it, with sheet, row and column."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import ContentError
from assistant.knowledge.spreadsheet.library import Library, read_library
from assistant.knowledge.spreadsheet.proposal import Proposal, propose
from assistant.knowledge.spreadsheet.sheet_layout import FAQ, MARK, PROCEDURES, Row
from assistant.knowledge.spreadsheet.sheet_rows import rows_of

TODAY = date(2026, 11, 21)
CODE = "may-in-tai-quay"
NEW = {
    "code": "", "topic": "Tại quầy", "question": "Quầy có chỗ gửi xe không?",
    "aliases": "để xe ở đâu\ngửi xe máy\nbãi xe của điểm\ntiền gửi xe\nđỗ ô tô chỗ nào",
    "answer": "Ở cổng sau.", "to_confirm": "", "related": "", "effective_from": "",
    "effective_to": "", "checked_on": "20/11/2026", "sources": "Sổ tay", "law": "", "remove": "",
}  # fmt: skip


@pytest.fixture
def library(folder: Path) -> Library:
    """One question and four procedures."""
    return read_library(folder)


@pytest.fixture
def row(library: Library) -> Callable[..., Row]:
    """The row of a code as it was exported, with changes."""
    exported = {
        (sheet, cells["code"]): Row(sheet, number, cells)
        for sheet, rows in rows_of(library).items()
        for number, cells in enumerate(rows, start=2)
    }

    def _row(code: str = CODE, /, **changes: str) -> Row:
        found = exported[(FAQ if code == CODE else PROCEDURES, code)]
        return Row(found.sheet, found.number, {**found.cells, **changes})

    return _row


def new(number: int = 20, **changes: str) -> Row:
    """A row with a new question."""
    return Row(FAQ, number, {**NEW, **changes})


def problems(library: Library, *rows: Row) -> list[str]:
    """What is said of rows with mistakes."""
    with pytest.raises(ContentError) as caught:
        propose(list(rows), library, TODAY)
    return caught.value.problems


def test_what_was_exported_asks_for_nothing(library: Library, row: Callable[..., Row]) -> None:
    rows = [row(path.stem) for path in library.records]
    assert propose([row(), *rows], library, TODAY) == Proposal()


def test_rows_that_are_missing_ask_for_nothing(library: Library) -> None:
    assert propose([], library, TODAY) == Proposal()


def test_only_the_cells_that_changed_are_taken(library: Library, row: Callable[..., Row]) -> None:
    path, old = next(library.shelved())
    made = propose([row(answer="Một  câu.\n\n\n\nHai câu.")], library, TODAY)
    wanted = old.model_copy(update={"answer": "Một câu.\n\nHai câu."})
    assert made == Proposal(placed={CODE: (path, wanted)})


def test_a_cell_written_otherwise_is_no_change(library: Library, row: Callable[..., Row]) -> None:
    assert propose(
        [row(related="9.000003, 9.999999", checked_on="2026-11-21")], library, TODAY
    ) == (Proposal())


def test_a_new_question_has_a_code_of_its_words(library: Library) -> None:
    (path,) = library.topics
    made = propose([new()], library, TODAY).placed
    assert list(made) == ["quay-co-cho-gui-xe-khong"]
    assert made["quay-co-cho-gui-xe-khong"][0] == path


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Máy in tại quầy?", "may-in-tai-quay-2"),
        ("???", "cau-hoi"),
        ("Đơn " * 29, "-".join(["don"] * 15)),
    ],
)
def test_a_code_is_free_and_short(library: Library, question: str, code: str) -> None:
    assert list(propose([new(question=question)], library, TODAY).placed) == [code]


def test_two_new_questions_have_two_codes(library: Library) -> None:
    rows = [
        new(question="Cây xanh?"),
        new(21, question="Cây xanh!", aliases="một\nhai\nba\nbốn\nnăm"),
    ]
    assert all("đã thuộc về" in problem for problem in problems(library, *rows))


def test_a_new_question_imported_twice_is_there_once(library: Library) -> None:
    (path,) = library.topics
    (faq,) = [faq for _, faq in propose([new()], library, TODAY).placed.values()]
    entries = [*library.topics[path].entries, faq]
    topics = {path: library.topics[path].model_copy(update={"entries": entries})}
    assert propose([new()], Library(topics, library.records), TODAY) == Proposal()


@pytest.mark.parametrize("word", ["xóa", "Xoá", "XÓA", "xoa", " xóa "])
def test_a_question_is_removed_however_the_word_is_typed(
    library: Library, row: Callable[..., Row], word: str
) -> None:
    assert propose([row(remove=word, answer="")], library, TODAY) == Proposal(removed={CODE})


def test_a_new_row_marked_to_be_removed_is_nothing(library: Library) -> None:
    assert propose([new(remove="xóa")], library, TODAY) == Proposal()


def test_words_of_a_procedure_are_changed(library: Library, row: Callable[..., Row]) -> None:
    path = next(path for path in library.records if path.stem == "9.000003")
    old = library.records[path]
    shown = "\n".join([*old.aliases, "- sổ tạm trú mới"])
    made = propose([row("9.000003", aliases=shown)], library, TODAY)
    wanted = old.model_copy(update={"aliases": [*old.aliases, "sổ tạm trú mới"]})
    assert made == Proposal(records={path: wanted})


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"code": "khong-co"}, "Mã", "không có mã 'khong-co'"),
        (
            {"topic": "Tại Quầy"},
            "Chủ đề",
            "không có chủ đề 'Tại Quầy'. Hãy chọn một trong: Tại quầy",
        ),
        ({"topic": ""}, "Chủ đề", "không được để trống"),
        ({"question": "=1+1"}, "Câu hỏi", "bắt đầu bằng dấu ="),
        ({"answer": ""}, "Trả lời", "không được để trống"),
        ({"aliases": "một\nhai"}, "Cách hỏi khác", "có 2, cần ít nhất 5"),
        ({"effective_from": "32/1/2026"}, "Hiệu lực từ", "'32/1/2026' không phải ngày đúng"),
        ({"checked_on": "22/11/2026"}, "Ngày kiểm tra", "chưa tới"),
        ({"related": "9.999999 9.888888"}, "Thủ tục liên quan", "'9.888888'"),
        ({"sources": "https://a.vn"}, "Nguồn", "tên nguồn | https://"),
        ({"law": "| Luật"}, "Căn cứ", "số văn bản"),
        ({"remove": "có"}, "Xóa", "chỉ ghi chữ xóa"),
    ],
)
def test_a_mistake_is_named_where_it_stands(
    library: Library, row: Callable[..., Row], changes: dict[str, str], column: str, words: str
) -> None:
    (said,) = problems(library, row(**changes))
    assert said.startswith(f"Trang 'Câu hỏi thường gặp', dòng 2, cột '{column}': ")
    assert words in said


def test_all_mistakes_are_named_at_once(library: Library, row: Callable[..., Row]) -> None:
    bad = row(answer="", checked_on="hôm nay", topic="khác")
    name = row("9.000003", name="Tên khác", aliases="", questions="một")
    said = problems(library, bad, name, row("9.000001", code="9.7"), new(sources=""))
    assert len(said) == 7


def test_cells_that_cannot_be_read_stop_the_whole_import(
    library: Library, row: Callable[..., Row]
) -> None:
    broken = Row(FAQ, 20, NEW, ("Ô hỏng.",))
    assert problems(library, row(answer="Khác."), broken) == ["Ô hỏng."]


def test_a_code_that_stands_twice_is_named_with_its_first_row(
    library: Library, row: Callable[..., Row]
) -> None:
    again = Row(FAQ, 9, row(remove="xóa").cells)
    (said,) = problems(library, row(answer="Khác."), again)
    assert said == f"Trang 'Câu hỏi thường gặp', dòng 9, cột 'Mã': mã '{CODE}' đã có ở dòng 2."


def test_no_procedure_is_added_here(library: Library) -> None:
    cells = {"code": "", "name": "Mới", "aliases": "a", "questions": "", MARK: ""}
    (said,) = problems(library, Row(PROCEDURES, 9, cells))
    assert "Không thêm thủ tục" in said


def test_codes_of_imported_procedures_may_be_pointed_to(library: Library) -> None:
    rows = [new(related="1.222222")]
    assert propose(rows, library, TODAY, {"1.222222"}).placed
    assert problems(library, *rows)


@pytest.mark.parametrize("changes", [{"answer": "Khác."}, {"remove": "xóa"}])
def test_what_somebody_changed_since_the_export_is_not_overwritten(
    library: Library, row: Callable[..., Row], changes: dict[str, str]
) -> None:
    (said,) = problems(library, row(**changes, **{MARK: "v0123456789ab"}))
    assert "Hãy xuất tệp mới" in said


def test_an_old_row_without_changes_of_its_own_is_no_matter(
    library: Library, row: Callable[..., Row]
) -> None:
    assert propose([row(**{MARK: "v0123456789ab"})], library, TODAY) == Proposal()


def test_a_file_without_marks_is_believed(library: Library, row: Callable[..., Row]) -> None:
    assert propose([row(answer="Khác.", **{MARK: ""})], library, TODAY).placed
