"""Whose words are whose: each way to ask leads to one place."""

from typing import Any

import pytest

from assistant.knowledge.faq import Faq
from assistant.knowledge.record import Record
from assistant.knowledge.spreadsheet.ownership import Edit, conflicts
from assistant.knowledge.spreadsheet.sheet_layout import FAQ, PROCEDURES, Row

WAYS = [f"cách {word}" for word in ("một", "hai", "ba", "bốn", "năm")]
ROW = Row(FAQ, 2, {})


def faq(name: str, question: str, *ways: str) -> Faq:
    """A question with further ways to ask."""
    content = {
        "id": name,
        "question": question,
        "aliases": [f"{way} {name}" for way in WAYS] + [*ways],
    }
    told = {"answer": "Đây.", "checked_on": "2026-11-21", "sources": [{"name": "Cổng"}]}
    return Faq.model_validate(content | told)


@pytest.fixture
def record(raw_record: dict[str, Any]) -> Record:
    """An invented record with a known alias."""
    aliases = [*raw_record["aliases"], "giấy hẹn"]
    return Record.model_validate({**raw_record, "aliases": aliases})


@pytest.mark.parametrize("way", ["giấy hẹn", "GIAY HEN?", "Giấy  hẹn."])
def test_words_of_a_procedure_are_not_given_to_a_question(record: Record, way: str) -> None:
    old, new = faq("a", "Hỏi?"), faq("a", "Hỏi?", way)
    (said,) = conflicts([Edit(ROW, old, new)], [new, record])
    assert record.code in said
    assert record.name in said
    assert "cột 'Cách hỏi khác'" in said


def test_a_name_counts_as_words(record: Record) -> None:
    new = faq("a", record.name)
    (said,) = conflicts([Edit(ROW, None, new)], [new, record])
    assert "cột 'Câu hỏi'" in said


def test_words_of_a_question_are_not_given_to_a_procedure(record: Record) -> None:
    other = faq("a", "Quầy mở lúc nào?")
    new = record.model_copy(update={"questions": [*record.questions, "quầy mở lúc nào"]})
    (said,) = conflicts([Edit(Row(PROCEDURES, 3, {}), record, new)], [new, other])
    assert "đã thuộc về a (Quầy mở lúc nào?)" in said


def test_words_may_move_from_one_to_the_other() -> None:
    old_a, old_b = faq("a", "Hỏi?", "chung"), faq("b", "Đáp?")
    new_a, new_b = faq("a", "Hỏi?"), faq("b", "Đáp?", "chung")
    edits = [Edit(ROW, old_a, new_a), Edit(ROW, old_b, new_b)]
    assert not list(conflicts(edits, [new_a, new_b]))


def test_two_rows_that_take_the_same_words_are_both_named() -> None:
    new_a, new_b = faq("a", "Hỏi?", "chung"), faq("b", "Đáp?", "chung")
    edits = [Edit(ROW, faq("a", "Hỏi?"), new_a), Edit(ROW, faq("b", "Đáp?"), new_b)]
    assert len(list(conflicts(edits, [new_a, new_b]))) == 2


def test_what_was_shared_before_is_not_judged(record: Record) -> None:
    old, new = faq("a", "Hỏi?", "giấy hẹn"), faq("a", "Hỏi thế nào?", "giấy hẹn")
    assert not list(conflicts([Edit(ROW, old, new)], [new, record]))


def test_the_same_words_twice_in_a_row_are_named_once() -> None:
    new = faq("a", "Hỏi?", "mất ví", "mat vi")
    (said,) = conflicts([Edit(ROW, faq("a", "Hỏi?"), new)], [new])
    assert "đứng hai lần" in said


def test_two_versions_of_a_procedure_may_share_their_words(record: Record) -> None:
    new = record.model_copy(update={"aliases": [*record.aliases, "tên mới"]})
    later = new.model_copy(update={"summary": "Bản sau."})
    assert not list(conflicts([Edit(ROW, record, new)], [new, later]))
