"""Bins, errors and curves of the confidence."""

from pathlib import Path

import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.finder import Finder
from assistant.knowledge.search import SearchIndex
from evaluation.calibration import (
    Point,
    bins,
    brier,
    calibration,
    expected_error,
    point,
    risk_by_coverage,
)
from evaluation.report import Report


def test_certainty_belongs_to_the_last_bin() -> None:
    parts = bins([Point(1.0, True), Point(0.0, False), Point(0.95, True)])
    assert [len(part) for part in parts] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 2]


def test_no_error_when_confidence_holds() -> None:
    held = [Point(0.75, True)] * 3 + [Point(0.75, False)]
    assert expected_error(held) == pytest.approx(0)
    assert brier(held) == pytest.approx(0.1875)


def test_overconfidence_is_an_error() -> None:
    assert expected_error([Point(0.9, False), Point(0.9, True)]) == pytest.approx(0.4)


def test_risk_grows_with_what_is_answered() -> None:
    curve = risk_by_coverage([Point(0.2, False), Point(0.9, True)])
    assert curve == [(0.5, 0.0), (1.0, 0.5)]


def test_the_report_gets_two_pictures(tmp_path: Path) -> None:
    report = Report("x")
    points = [Point(0.2, False), Point(0.9, True)]
    calibration(report, tmp_path, {"a": points, "nobody asked": []}, 0.5)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "calibration.png",
        "risk-coverage.png",
    ]
    assert list(report.data) == ["Calibration: a"]
    assert sum("![" in section for section in report.sections) == 2


def test_a_point_is_right_when_the_first_hit_is(
    small_base: KnowledgeBase, small_index: SearchIndex
) -> None:
    finder = Finder(small_base, small_index)
    record = next(iter(small_base.records.values()))
    assert point(finder, record.name, frozenset({record.code})) == Point(1.0, True)
    assert not point(finder, record.name, frozenset({"9.999999"})).right
