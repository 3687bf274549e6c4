"""The checks of the files, said so that a clerk finds the place."""

from pathlib import Path

import pytest

from assistant.documents.checking import Checking, found
from assistant.documents.folder import read_folder
from assistant.documents.words import words
from assistant.errors import ContentError
from assistant.knowledge.base import load_content
from assistant.knowledge.editions import EditionStore
from tests.assistant.documents.conftest import FAQ, RECORD


def test_what_ships_has_no_problem(real_folder: Path, editions: EditionStore) -> None:
    assert Checking(editions).findings(read_folder(real_folder)).problems == ()


def test_what_leads_nowhere_is_a_note(folder: Path, editions: EditionStore) -> None:
    notes = Checking(editions).findings(read_folder(folder)).notes
    said = {(note.path, note.text) for note in notes}
    assert (
        "procedures/ho_kinh_doanh/x.ho-kinh-doanh.yml",
        "Nhắc tới mã 9.000099, chưa có thủ tục nào mang mã này.",
    ) in said


@pytest.mark.parametrize(
    ("path", "change", "where", "text"),
    [
        (RECORD, ("name: Đăng ký tạm trú\n", ""), "Tên", "Chưa điền."),
        (RECORD, ("field: cu_tru", "field: ho_tich"), "Lĩnh vực",
         '"ho_tich" không khớp với lĩnh vực của nội dung này.'),
        (RECORD, ("checked_on: ", "checked_on: x"), "Ngày kiểm tra",
         "Ngày chưa đúng, ví dụ 21/11/2026."),
        (FAQ, ("      - photo giấy tờ tại quầy\n", ""), "Câu hỏi › mục 1 › Tên gọi, cách hỏi khác",
         "Cần ít nhất 5 cách hỏi khác."),
        (FAQ, ("topic: Tại quầy", "topic: Tại quầy\nmore: a"), "more", "Không có mục này."),
        (FAQ, ("topic: Tại quầy", "topic: ["), "", "Dòng 3: viết chưa đúng, chưa đọc được."),
    ],
)  # fmt: skip
def test_the_place_and_the_mistake_are_named(  # noqa: PLR0917
    folder: Path, editions: EditionStore, path: str, change: tuple[str, str], where: str, text: str
) -> None:
    texts = read_folder(folder)
    assert change[0] in texts[path]
    texts[path] = texts[path].replace(*change, 1)
    first, *_ = Checking(editions).findings(texts).problems
    assert (first.path, first.where, first.text) == (path, where, text)


def test_they_are_the_checks_of_the_files(folder: Path, editions: EditionStore) -> None:
    """As many, of the same documents."""
    for path in (RECORD, FAQ, "offices.yml"):
        (folder / path).write_text("wrong: true", "utf8")
    with pytest.raises(ContentError) as refused:
        load_content(folder)
    problems = Checking(editions).findings(read_folder(folder)).problems
    assert list(problems) == list(found(refused.value.problems, folder))


def test_hardly_anything_is_left_in_a_programmers_words(
    folder: Path, editions: EditionStore
) -> None:
    """Emptied records give most of what the models can say."""
    texts = read_folder(folder)
    texts[RECORD] = "code: 1\npapers: [{id: 1, name: ''}]\nfees: []\ntimes: [{}]\nplace: {}\nx: 1"
    problems = Checking(editions).findings(texts).problems
    unknown = words().said("no pattern fits this").partition(":")[0]
    assert len(problems) > 8
    assert not [p.text for p in problems if p.text.startswith(unknown)]
