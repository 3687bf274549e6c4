"""Sealing secrets of the database."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import StorageError
from assistant.storage.seal import Seal


def test_what_is_sealed_is_opened_with_the_same_key_alone(tmp_path: Path) -> None:
    sealed = Seal("khóa", tmp_path / "k").close("mã bí mật")
    assert "mã bí mật".encode() not in sealed
    assert Seal("khóa", tmp_path / "k").open(sealed) == "mã bí mật"
    with pytest.raises(StorageError, match="another key"):
        Seal("khác", tmp_path / "k").open(sealed)
    assert not (tmp_path / "k").exists()


def test_without_a_key_one_is_made_that_nobody_else_reads(tmp_path: Path) -> None:
    path = tmp_path / "data" / "secret.key"
    sealed = Seal(None, path).close("x")
    assert path.stat().st_mode & 0o777 == 0o600
    assert Seal(None, path).open(sealed) == "x"


def test_processes_that_begin_together_have_one_key(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    with ThreadPoolExecutor(8) as pool:
        sealed = list(pool.map(lambda _: Seal(None, path).close("x"), range(16)))
    assert {Seal(None, path).open(each) for each in sealed} == {"x"}
    assert [p.name for p in tmp_path.iterdir()] == ["secret.key"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        Seal(None, tmp_path / "file" / "secret.key").close("x")


def test_a_digest_knows_a_phone_again_and_tells_it_to_nobody(tmp_path: Path) -> None:
    digest = Seal("khóa", tmp_path / "k").digest("0912345678")
    assert digest == Seal("khóa", tmp_path / "k").digest("0912345678")
    assert len(digest) == 64
    assert digest != Seal("khác", tmp_path / "k").digest("0912345678")
    assert digest != Seal("khóa", tmp_path / "k").digest("0912345679")
