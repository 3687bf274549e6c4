"""The words of the spreadsheet: all that is asked for exists, nothing stands idle."""

import re
import string
from pathlib import Path

import assistant.knowledge.spreadsheet
from assistant.knowledge.spreadsheet.sheet_layout import FAQ, MARK, PROCEDURES, Row, layout
from assistant.knowledge.spreadsheet.sheet_rows import FAQ_FIELDS, RECORD_FIELDS

NAMED = re.compile(r"""["']([a-z]+(?:_[a-z]+)*)["']""")


def test_every_field_that_is_edited_has_a_column() -> None:
    columns = {name: set(sheet.columns) for name, sheet in layout().sheets.items()}
    assert columns == {
        FAQ: {"code", "topic", *FAQ_FIELDS, "remove", MARK},
        PROCEDURES: {"code", "name", *RECORD_FIELDS, MARK},
    }


def test_titles_of_columns_are_told_apart() -> None:
    for sheet in layout().sheets.values():
        titles = [column.title.casefold() for column in sheet.columns.values()]
        assert len(titles) == len(set(titles))


def test_every_problem_is_said_somewhere() -> None:
    (folder,) = assistant.knowledge.spreadsheet.__path__
    quoted = {
        word for path in Path(folder).glob("*.py") for word in NAMED.findall(path.read_text("utf8"))
    }
    assert layout().problems.keys() <= quoted


def test_a_problem_names_sheet_row_and_column() -> None:
    said = Row(FAQ, 7, {}).problem("answer", "required")
    assert said == "Trang 'Câu hỏi thường gặp', dòng 7, cột 'Trả lời': không được để trống."


def test_a_problem_of_a_row_names_no_column() -> None:
    assert "cột" not in Row(PROCEDURES, 7, {}).problem(None, "stale")


def test_places_in_the_words_are_plain_names() -> None:
    for text in [*layout().problems.values(), *layout().where.values()]:
        places = [place for _, place, _, _ in string.Formatter().parse(text) if place is not None]
        assert all(place.isidentifier() for place in places), text
