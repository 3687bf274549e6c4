"""The command: arguments, and the exit code that guards against teaching the test."""

import json
from pathlib import Path

import pytest

from assistant.knowledge.base import KnowledgeBase
from evaluation.quality import main


@pytest.mark.parametrize("arguments", [
    ["--questions", "q.jsonl"], ["--records", "r.jsonl"], ["--peers"], ["--wat"],
])  # fmt: skip
def test_arguments_that_make_no_sense_are_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def _asked(folder: Path, text: str) -> str:
    path = folder / "questions.jsonl"
    row = {"id": "secret-7", "text": text, "codes": ["1.001193"]}
    path.write_text(json.dumps(row), encoding="utf8")
    return str(path)


def test_a_question_that_was_taught_fails_the_command(
    real_base: KnowledgeBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alias = real_base.records["1.001193"].aliases[0]
    assert main(["--check", "--real", _asked(tmp_path, f"{alias.upper()}?")]) == 1
    said = capsys.readouterr().out
    assert "secret-7" in said
    assert "alias of 1.001193" in said
    assert alias.upper() not in said


def test_a_question_of_its_own_passes(tmp_path: Path) -> None:
    assert main(["--check", "--real", _asked(tmp_path, "bé nhà em ra đời hôm kia ở trạm xá")]) == 0


def test_a_file_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--check", "--real", str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().err
