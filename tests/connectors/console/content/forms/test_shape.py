"""Boxes say what the document said; what nobody touched stays the very same value."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.body import edited
from assistant.documents.kind import Kind, kind_of
from assistant.knowledge.loading import load_yaml
from connectors.console.content.forms.shape import Field, Rows, Sort, shown, stated, with_ids
from connectors.console.content.forms.shapes import RECORD, SECTIONS, shapes_of
from tests.conftest import REAL

FILES = [
    path
    for path in sorted(REAL.rglob("*.yml"))
    if kind_of(path.relative_to(REAL).as_posix()) in SECTIONS
]
SHAPES = tuple(shape for section in RECORD for shape in section.shapes)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_that_ships_comes_back_as_it_was(path: Path) -> None:
    """Through the boxes of the form and back: the same data, and a text without a change."""
    name = path.relative_to(REAL).as_posix()
    shapes = shapes_of(kind_of(name) or Kind.FAQ)
    data, text = load_yaml(path), path.read_text("utf8")
    typed = shown(shapes, data)
    with_ids(shapes, typed)
    assert stated(shapes, typed, data) == data
    assert edited(name, text, stated(shapes, typed, data)) == text


def test_a_form_asks_for_everything_a_record_can_say() -> None:
    """But what stands in its address, and what only records of the portal have."""
    from assistant.knowledge.record import Record

    asked = {shape.name for shape in SHAPES}
    assert set(Record.model_fields) - asked == {"code", "field", "origin"}


BOXES = (
    Field("line"), Field("text", Sort.TEXT), Field("lines", Sort.LINES),
    Field("number", Sort.NUMBER), Field("day", Sort.DAY), Field("tick", Sort.TICK),
    Field("pick", Sort.PICK, ("a", "b"), "a"), Field("code", Sort.CODE), Field("when", Sort.WHEN),
)  # fmt: skip


@pytest.mark.parametrize(
    ("box", "typed", "value"),
    [
        ("line", " hai   từ ", "hai từ"),
        ("text", "một\r\nhai \r\n", "một\nhai"),
        ("lines", "một\n\n hai", ["một", "hai"]),
        ("number", "8.000", 8000),
        ("number", "tám nghìn", "tám nghìn"),
        ("day", "2026-11-22", date(2026, 11, 22)),
        ("day", "22/11/2026", date(2026, 11, 22)),
        ("day", "31/02/2026", "31/02/2026"),
        ("tick", "1", True),
        ("pick", "b", "b"),
        ("code", "1.001193 – Đăng ký khai sinh", "1.001193"),
        ("when", {"child": ["a"], "other": []}, {"child": ["a"]}),
    ],
)
def test_what_is_typed_becomes_a_value(box: str, typed: Any, value: Any) -> None:
    assert stated(BOXES, {box: typed}, {})[box] == value


def test_an_empty_box_takes_the_value_away_and_a_default_says_nothing() -> None:
    old = {"line": "cũ", "number": 0, "kept": "không hỏi"}
    assert stated(BOXES, {"number": "0", "pick": "a"}, old) == {"number": 0, "kept": "không hỏi"}


def test_new_rows_get_ids_of_their_names() -> None:
    rows = (Rows("papers", (Field("id", Sort.KEPT), Field("name")), "name", has_id=True),)
    old = {"papers": [{"id": "application", "name": "Tờ khai", "heading": "giữ"}]}
    typed = shown(rows, old)
    typed["papers"] += [{"_old": "", "name": name} for name in ("Ảnh 3×4", "Ảnh 3×4", "", "3")]
    with_ids(rows, typed)
    said = stated(rows, typed, old)["papers"]
    assert said[0] == old["papers"][0]
    assert [row["id"] for row in said[1:]] == ["anh_3_4", "anh_3_4_2", "muc_3"]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["papers", "when", "cases", "id", "name", "x"]), inner)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(data=ANY)
def test_a_draft_may_hold_anything(data: Any) -> None:
    typed = shown(SHAPES, data)
    with_ids(SHAPES, typed)
    assert isinstance(stated(SHAPES, typed, data), dict)
