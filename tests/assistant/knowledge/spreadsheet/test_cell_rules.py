"""What may stand in a row: each rule says in a clerk's words what the model refuses as well."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.knowledge.faq import Faq
from assistant.knowledge.record import Law, Record, Source
from assistant.knowledge.spreadsheet.cell_rules import (
    FEWEST_WAYS,
    FEWEST_WORDS,
    faq_problems,
    record_problems,
)
from assistant.knowledge.spreadsheet.sheet_layout import FAQ, PROCEDURES, Row

TODAY = date(2026, 11, 21)
GOOD: dict[str, Any] = {
    "question": "Hỏi gì?",
    "aliases": [f"cách {number}" for number in range(FEWEST_WAYS)],
    "answer": "Đây.",
    "related": ["1.000894"],
    "checked_on": TODAY,
    "sources": [Source(name="Cổng")],
}
WRONG = [
    ({"question": ""}, "cột 'Câu hỏi': không được để trống"),
    ({"question": "a" * 121}, "cột 'Câu hỏi': dài 121 ký tự, nhiều nhất 120"),
    ({"answer": None}, "cột 'Trả lời': không được để trống"),
    ({"answer": "a" * 901}, "cột 'Trả lời': dài 901 ký tự, nhiều nhất 900"),
    ({"aliases": ["một"] * (FEWEST_WAYS - 1)}, "cột 'Cách hỏi khác': có 4, cần ít nhất 5"),
    ({"checked_on": None}, "cột 'Ngày kiểm tra': không được để trống"),
    ({"sources": []}, "cột 'Nguồn': không được để trống"),
    ({"effective_from": TODAY, "effective_to": TODAY - timedelta(1)}, "cột 'Hiệu lực đến'"),
]
STRICTER = [
    ({"aliases": ["a" * 201] * FEWEST_WAYS}, "cột 'Cách hỏi khác': dòng 'aaaa"),
    ({"to_confirm": "a" * 401}, "cột 'Cần xác nhận': dài 401"),
    ({"law": [Law(number="1", title="a" * 201)]}, "cột 'Căn cứ': dòng"),
    ({"sources": [Source(name="a", url="https://" + "a" * 500)]}, "cột 'Nguồn': dòng"),
    ({"checked_on": TODAY + timedelta(1)}, "cột 'Ngày kiểm tra': ngày 22/11/2026 chưa tới"),
    ({"related": ["9.999999"]}, "cột 'Thủ tục liên quan'"),
]


def said(values: dict[str, Any], old: Faq | None = None) -> list[str]:
    """What is said of the values of a question."""
    row = Row(FAQ, 2, {"checked_on": "22/11/2026"})
    return list(faq_problems(row, values, old, TODAY, {"1.000894"}.__contains__))


def test_a_good_row_is_accepted_by_rules_and_model() -> None:
    assert said(GOOD) == []
    assert Faq.model_validate({"id": "a", **GOOD}).code == "faq.a"


@pytest.mark.parametrize(("change", "words"), [*WRONG, *STRICTER])
def test_a_wrong_cell_is_named_with_its_reason(change: dict[str, Any], words: str) -> None:
    problems = said({**GOOD, **change})
    assert problems
    assert all(words in problem for problem in problems)


@pytest.mark.parametrize("change", [change for change, _ in WRONG])
def test_the_model_refuses_it_too(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Faq.model_validate({"id": "a", **GOOD, **change})


def test_only_what_changed_is_judged() -> None:
    old = Faq.model_validate({"id": "a", **GOOD, "related": ["9.999999"]})
    assert said({"to_confirm": "Hỏi lại."}, old) == []
    assert said({"related": ["9.999999", "1.000894"]}, old) == []


def test_a_period_is_judged_with_the_day_that_stays() -> None:
    old = Faq.model_validate({"id": "a", **GOOD, "effective_from": TODAY})
    assert said({"effective_to": TODAY - timedelta(1)}, old)


def test_a_procedure_needs_enough_words(raw_record: dict[str, Any]) -> None:
    record = Record.model_validate(raw_record)
    row = Row(PROCEDURES, 2, {})
    left = {"aliases": [], "questions": record.questions[: FEWEST_WORDS - 1]}
    (problem,) = record_problems(row, left, record)
    assert f"cần ít nhất {FEWEST_WORDS}" in problem
    with pytest.raises(ValidationError):
        Record.model_validate({**raw_record, **left})
    enough = {"aliases": [f"tên {number}" for number in range(FEWEST_WORDS)], "questions": []}
    assert not list(record_problems(row, enough, record))
    assert Record.model_validate({**raw_record, **enough})
