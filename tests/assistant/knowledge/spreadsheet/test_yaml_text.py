"""Changing fields in the text of a YAML file: what was not asked for stays, to the byte."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.spreadsheet.yaml_text import NotEditable, YamlText

TEXT = """\
# Người giữ tệp: bộ phận một cửa.
topic: Tại quầy  # tên chủ đề
entries:
  # hỏi nhiều nhất
  - id: a
    question: "Hỏi: gì?"  # sẽ đổi
    aliases:
      - một
      # nghe ở quầy
      - hai
      - ba  # hiếm
    answer: >-
      Trả lời
      dài.
    related: ["1.000894"]

  - id: b
    question: Hai
    aliases: [x, y]
    answer: |-
      Hai dòng.

      Đủ.
# hết
"""
ENTRY = {"id": "c", "question": "Ba"}


def fields(**changes: Any) -> dict[str, Any]:
    """The first entry, or a changed one."""
    entry = yaml.safe_load(TEXT)["entries"][0]
    return {"id": "a", "question": "", "aliases": [], "answer": "", "to_confirm": None} | entry | {
        "law": [], **changes
    }  # fmt: skip


def changed(text: str = TEXT, **changes: Any) -> str:
    """The text after a change of the first entry."""
    file = YamlText(text)
    file.change_fields(("entries", 0), fields(), fields(**changes))
    return file.result()


def test_no_change_changes_no_byte() -> None:
    assert changed() == TEXT


def test_one_field_changes_one_line_and_keeps_its_comment() -> None:
    old, new = 'question: "Hỏi: gì?"  # sẽ đổi', "question: Hỏi khác  # sẽ đổi"
    assert changed(question="Hỏi khác") == TEXT.replace(old, new)


def test_a_list_keeps_the_comments_of_the_items_that_stay() -> None:
    new = changed(aliases=["bốn", "hai", "ba"])
    assert new == TEXT.replace("- một\n", "- bốn\n")


def test_a_text_below_its_key_stays_below() -> None:
    new = changed(answer="Một.\n\nHai: ba.")
    assert new == TEXT.replace(
        "answer: >-\n      Trả lời\n      dài.\n",
        "answer: |-\n      Một.\n\n      Hai: ba.\n",
    )


def test_a_new_field_stands_in_its_place() -> None:
    new = changed(to_confirm="Hỏi lại", law=[{"number": "1/2026/NĐ-CP"}])
    assert "      dài.\n    to_confirm: Hỏi lại\n    related" in new
    assert '["1.000894"]\n    law: [{number: 1/2026/NĐ-CP}]\n\n  - id: b' in new


def test_an_emptied_field_leaves_no_line() -> None:
    assert changed(related=[]) == TEXT.replace('    related: ["1.000894"]\n', "")


def test_windows_line_ends_stay() -> None:
    new = changed(
        TEXT.replace("\n", "\r\n"), question="Khác", aliases=["bốn", "hai"], answer="a\nb"
    )
    assert new.count("\n") == new.count("\r\n")
    assert new.replace("\r\n", "\n") == changed(
        question="Khác", aliases=["bốn", "hai"], answer="a\nb"
    )


@pytest.mark.parametrize("number", [0, 1])
def test_a_dropped_item_leaves_the_others_and_all_comments(number: int) -> None:
    file = YamlText(TEXT)
    file.drop_item(("entries", number))
    left = file.result()
    other = yaml.safe_load(TEXT)["entries"][1 - number]
    assert yaml.safe_load(left) == {"topic": "Tại quầy", "entries": [other]}
    assert left.startswith(TEXT[: TEXT.index("  - id: a")])
    assert left.endswith("# hết\n")
    assert "\n\n\n" not in left


def test_an_item_is_put_at_the_end_at_the_margin_of_the_others() -> None:
    file = YamlText(TEXT)
    file.append_item(("entries",), "- id: c\n  question: Ba\n")
    assert file.result() == TEXT.replace("# hết", "\n  - id: c\n    question: Ba\n# hết")


def test_an_item_is_taken_as_it_stands() -> None:
    block = YamlText(TEXT).item(("entries", 0))
    assert block.startswith('- id: a\n  question: "Hỏi: gì?"  # sẽ đổi\n')
    assert yaml.safe_load(block) == [yaml.safe_load(TEXT)["entries"][0]]


@given(st.sets(st.sampled_from(["question", "to_confirm", "related", "law", "aliases"])), st.data())
def test_changes_made_together_are_all_made(names: set[str], data: st.DataObject) -> None:
    choices: dict[str, Any] = {
        "question": "Khác", "to_confirm": "Chưa chắc", "law": [{"number": "1"}],
        "related": data.draw(st.sampled_from([[], ["1.000001", "1.000002"]])),
        "aliases": data.draw(st.lists(st.sampled_from(["một", "hai", "ba", "bốn"]), min_size=1)),
    }  # fmt: skip
    changes = {name: choices[name] for name in names}
    file = YamlText(TEXT)
    file.change_fields(("entries", 0), fields(), fields(**changes))
    file.drop_item(("entries", 1))
    file.append_item(("entries",), "- id: c\n  question: Ba\n")
    wanted = {name: value for name, value in fields(**changes).items() if value}
    assert yaml.safe_load(file.result())["entries"] == [wanted, ENTRY]


@pytest.mark.parametrize("text", ["entries: [{id: a}]", "{entries: [{id: a}]}"])
def test_a_style_that_cannot_be_edited_in_place_is_refused(text: str) -> None:
    with pytest.raises(NotEditable):
        YamlText(text).drop_item(("entries", 0))


def test_every_record_that_ships_can_be_edited(real_folder: Path) -> None:
    """All of them are written in the style this is made for."""
    for path in sorted((real_folder / "procedures").rglob("*.yml")):
        text = path.read_text("utf8")
        old = yaml.load(text, yaml.CSafeLoader)["aliases"]
        file = YamlText(text)
        file.change_fields((), {"aliases": old}, {"aliases": [*old, "cách gọi mới"]})
        assert file.result().replace("  - cách gọi mới\n", "") == text
