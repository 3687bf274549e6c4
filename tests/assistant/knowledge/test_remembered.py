"""What was read before is not read again, and what has changed is."""

import shutil
from pathlib import Path

import pytest

from assistant.errors import ContentError
from assistant.knowledge.base import load_content
from assistant.knowledge.record import Record
from assistant.knowledge.remembered import Remembered


@pytest.fixture
def folder(small_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_folder, tmp_path / "kb"))


@pytest.fixture
def record(folder: Path) -> Path:
    return folder / "procedures/ho_tich/9.000001.yml"


def test_all_that_ships_is_the_same_when_it_is_remembered(
    real_folder: Path, tmp_path: Path
) -> None:
    first = Remembered(tmp_path / "read.json")
    content = load_content(real_folder, first)
    first.keep()
    assert load_content(real_folder, Remembered(tmp_path / "read.json")) == content


def test_a_changed_file_is_read_anew(record: Path, tmp_path: Path) -> None:
    first = Remembered(tmp_path / "read.json")
    name = first(record, Record).name
    first.keep()
    record.write_text(record.read_text().replace(name, f"{name} mới"))
    assert Remembered(tmp_path / "read.json")(record, Record).name == f"{name} mới"


def test_a_spoiled_file_is_refused_whatever_it_held_before(record: Path, tmp_path: Path) -> None:
    first = Remembered(tmp_path / "read.json")
    first(record, Record)
    first.keep()
    record.write_text(record.read_text() + "naem: x\n")
    with pytest.raises(ContentError, match="naem"):
        Remembered(tmp_path / "read.json")(record, Record)
    record.unlink()
    with pytest.raises(ContentError, match="No such file"):
        Remembered(tmp_path / "read.json")(record, Record)


@pytest.mark.parametrize("damage", ["", "{", "[]", '"x"'])
def test_a_damaged_memory_is_no_trouble(record: Path, tmp_path: Path, damage: str) -> None:
    kept = tmp_path / "read.json"
    kept.write_text(damage)
    remembered = Remembered(kept)
    assert remembered(record, Record).code == "9.000001"
    remembered.keep()


def test_what_an_older_shape_left_behind_is_read_anew(record: Path, tmp_path: Path) -> None:
    kept = tmp_path / "read.json"
    first = Remembered(kept)
    whole = first(record, Record)
    first.keep()
    kept.write_text(kept.read_text().replace('\\"name\\"', '\\"naem\\"'))
    assert Remembered(kept)(record, Record) == whole
