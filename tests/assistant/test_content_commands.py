"""`assistant kb import`, `export` and `publish` of a whole folder, as an operator calls them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.documents.folder import read_folder
from assistant.knowledge.editions import EditionStore
from assistant.settings import ROOT
from tests.assistant.knowledge.conftest import whole_knowledge_base


@pytest.fixture
def folder(real_folder: Path, small_folder: Path, tmp_path: Path) -> Path:
    """A whole knowledge base of a few records."""
    return whole_knowledge_base(tmp_path / "knowledge_base", real_folder, small_folder)


@pytest.fixture
def installation(empty_shelf: str, folder: Path, tmp_path: Path) -> dict[str, str]:
    """Settings of an installation whose database holds no document."""
    data = str(tmp_path / "data")
    return {"KNOWLEDGE_BASE": str(folder), "DATA": data, "DATABASE_URL": empty_shelf}


def _run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", *words],
        cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_folder_goes_in_and_out_and_is_published(
    installation: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    done = _run("kb", "import", str(folder), **installation)
    assert done.returncode == 0, done.stderr
    texts = read_folder(folder)
    assert f"{len(texts)} published, 0 drafts, 0 conflicts, 0 unchanged" in done.stderr
    assert EditionStore(Path(installation["DATA"]) / "knowledge").current() is not None
    out = tmp_path / "out"
    done = _run("kb", "export", str(out), **installation)
    assert done.returncode == 0, done.stderr
    assert read_folder(out) == texts
    again = _run("kb", "export", str(out), **installation)
    assert again.returncode == 1
    assert "holds files already" in again.stderr
    assert _run("kb", "export", str(out), "--overwrite", **installation).returncode == 0


def test_a_changed_file_becomes_a_draft(installation: dict[str, str], folder: Path) -> None:
    assert _run("kb", "import", str(folder), **installation).returncode == 0
    path = folder / "fields.yml"
    path.write_text(path.read_text("utf8") + "# hơn\n", "utf8")
    done = _run("kb", "import", str(folder), **installation)
    assert "draft: fields.yml" in done.stderr
    assert "0 published, 1 drafts" in done.stderr


def test_files_are_published_unless_staff_are_at_work_on_them(
    installation: dict[str, str], folder: Path
) -> None:
    assert _run("kb", "publish", **installation).returncode == 0
    path = folder / "fields.yml"
    path.write_text(path.read_text("utf8") + "# hơn\n", "utf8")
    assert _run("kb", "import", str(folder), **installation).returncode == 0  # a draft now
    path.write_text(path.read_text("utf8") + "# và hơn nữa\n", "utf8")
    done = _run("kb", "publish", **installation)
    assert done.returncode == 0, done.stderr
    assert "kept aside: fields.yml was changed on the page too" in done.stderr
    assert "is published" in done.stderr


def test_a_folder_with_a_mistake_is_told(installation: dict[str, str], folder: Path) -> None:
    (folder / "fields.yml").write_text("- a", "utf8")
    done = _run("kb", "import", str(folder), **installation)
    assert done.returncode == 1
    assert "fields.yml" in done.stderr
    assert "Traceback" not in done.stderr
