"""Refusals: the right ones and the wrong ones."""

import pytest

from assistant.knowledge.live import Editions
from assistant.knowledge.reply import Outcome
from evaluation.conversations import UNKNOWN, Answer, Graded
from evaluation.questions import Question
from evaluation.report import Report
from evaluation.scope import (
    ASKED_BACK,
    FAQ,
    REFUSED,
    STATED,
    TALK,
    false_refusals,
    held_out_scope,
    kind,
    unanswerable_tables,
)

REFUSAL = Answer(Outcome.UNKNOWN, (), (), "")
STATEMENT = Answer(Outcome.ANSWERED, ("a",), (), "")


@pytest.mark.parametrize(("answer", "expected"), [
    (REFUSAL, REFUSED),
    (Answer(Outcome.OUT_OF_SCOPE, (), (), ""), REFUSED),
    (Answer(Outcome.CLARIFIED, (), ("a",), ""), ASKED_BACK),
    (Answer(Outcome.FAQ, ("faq.x",), (), ""), FAQ),
    (STATEMENT, STATED),
    (Answer(Outcome.ANSWERED, (), (), "greet"), TALK),
])  # fmt: skip
def test_what_became_of_a_message(answer: Answer, expected: str) -> None:
    assert kind(answer) == expected


def test_only_what_nothing_answers_and_nothing_comes_near_is_counted() -> None:
    report = Report("x")
    questions = [
        Question("a", "far", frozenset(), "none"),
        Question("b", "near", frozenset(), "none", related=True),
        Question("c", "ours", frozenset({"a"})),
        Question("d", "general", frozenset(), "faq"),
    ]
    unanswerable_tables(report, "here", questions, lambda text: STATEMENT)
    none, stated, faq = report.data.values()
    assert [line["sentences"] for line in none] == [1, 1, 1]
    assert none[0][STATED] == "100.0 %"
    assert [(line["question"], line["said"]) for line in stated] == [("a", "a")]
    assert faq[0][FAQ] == "0.0 %"


def test_a_file_without_such_questions_gives_no_table() -> None:
    report = Report("x")
    unanswerable_tables(report, "here", [Question("c", "x", frozenset({"a"}))], lambda _: REFUSAL)
    assert report.data == {}


def test_questions_of_ours_that_are_refused_are_counted() -> None:
    report = Report("x")
    asked = Question("q", "x", frozenset({"a"}))
    rows = [
        Graded(asked, "accented", answer, UNKNOWN) for answer in (REFUSAL, STATEMENT, STATEMENT)
    ]
    false_refusals(report, "t", rows)
    assert (report.data["t"][0]["refused"], report.data["t"][0]["share"]) == (1, "33.3 %")


def test_held_out_sentences_go_the_whole_way_as_they_were_understood(standing: Editions) -> None:
    def row(intent: str, text: str, name: str, *, fell: bool = False) -> dict[str, object]:
        return {"intent": intent, "text": text, "predicted": [[name, 0.9, fell]] * 3}

    report = Report("x")
    name = standing.current.base.records["9.000003"].name
    rows = [
        row("out_of_scope", "hôm nay trời nắng", "out_of_scope"),
        row("out_of_scope", "kể chuyện vui đi bạn", "chitchat"),
        row("name_procedure", name, "greet", fell=True),
        row("affirm", "đúng rồi", "affirm"),
    ]
    held_out_scope(report, standing.current, rows)
    outside, ours = report.data.values()
    assert (outside[0][REFUSED], outside[0][TALK]) == ("50.0 %", "50.0 %")
    assert (ours[0]["sentences"], ours[0][STATED]) == (1, "100.0 %")
