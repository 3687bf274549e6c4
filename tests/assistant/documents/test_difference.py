"""What a clerk reads of a change."""

from pathlib import Path

import pytest

from assistant.documents.difference import Difference, differences
from assistant.documents.kind import Kind
from tests.assistant.documents.conftest import FAQ, RECORD

PATH = "procedures/ho_tich/9.000001.yml"


def _changed(folder: Path, path: str, *pairs: tuple[str, str]) -> list[Difference]:
    old = (folder / path).read_text("utf8")
    new = old
    for before, after in pairs:
        assert before in new
        new = new.replace(before, after, 1)
    return differences(Kind.FAQ if path == FAQ else Kind.PROCEDURE, path, old, new)


def test_a_field_of_an_entry(folder: Path) -> None:
    (one,) = _changed(folder, FAQ, ("checked_on: 2026-11-21", "checked_on: 2026-11-22"))
    question = "Quầy có máy in cho người dân không?"
    assert one == Difference(("Câu hỏi", question, "Ngày kiểm tra"), "21/11/2026", "22/11/2026")


def test_a_line_that_came_and_one_that_went(folder: Path) -> None:
    found = _changed(folder, FAQ, ("      - quầy có máy in không\n", ""))
    assert [(one.where[-1], one.before, one.after) for one in found] == [
        ("Tên gọi, cách hỏi khác", "quầy có máy in không", "")
    ]


def test_fixed_values_and_conditions_are_said_in_words() -> None:
    old = 'code: "1"\npapers:\n  - {id: a, name: Giấy A}\n'
    new = 'code: "1"\npapers:\n  - {id: a, name: Giấy A, use: show, when: {who: [me]}}\n'
    found = differences(Kind.PROCEDURE, PATH, old, new)
    assert [(one.where, one.before, one.after) for one in found] == [
        (("Giấy tờ", "Giấy A", "Nộp hay xuất trình"), "", "xuất trình"),
        (("Giấy tờ", "Giấy A", "Chỉ khi", "who"), "", "me"),
    ]


def test_a_paper_in_the_middle_leaves_the_others_alone() -> None:
    items = ["{id: a, name: A}", "{id: b, name: B}", "{id: c, name: C}"]
    old = f"papers: [{', '.join(items)}]"
    new = f"papers: [{items[0]}, {items[2]}]"
    (gone,) = differences(Kind.PROCEDURE, PATH, old, new)
    assert (gone.where, gone.after) == (("Giấy tờ", "B"), "")
    assert gone.before == "Mã: b\nTên: B"


def test_what_goes_without_saying_is_no_difference(folder: Path) -> None:
    assert _changed(folder, RECORD, ("name: Đăng ký tạm trú\n", "name: 'Đăng ký tạm trú'\n")) == []


@pytest.mark.parametrize("backwards", [False, True])
def test_a_whole_document_that_comes_or_goes(folder: Path, *, backwards: bool) -> None:
    text = (folder / FAQ).read_text("utf8")
    found = differences(Kind.FAQ, FAQ, *((text, None) if backwards else (None, text)))
    assert found
    assert all(bool(one.before) is backwards for one in found)
