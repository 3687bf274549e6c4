"""Grades of a first message."""

import pytest

from assistant.knowledge.consultation import Consultation
from assistant.knowledge.live import Edition, Editions
from assistant.knowledge.reply import Outcome
from evaluation.conversations import (
    AT_ONCE,
    CLARIFIED,
    IN_VAIN,
    UNKNOWN,
    WRONG,
    Answer,
    Graded,
    converse,
    field_table,
    grade,
    grade_table,
    worst_table,
)
from evaluation.dialogue import search_alone
from evaluation.questions import Question
from evaluation.report import Report


@pytest.mark.parametrize(("outcome", "told", "offered", "expected"), [
    (Outcome.ANSWERED, ("a",), (), AT_ONCE),
    (Outcome.ANSWERED, ("b", "a"), (), AT_ONCE),
    (Outcome.ANSWERED, ("b",), ("a",), WRONG),
    (Outcome.ANSWERED, (), (), WRONG),
    (Outcome.FAQ, ("faq.x",), (), WRONG),
    (Outcome.CLARIFIED, (), ("b", "c", "d", "a"), CLARIFIED),
    (Outcome.CLARIFIED, (), ("b", "c", "d", "e", "a"), IN_VAIN),
    (Outcome.CLARIFIED, (), (), IN_VAIN),
    (Outcome.UNKNOWN, (), (), UNKNOWN),
    (Outcome.OUT_OF_SCOPE, (), (), UNKNOWN),
])  # fmt: skip
def test_how_a_message_ended(
    outcome: Outcome, told: tuple[str, ...], offered: tuple[str, ...], expected: str
) -> None:
    assert grade(Answer(outcome, told, offered, ""), {"a"}) == expected


def test_every_question_is_asked_in_every_spelling(standing: Editions) -> None:
    record = next(iter(standing.current.base.records.values()))
    rows = converse(
        search_alone(standing.current), [Question("q", record.name, frozenset({record.code}))]
    )
    assert [row.spelling for row in rows] == ["accented", "unaccented", "misspelt"]
    assert rows[0].grade == AT_ONCE
    assert rows[0].answer.told == (record.code,)


def _rows(*grades: str) -> list[Graded]:
    answers = {
        WRONG: Answer(Outcome.ANSWERED, ("9.000002",), (), "sure enough"),
        UNKNOWN: Answer(Outcome.UNKNOWN, (), (), "nothing explains it"),
        AT_ONCE: Answer(Outcome.ANSWERED, ("9.000001",), (), "sure enough"),
    }
    asked = frozenset({"9.000001"})
    return [
        Graded(Question(f"q{n}", "secret words", asked), "accented", answers[each], each)
        for n, each in enumerate(grades)
    ]


def test_shares_of_the_grades() -> None:
    report = Report("x")
    grade_table(report, "t", _rows(AT_ONCE, AT_ONCE, AT_ONCE, WRONG), "")
    line = report.data["t"][0]
    assert (line["questions"], line[AT_ONCE], line[WRONG]) == (4, "75.0 %", "25.0 %")
    assert line["right in the end"] == "75.0 %"


def test_the_worst_are_named_by_id_with_what_was_said_instead() -> None:
    report = Report("x")
    worst_table(report, "t", _rows(UNKNOWN, AT_ONCE, WRONG))
    assert [line["question"] for line in report.data["t"]] == ["q2", "q0"]
    assert report.data["t"][0]["said instead"] == "answered: 9.000002"
    assert "secret" not in "".join(report.sections)


def test_at_most_as_many_as_wanted() -> None:
    report = Report("x")
    worst_table(report, "t", _rows(*[WRONG] * 60))
    assert len(report.data["t"]) == 50


def test_the_weakest_field_stands_first(standing: Editions) -> None:
    report = Report("x")
    faq = Graded(
        Question("f", "x", frozenset({"faq.x"})), "accented", _rows(UNKNOWN)[0].answer, UNKNOWN
    )
    field_table(report, "t", [*_rows(AT_ONCE), faq], standing.current.base)
    field = standing.current.base.records["9.000001"].field
    assert [line["field"] for line in report.data["t"]] == ["faq", field]


def test_an_edition_answers_the_same_way(standing: Editions, consultation: Consultation) -> None:
    edition = Edition(standing.current.base, consultation)
    answer = search_alone(edition)("dây leo xanh trên tường")
    assert answer.told == ()
