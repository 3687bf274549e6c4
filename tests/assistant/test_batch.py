"""Many questions at once."""

import json
from pathlib import Path

import pytest

from assistant.batch import portal_entries, search_questions
from assistant.errors import ContentError
from assistant.knowledge.content import Phrases
from assistant.knowledge.loading import load_model
from assistant.settings import Settings
from tests.assistant.knowledge.conftest import ROW


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The encoder that is trained already; nothing is written beside the real data."""
    trained = Settings()
    return Settings(data=tmp_path, encoder_model=trained.encoder)


def _questions(folder: Path, *lines: object) -> Path:
    path = folder / "questions.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), encoding="utf8")
    return path


def test_each_question_gets_a_row(settings: Settings, tmp_path: Path) -> None:
    asked = _questions(
        tmp_path, {"id": "a", "text": "đăng ký kết hôn"}, "", {"text": "bao nhieu tien"}
    )
    told: list[str] = []
    rows = list(search_questions(settings, asked, None, 5, told.append))
    assert [row["id"] for row in rows] == ["a", 3]
    assert rows[0]["codes"][0] == "1.000894"
    assert rows[0]["outcome"] == "answered"
    assert rows[1]["outcome"] == "clarified"
    assert all(len(row["codes"]) == len(row["scores"]) == 5 for row in rows)
    assert all(row["ms"] > 0 for row in rows)
    assert "2 questions" in told[0]


@pytest.mark.parametrize(("lines", "problem"), [
    (["{"], "line 1"), ([{"text": "a"}, {"id": 1}], "line 2: no `text`"), (["[]"], "no `text`"),
])  # fmt: skip
def test_a_wrong_line_is_named(
    settings: Settings, tmp_path: Path, lines: list[object], problem: str
) -> None:
    asked = _questions(tmp_path, *lines)
    with pytest.raises(ContentError, match=problem):
        list(search_questions(settings, asked, None, 5, print))


def test_a_missing_file_is_named(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"none\.jsonl"):
        list(search_questions(settings, tmp_path / "none.jsonl", None, 5, print))


def _records(folder: Path, *rows: object) -> Path:
    path = folder / "records.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return path


OTHER = {**ROW, "code": "9.100002", "name": "Thủ tục cấp phép khai thác nước ngầm"}


def test_given_records_alone_are_searched(settings: Settings, tmp_path: Path) -> None:
    """What staff wrote is left out: a code of theirs is never found."""
    asked = _questions(
        tmp_path, {"id": "a", "text": "xin khai thác nước ngầm"}, {"text": "kết hôn"}
    )
    rows = list(search_questions(settings, asked, _records(tmp_path, ROW, OTHER), 5, print))
    assert rows[0]["codes"][0] == "9.100002"
    assert [sorted(row["codes"]) for row in rows] == [["9.100001", "9.100002"]] * 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [({**OTHER, "level": 3}, "line 2: level:"), (ROW, "line 2: code: '9.100001' stood")],
)
def test_given_records_are_searched_all_or_none(
    real_folder: Path, tmp_path: Path, row: object, reason: str
) -> None:
    """A measurement over a part of them would say nothing."""
    phrases = load_model(real_folder / "phrases.yml", Phrases)
    with pytest.raises(ContentError, match=reason):
        portal_entries(_records(tmp_path, ROW, row), phrases)
