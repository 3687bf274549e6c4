"""The command `assistant`, as an operator calls it."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import ROOT, Settings
from tests.assistant.knowledge.conftest import ROW, whole_knowledge_base


@pytest.fixture
def installation(
    real_folder: Path, small_folder: Path, empty_shelf: str, tmp_path: Path
) -> dict[str, str]:
    """Settings of an installation of its own, with the invented records."""
    folder = whole_knowledge_base(tmp_path / "knowledge_base", real_folder, small_folder)
    data = str(tmp_path / "data")
    return {"KNOWLEDGE_BASE": str(folder), "DATA": data, "DATABASE_URL": empty_shelf}


def _run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", *words],
        cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_without_a_command_it_lists_them() -> None:
    said = _run().stdout
    assert all(command in said for command in ("up", "train", "ask", "search", "kb", "db"))


def test_ask_answers_from_the_record(tmp_path: Path) -> None:
    """Of what ships; what somebody imported on this machine does not matter here."""
    done = _run("ask", "đăng ký kết hôn mất bao lâu", DATA=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Trong ngày làm việc" in done.stdout
    assert "[Lệ phí]" in done.stdout
    assert "(answered)" in done.stdout


def test_search_writes_one_json_object_a_line(tmp_path: Path) -> None:
    asked = tmp_path / "q.jsonl"
    asked.write_text('{"id": "a", "text": "đăng ký kết hôn"}\n', encoding="utf8")
    encoder = Settings().encoder
    done = _run(
        "search", "--questions", str(asked), "--top", "3", "--json",
        ENCODER_MODEL=encoder, DATA=str(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert set(row) == {"id", "outcome", "codes", "scores", "ms"}
    assert row["codes"][0] == "1.000894"


def test_the_knowledge_base_is_checked() -> None:
    done = _run("kb", "check")
    assert done.returncode == 0, done.stderr
    assert "no problem" in done.stderr


def test_what_leads_nowhere_is_noted(installation: dict[str, str]) -> None:
    """It is allowed, but a clerk should know."""
    done = _run("kb", "check", **installation)
    assert done.returncode == 0, done.stderr
    assert "note: ho_kinh_doanh/x.ho-kinh-doanh.yml: points to '9.000099'" in done.stderr
    assert "4 records, 1 questions, no problem" in done.stderr


def _rows(folder: Path, *rows: object) -> str:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    return str(path)


def test_good_rows_are_imported_and_published_bad_ones_told(
    installation: dict[str, str], tmp_path: Path
) -> None:
    """The same file again changes nothing."""
    rows = _rows(
        tmp_path, ROW, {**ROW, "code": "9.100002", "level": 3}, {**ROW, "code": "9.100003"}
    )
    done = _run("kb", "import", rows, **installation)
    assert done.returncode == 0, done.stderr
    assert "refused: line 2: level:" in done.stderr
    assert "2 added, 0 changed, 0 unchanged, 1 refused" in done.stderr
    assert "is published" in done.stderr
    again = _run("kb", "import", rows, "--no-publish", **installation)
    assert "0 added, 0 changed, 2 unchanged, 1 refused" in again.stderr
    assert "is published" not in again.stderr
    asked = _run("ask", "thủ tục 9.100001 hết bao nhiêu tiền", MODELS=str(tmp_path), **installation)
    assert "8.000 đồng" in asked.stdout


def test_a_file_that_breaks_off_is_told_and_nothing_is_imported(
    installation: dict[str, str], tmp_path: Path
) -> None:
    whole = gzip.compress(
        b"".join(json.dumps({**ROW, "code": f"9.{n:06}"}).encode() + b"\n" for n in range(300))
    )
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(whole[: len(whole) // 2])
    done = _run("kb", "import", str(path), **installation)
    assert done.returncode == 1
    assert "error:" in done.stderr
    assert "broken after line" in done.stderr
    assert "Traceback" not in done.stderr
    assert "is published" not in done.stderr
    assert not (Path(installation["DATA"]) / "knowledge" / "official.jsonl").exists()


def test_where_the_portal_says_otherwise_is_listed(
    installation: dict[str, str], tmp_path: Path
) -> None:
    rows = _rows(tmp_path, {**ROW, "code": "9.000003"}, ROW)
    assert _run("kb", "import", rows, "--no-publish", **installation).returncode == 0
    every = _run("kb", "diff", **installation)
    assert "9.000003\tofficial_name: Thủ tục đăng ký tạm trú ≠ Thủ tục cấp bản sao" in every.stdout
    assert "9.100001" not in every.stdout
    other = _run("kb", "diff", "9.100001", **installation)
    assert other.stdout == ""
    assert "9.100001: no record of the portal beside one that staff wrote" in other.stderr


def test_content_with_a_problem_is_not_published(installation: dict[str, str]) -> None:
    record = Path(installation["KNOWLEDGE_BASE"]) / "procedures/cu_tru/9.000003.yml"
    record.write_text("name: [", "utf8")
    done = _run("kb", "publish", **installation)
    assert done.returncode == 1
    assert "9.000003.yml" in done.stderr
    assert "is published" not in done.stderr


def test_before_the_first_turn_nothing_is_unanswered(tmp_path: Path) -> None:
    assert _run("db", "migrate", DATA=str(tmp_path)).returncode == 0
    done = _run("db", "unanswered", DATA=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_without_tables_it_is_told_which_command_makes_them(tmp_path: Path) -> None:
    done = _run("db", "unanswered", DATA=str(tmp_path))
    assert done.returncode == 1
    assert "db migrate" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("words", "env", "fragment"), [
    (("kb", "import", "/nowhere.jsonl"), {}, "/nowhere.jsonl"),
    (("kb", "check"), {"KNOWLEDGE_BASE": "/nowhere"}, "/nowhere/policy.yml"),
    (("search", "--questions", "/nowhere.jsonl"), {}, "/nowhere.jsonl"),
    (("db", "migrate"), {"DATABASE_URL": "postgresql://a:secret@127.0.0.1:1/x"}, "Error"),
    (("up",), {"PORT": "http"}, "PORT"),
    (("ask", "đăng ký kết hôn"), {"RETENTION_DAYS": "-1"}, "RETENTION_DAYS"),
])  # fmt: skip
def test_a_problem_is_one_clear_message(
    words: tuple[str, ...], env: dict[str, str], fragment: str, tmp_path: Path
) -> None:
    done = _run(*words, **{"DATA": str(tmp_path), **env})
    assert done.returncode == 1
    assert "error:" in done.stderr
    assert fragment in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_the_embedded_database_is_migrated(tmp_path: Path) -> None:
    done = _run("db", "migrate", DATA=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()
