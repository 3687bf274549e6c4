"""Unpacking what somebody sent: bombs, tricks and damage end in a sentence for a clerk."""

import struct
import zipfile
from pathlib import Path

import pytest

from assistant.errors import ContentError
from assistant.knowledge.spreadsheet.archive import unpacked

MOST_BYTES = 20 * 2**20


def refused(path: Path) -> str:
    """What is said of a file."""
    with pytest.raises(ContentError) as caught:
        unpacked(path)
    (problem,) = caught.value.problems
    return problem


def packed(tmp_path: Path, parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """An archive of these parts."""
    path = tmp_path / "tệp.xlsx"
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_the_parts_stay_as_they_are(tmp_path: Path) -> None:
    parts = {"a.xml": b"<a/>", "b/c.xml": bytes(range(256)) * 1000}
    with zipfile.ZipFile(unpacked(packed(tmp_path, parts))) as plain:
        assert {name: plain.read(name) for name in plain.namelist()} == parts


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    assert "quá lớn" in refused(packed(tmp_path, {"a.xml": bytes(MOST_BYTES + 1)}))


def test_many_small_parts_are_counted_together(tmp_path: Path) -> None:
    parts = {f"{number}.xml": bytes(MOST_BYTES // 10) for number in range(11)}
    assert "quá lớn" in refused(packed(tmp_path, parts))


def test_too_many_parts_are_too_much(tmp_path: Path) -> None:
    assert "quá lớn" in refused(packed(tmp_path, {f"{number}.xml": b"" for number in range(501)}))


def test_a_part_that_hides_its_size_is_not_unpacked(tmp_path: Path) -> None:
    """The size stands twice in an archive, 4 bytes each; both say 10 of 30 million."""
    path = packed(tmp_path, {"a.xml": bytes(30_000_000)})
    honest, false = struct.pack("<L", 30_000_000), struct.pack("<L", 10)
    content = path.read_bytes()
    assert content.count(honest) == 2
    path.write_bytes(content.replace(honest, false))
    assert "bị hỏng" in refused(path)


def test_packing_that_workbooks_do_not_use_is_refused(tmp_path: Path) -> None:
    assert "bị hỏng" in refused(packed(tmp_path, {"a.xml": b"a"}, zipfile.ZIP_BZIP2))


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tệp.xlsx"
    for content in (b"", b"M\xc3\xa3,T\xc3\xaan\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 100):
        path.write_bytes(content)
        assert "bị hỏng" in refused(path)


@pytest.mark.parametrize("name", ["tệp.xls", "tệp.xlsm", "tệp.csv", "tệp.ods", "tệp"])
def test_another_kind_of_file_is_named(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name) == f"Tên tệp '{name}' phải kết thúc bằng .xlsx."


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "không-có.xlsx" in refused(tmp_path / "không-có.xlsx")


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    assert "thư mục.xlsx" in refused(_made(tmp_path / "thư mục.xlsx"))


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
