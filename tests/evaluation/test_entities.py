"""Marked sentences and their scores."""

from datetime import datetime
from pathlib import Path

import pytest

from evaluation.entities import Score, entity_table, finder, score, sentences
from evaluation.report import Report

GIVEN = {"sentences": ["nộp ở {place} vào {when}"], "without": ["xin chào"], "when": ["sáng mai"]}


def test_the_marks_stand_at_what_was_filled_in() -> None:
    marked, empty = sentences(GIVEN, ["phường Kinh Bắc"])
    spans = {label: marked.text[start:end] for label, start, end in marked.spans}
    assert spans == {"place": "phường Kinh Bắc", "when": "sáng mai"}
    assert empty.spans == frozenset()


def test_everything_of_a_sentence_is_found() -> None:
    marked, empty = sentences(GIVEN, ["phường Kinh Bắc"])
    find = finder({"1": ["phường Kinh Bắc"]}, datetime(2026, 11, 24, 9))
    assert find(marked.text) == marked.spans
    assert find(empty.text) == set()


def test_a_span_that_is_one_letter_off_is_wrong_and_missed() -> None:
    scores = score([({("place", 0, 4)}, frozenset({("place", 0, 5)}))])
    assert scores["place"] == Score(0, 1, 1)
    assert scores["when"] == Score(0, 0, 0)


@pytest.mark.parametrize(
    ("counted", "f1"), [(Score(1, 1, 0), 2 / 3), (Score(0, 1, 1), 0), (Score(0, 0, 0), 1)]
)
def test_f1(counted: Score, f1: float) -> None:
    assert counted.f1 == pytest.approx(f1)


def test_the_table_holds_every_kind(real_folder: Path) -> None:
    report = Report("x")
    entity_table(report, real_folder / "offices.yml")
    lines = report.data["Entities"]
    assert len({line["entity"] for line in lines}) == 5
    assert all(line["to find"] > 0 for line in lines)
