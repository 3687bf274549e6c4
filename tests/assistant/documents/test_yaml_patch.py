"""A changed text says what it should, and keeps every line and comment it can."""

import pytest

from assistant.documents.yaml_patch import NotEditable, patched

TEXT = """\
# head
code: "1.000001"   # the code
who: Ai cũng được
cases:
  # asked first
  - id: a
    question: Một?

  # asked second
  - {id: b, question: Hai?}
aliases: [x, y]
last: z
"""
DATA = {
    "code": "1.000001", "who": "Ai cũng được",
    "cases": [{"id": "a", "question": "Một?"}, {"id": "b", "question": "Hai?"}],
    "aliases": ["x", "y"], "last": "z",
}  # fmt: skip


def _after(**changed: object) -> str:
    return patched(TEXT, DATA, {**DATA, **changed})


def test_one_line_changes_and_its_comment_stays() -> None:
    assert _after(code="1.000002") == TEXT.replace(
        'code: "1.000001"   # the code', "code: '1.000002'   # the code"
    )


def test_inside_an_item() -> None:
    cases = [{"id": "a", "question": "Khác?"}, {"id": "b", "question": "Hai?"}]
    assert _after(cases=cases) == TEXT.replace("Một?", "Khác?")


def test_an_item_comes_with_the_gap_of_the_others() -> None:
    cases = [*DATA["cases"], {"id": "c", "question": "Ba?"}]
    assert _after(cases=cases) == TEXT.replace("Hai?}\n", "Hai?}\n\n  - id: c\n    question: Ba?\n")


def test_an_item_goes_with_its_lines() -> None:
    assert "question: Một?" not in _after(cases=[{"id": "b", "question": "Hai?"}])


def test_a_key_goes_and_another_comes_in_its_place() -> None:
    data = {name: value for name, value in DATA.items() if name != "who"}
    new = {"code": data.pop("code"), "level": ["commune"], **data}
    assert patched(TEXT, DATA, new) == TEXT.replace("who: Ai cũng được\n", "level:\n  - commune\n")


def test_a_list_on_one_line_is_written_anew() -> None:
    assert "aliases:\n  - x\n  - y\n  - z\nlast" in _after(aliases=["x", "y", "z"])


def test_windows_line_ends_become_ours() -> None:
    new = {**DATA, "last": "a"}
    assert patched(TEXT.replace("\n", "\r\n"), DATA, new) == TEXT.replace("last: z", "last: a")


def test_what_is_written_on_one_line_is_not_patched() -> None:
    with pytest.raises(NotEditable):
        patched("{a: b}", {"a": "b"}, {"a": "c"})
