"""The command `assistant`, as an operator calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import ROOT, Settings


def _run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", *words],
        cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_without_a_command_it_lists_them() -> None:
    said = _run().stdout
    assert all(command in said for command in ("up", "train", "ask", "search", "kb", "db"))


def test_ask_answers_from_the_record() -> None:
    done = _run("ask", "đăng ký kết hôn mất bao lâu")
    assert done.returncode == 0, done.stderr
    assert "Trong ngày làm việc" in done.stdout
    assert "[Lệ phí]" in done.stdout
    assert "(answered)" in done.stdout


def test_search_writes_one_json_object_a_line(tmp_path: Path) -> None:
    asked = tmp_path / "q.jsonl"
    asked.write_text('{"id": "a", "text": "đăng ký kết hôn"}\n', encoding="utf8")
    encoder = Settings().encoder
    done = _run("search", "--questions", str(asked), "--top", "3", "--json", ENCODER_MODEL=encoder)
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert set(row) == {"id", "outcome", "codes", "scores", "ms"}
    assert row["codes"][0] == "1.000894"


def test_the_knowledge_base_is_checked() -> None:
    done = _run("kb", "check")
    assert done.returncode == 0, done.stderr
    assert "no problem" in done.stderr


@pytest.mark.parametrize(("words", "env", "fragment"), [
    (("kb", "check"), {"KNOWLEDGE_BASE": "/nowhere"}, "/nowhere/policy.yml"),
    (("search", "--questions", "/nowhere.jsonl"), {}, "/nowhere.jsonl"),
    (("db", "migrate"), {"DATABASE_URL": "postgresql://a:secret@127.0.0.1:1/x"}, "Error"),
    (("up",), {"PORT": "http"}, "PORT"),
    (("ask", "đăng ký kết hôn"), {"RETENTION_DAYS": "-1"}, "RETENTION_DAYS"),
])  # fmt: skip
def test_a_problem_is_one_clear_message(
    words: tuple[str, ...], env: dict[str, str], fragment: str
) -> None:
    done = _run(*words, **env)
    assert done.returncode == 1
    assert "error:" in done.stderr
    assert fragment in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_the_embedded_database_is_migrated(tmp_path: Path) -> None:
    done = _run("db", "migrate", DATA=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()
