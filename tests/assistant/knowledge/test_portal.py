"""Records as the national portal publishes them."""

import gzip
import json
from pathlib import Path

import pytest

from assistant.errors import ContentError
from assistant.knowledge.portal import read_portal

RECORD = {
    "code": "9.100001",
    "name": "Cấp bản sao trích lục hộ tịch",
    "level": "Cấp Xã, Cấp Tỉnh",
    "who": "Công dân Việt Nam",
    "documents": [
        {"group": "", "items": [{"text": "Tờ khai theo mẫu"}, {"text": "Giấy ủy quyền"}]}
    ],
    "steps": "Nộp hồ sơ tại bộ phận một cửa của xã.\nNgắn.\nCán bộ tra sổ rồi cấp bản sao.",
    "conditions": "Không có thông tin",
    "result": ["Bản sao trích lục"],
}


def lines(*records: object) -> str:
    """One JSON object a line."""
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_a_file_is_read_plain_or_compressed(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"records{suffix}"
    text = (lines(RECORD) + "\n\n").encode()
    path.write_bytes(gzip.compress(text) if suffix.endswith("gz") else text)
    (entry,) = read_portal(path)
    assert (entry.code, entry.name, entry.titles) == (
        "9.100001",
        "Cấp bản sao trích lục hộ tịch",
        ("Cấp bản sao trích lục hộ tịch",),
    )


def test_passages_are_facts_long_enough_to_say_something(tmp_path: Path) -> None:
    """Papers and results as they are, steps by sentence; what the portal leaves open is dropped."""
    path = tmp_path / "records.jsonl"
    path.write_text(lines(RECORD), "utf8")
    assert read_portal(path)[0].passages == (
        "Công dân Việt Nam",
        "Tờ khai theo mẫu",
        "Giấy ủy quyền",
        "Nộp hồ sơ tại bộ phận một cửa của xã.",
        "Cán bộ tra sổ rồi cấp bản sao.",
        "Bản sao trích lục",
    )


@pytest.mark.parametrize(
    ("level", "commune"),
    [("Cấp Xã", True), ("Cấp Tỉnh; cấp xã", True), ("Cấp Tỉnh", False), ("", False), (None, False)],
)
def test_the_level_tells_whether_a_commune_decides(
    tmp_path: Path, level: str | None, commune: bool
) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(lines({**RECORD, "level": level}), "utf8")
    assert read_portal(path)[0].common is commune


def test_only_code_and_name_are_needed(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(lines({"code": "9.1", "name": "Tên"}), "utf8")
    assert read_portal(path)[0].passages == ()


@pytest.mark.parametrize(
    "line",
    [
        "{", "[]", '"text"', '{"name": "thiếu mã"}', "3",
        '{"code": "9.1", "name": "a", "documents": [{}]}',
        '{"code": "9.1", "name": "a", "level": 3}',
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(f"{lines(RECORD)}\n{line}\n", "utf8")
    with pytest.raises(ContentError, match="line 2"):
        read_portal(path)


@pytest.mark.parametrize("spoil", ["missing", "no gzip", "cut short", "damaged", "no utf-8"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "records.jsonl.gz"
    whole = gzip.compress(lines(RECORD).encode() * 50)
    damaged = whole[:30] + bytes(byte ^ 0x55 for byte in whole[30:60]) + whole[60:]
    content = {
        "no gzip": b"{}", "cut short": whole[:-20], "damaged": damaged,
        "no utf-8": gzip.compress(b"\xff\xfe"),
    }.get(spoil)  # fmt: skip
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ContentError, match=r"records\.jsonl\.gz"):
        read_portal(path)
