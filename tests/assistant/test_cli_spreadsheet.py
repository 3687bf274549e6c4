"""`assistant kb export` and `assistant kb import` of a spreadsheet, as a clerk calls them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import ROOT
from tests.assistant.knowledge.spreadsheet.workbooks import FAQS, put


@pytest.fixture
def folder(tmp_path: Path, empty_shelf: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some of the knowledge base that ships, to be changed."""
    monkeypatch.setenv("DATABASE_URL", empty_shelf)
    folder = Path(shutil.copytree(ROOT / "knowledge_base", tmp_path / "kb"))
    for path in (folder / "procedures").iterdir():
        if path.name != "can_cuoc":
            shutil.rmtree(path)
    (folder / "life_events.yml").write_text("[]\n", encoding="utf8")  # they name what is gone
    return folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command, on this knowledge base."""
    places = {"KNOWLEDGE_BASE": str(folder), "DATA": str(folder.parent / "var")}
    return subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", "kb", *words],
        cwd=ROOT, env={**os.environ, **places}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def texts(folder: Path) -> dict[Path, bytes]:
    """Every file of the knowledge base."""
    return {path: path.read_bytes() for path in folder.rglob("*.yml")}


def test_out_and_in_again_then_a_change_then_a_mistake(folder: Path) -> None:
    book, before = folder.parent / "bảng.xlsx", texts(folder)
    done = run(folder, "export", str(book))
    assert done.returncode == 0, done.stderr
    done = run(folder, "import", "--no-publish", str(book))
    assert done.returncode == 0, done.stderr
    assert "0 added, 0 changed, 0 removed" in done.stderr
    assert texts(folder) == before

    put(book, FAQS, 2, {"Trả lời": "Bạn hỏi cán bộ trực quầy."})
    done = run(folder, "import", "--no-publish", str(book))
    assert done.returncode == 0, done.stderr
    assert "0 added, 1 changed, 0 removed" in done.stderr
    assert "assistant kb publish" in done.stderr
    after = texts(folder)
    assert sum(after[path] != before[path] for path in before) == 1

    put(book, FAQS, 2, {"Trả lời": "=1+1"})
    done = run(folder, "import", str(book))
    assert done.returncode == 1
    assert "error: Trang 'Câu hỏi thường gặp', dòng 2, cột 'Trả lời': ô có công thức" in done.stderr
    assert "Traceback" not in done.stderr
    assert texts(folder) == after


def test_an_import_is_published_at_once(folder: Path) -> None:
    book = folder.parent / "bảng.xlsx"
    assert run(folder, "export", str(book)).returncode == 0
    done = run(folder, "import", str(book))
    assert done.returncode == 0, done.stderr
    assert "is published" in done.stderr


def test_another_kind_of_spreadsheet_is_named(folder: Path) -> None:
    done = run(folder, "import", str(folder.parent / "bảng.xls"))
    assert done.returncode == 1
    assert "Tên tệp 'bảng.xls' phải kết thúc bằng .xlsx." in done.stderr
