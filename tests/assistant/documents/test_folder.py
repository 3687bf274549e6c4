"""Documents as files, to the letter."""

from pathlib import Path

import pytest

from assistant.documents.folder import read_folder, write_folder
from assistant.errors import ContentError
from tests.assistant.documents.conftest import FAQ, RECORD


def test_what_is_written_is_read(folder: Path, tmp_path: Path) -> None:
    texts = {**read_folder(folder), FAQ: "a: b\r\nc: d"}
    out = tmp_path / "out"
    assert write_folder(out, texts) == len(texts)
    assert read_folder(out) == texts


def test_only_what_changed_is_written_and_what_ended_goes(folder: Path) -> None:
    texts = read_folder(folder)
    before = (folder / "policy.yml").stat().st_ino
    del texts[FAQ]
    texts[RECORD] += "# more\n"
    (folder / "readme.txt").write_text("stays")
    assert write_folder(folder, texts) == 2
    assert read_folder(folder) == texts
    assert (folder / "policy.yml").stat().st_ino == before
    assert (folder / "readme.txt").exists()


def test_a_file_that_nothing_reads_is_told(folder: Path) -> None:
    (folder / "polcy.yml").write_text("a: b")
    (folder / "faq" / "letters.yml").write_bytes(b"\xff\xfe")
    with pytest.raises(ContentError) as refused:
        read_folder(folder)
    assert [line.rpartition("/")[2] for line in refused.value.problems] == [
        "letters.yml: UnicodeDecodeError", "polcy.yml: no document has such a name",
    ]  # fmt: skip


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="holds no knowledge base"):
        read_folder(tmp_path)


def test_no_text_leaves_the_folder(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        write_folder(tmp_path / "in", {"../out.yml": "a: b"})
    assert not (tmp_path / "out.yml").exists()
