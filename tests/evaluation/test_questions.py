"""Reading question files."""

from pathlib import Path

import pytest

from assistant.errors import ContentError
from evaluation.questions import Question, answered_by, read_questions


def _file(folder: Path, text: str) -> Path:
    path = folder / "questions.jsonl"
    path.write_text(text, encoding="utf8")
    return path


def test_both_kinds_of_files_are_read(tmp_path: Path) -> None:
    read = read_questions(
        _file(
            tmp_path,
            '{"id": "a", "text": "x", "codes": ["9.000001"], "self_contained": false}\n\n'
            '{"text": "y", "codes": [], "answerable": "none", "related": ["9.000002"]}',
        )
    )
    assert read == [
        Question("a", "x", frozenset({"9.000001"}), alone=False),
        Question("3", "y", frozenset(), "none", related=True),
    ]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"text": "x"}', '{"text": "x", "codes": 5}',
     '{"text": "x", "codes": [], "answerable": "maybe"}'],
)  # fmt: skip
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    good = '{"text": "x", "codes": []}'
    with pytest.raises(ContentError, match="line 2"):
        read_questions(_file(tmp_path, f"{good}\n{line}"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"none\.jsonl"):
        read_questions(tmp_path / "none.jsonl")


def test_a_question_counts_when_one_of_its_codes_is_at_hand() -> None:
    both, other = Question("a", "x", frozenset({"1", "2"})), Question("b", "x", frozenset({"3"}))
    assert answered_by([both, other], {"2"}) == [both]
