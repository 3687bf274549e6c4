"""Whole files or none."""

from pathlib import Path

import pytest

from assistant.posters.files import put


def test_a_file_and_its_folder(tmp_path: Path) -> None:
    put(tmp_path / "a/b.pdf", b"whole")
    assert (tmp_path / "a/b.pdf").read_bytes() == b"whole"
    assert (tmp_path / "a/b.pdf").stat().st_mode & 0o777 == 0o644


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path / "b.pdf", b"old")
    with pytest.raises(TypeError):
        put(tmp_path / "b.pdf", "not bytes")  # type: ignore[arg-type]
    assert (tmp_path / "b.pdf").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]
