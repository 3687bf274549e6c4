"""The day's list as a spreadsheet: everything is in it, and nothing in it runs."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.appointments.appointment import Contact, Kind, State
from assistant.appointments.day_list import Line, line_of
from assistant.appointments.day_sheet import day_sheet, words
from assistant.knowledge.base import KnowledgeBase
from tests.assistant.appointments.test_invitation import VISIT

DAY = date(2026, 11, 26)


def rows(lines: list[Line]) -> list[Any]:
    """The cells of the sheet, row by row."""
    sheet = load_workbook(io.BytesIO(day_sheet("Trung tâm X", DAY, lines))).active
    assert sheet is not None
    return list(sheet.iter_rows())


def test_a_line_has_everything_a_counter_needs(real_base: KnowledgeBase) -> None:
    top, _, head, line = rows([line_of(VISIT, real_base)])
    assert top[0].value == "Trung tâm X: lịch hẹn ngày 26/11/2026"
    assert [cell.value for cell in head] == [c.title for c in words().columns.values()]
    assert [cell.value for cell in line] == [
        "08:30 – 08:50", "Hộ tịch, chứng thực", "K7DH-3MXA", "Nộp hồ sơ",
        real_base.record("1.001193").name, "Nguyễn Thị Bí Mật", "0912345678", None, "Đã hẹn",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["=1+1", "+84", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_a_name_is_never_a_formula(real_base: KnowledgeBase, typed: str) -> None:
    visit = replace(VISIT, contact=Contact(typed, "0912345678", typed))
    cells = [c for c in rows([line_of(visit, real_base)])[3] if c.value == typed]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)] * 2


def test_what_no_cell_may_hold_is_left_out(real_base: KnowledgeBase) -> None:
    visit = replace(VISIT, contact=Contact("An\x00\x0bh", "0912345678"))
    assert rows([line_of(visit, real_base)])[3][5].value == "Anh"


def test_an_empty_day_is_a_sheet_with_its_titles() -> None:
    assert len(rows([])) == 3


def test_every_kind_state_and_column_has_its_words(real_base: KnowledgeBase) -> None:
    assert set(words().kinds) == set(Kind)
    assert set(words().states) == set(State)
    for kind in Kind:
        for state in State:
            rows([line_of(replace(VISIT, kind=kind, state=state), real_base)])
