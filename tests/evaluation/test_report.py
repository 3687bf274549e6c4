"""The report as a file."""

import json
from pathlib import Path

import pytest

from evaluation.report import Report, file_mark, interval, percent


def test_tables_pictures_and_settings_stand_in_one_file(tmp_path: Path) -> None:
    report = Report("Some Quality")
    report.table("T", ["a", "b"], [["1|2", "x"]], "what was counted")
    report.picture("p.png", "a picture")
    path = report.write(tmp_path, {"bound": 0.5})
    text = path.read_text(encoding="utf8")
    assert path.name == "some-quality.md"
    assert "## T\n\nwhat was counted\n\n| a | b |\n| --- | --- |\n| 1/2 | x |" in text
    assert "![a picture](p.png)" in text
    assert '"bound": 0.5' in text
    data = json.loads(path.with_suffix(".json").read_text(encoding="utf8"))
    assert data["tables"]["T"] == [{"a": "1|2", "b": "x"}]
    assert {"commit", "python", "packages", "when"} <= data["settings"].keys()


def test_a_changed_file_has_another_mark(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text("a")
    before = file_mark(path)
    path.write_text("b")
    assert before["file"] == "q.jsonl"
    assert file_mark(path) != before


@pytest.mark.parametrize(("part", "whole", "said"), [
    (0, 0, "–"), (0, 10, "0–28"), (10, 10, "72–100"), (50, 100, "40–60"),
])  # fmt: skip
def test_small_sets_have_wide_intervals(part: int, whole: int, said: str) -> None:
    assert interval(part, whole) == said


def test_a_share_of_nothing_is_a_dash() -> None:
    assert (percent(1, 3), percent(0, 0)) == ("33.3 %", "–")
