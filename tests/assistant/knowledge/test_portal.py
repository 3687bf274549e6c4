"""Rows of the national portal: read with suspicion, refused one by one, never half a file."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import ContentError
from assistant.knowledge.portal import LONGEST_LINE, PortalRow, Refused, read_rows
from assistant.knowledge.record import Record
from tests.assistant.knowledge.conftest import ROW, Rows


def read(path: Path) -> tuple[list[str], list[Refused]]:
    """The codes of the good rows, and the refused ones."""
    found = list(read_rows(path, PortalRow))
    good = [row[1].code for row in found if not isinstance(row, Refused)]
    return good, [row for row in found if isinstance(row, Refused)]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_a_file_is_read_plain_or_compressed(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"records{suffix}"
    text = (json.dumps(ROW, ensure_ascii=False) + "\n\n").encode()
    path.write_bytes(gzip.compress(text) if suffix.endswith("gz") else text)
    ((number, row),) = [row for row in read_rows(path, PortalRow) if isinstance(row, tuple)]
    assert number == 1
    assert (row.code, row.name) == ("9.100001", "Thủ tục cấp bản sao trích lục hộ tịch")
    assert row.documents[0].items[1].text == "Tờ khai theo mẫu"


def test_only_code_and_name_are_needed(rows: Rows) -> None:
    assert read(rows({"code": "9.100001", "name": "Tên"})) == (["9.100001"], [])


@pytest.mark.parametrize(
    "nothing",
    ["Không có thông tin", " không có thông tin. ", "(Không có)", "Không", "", " \n", None],
)
@pytest.mark.parametrize("field", ["who", "agency", "steps", "conditions", "decision", "url"])
def test_what_the_portal_writes_for_nothing_is_nothing(
    row: dict[str, Any], field: str, nothing: str | None
) -> None:
    assert getattr(PortalRow.model_validate({**row, field: nothing}), field) is None


def test_nothing_in_a_list_leaves_no_gap(row: dict[str, Any]) -> None:
    listed = {**row, "legal": ["Không có thông tin", None, " 60/2014/QH13 ", ""]}
    assert PortalRow.model_validate(listed).legal == ["60/2014/QH13"]


def test_words_that_only_begin_like_nothing_are_kept(row: dict[str, Any]) -> None:
    text = "Không có tranh chấp."
    assert PortalRow.model_validate({**row, "conditions": text}).conditions == text


def item(**fields: object) -> dict[str, object]:
    """A paper with these fields, as the only change of a row."""
    return {"documents": [{"case": None, "items": [{"text": "Đơn", **fields}]}]}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"code": None}, "code"), ({"code": 9.100001}, "code"), ({"code": "9.1"}, "code"),
        ({"code": "x.ma-rieng"}, "code"), ({"code": "9.100001\n"}, "code"),
        ({"code": "٩.١٠٠٠٠١"}, "code"),
        ({"name": None}, "name"), ({"name": 3}, "name"), ({"name": "ab"}, "name"),
        ({"name": "Không có"}, "name"), ({"name": "a" * 2001}, "name"), ({"name": ["a"]}, "name"),
        ({"name": "…!?"}, "name"), ({"name": "\u200b\u200b\u200b"}, "name"),
        ({"level": 3}, "level"), ({"who": {"a": "b"}}, "who"), ({"result": "giấy"}, "result"),
        ({"result": [1]}, "result.0"), ({"legal": [["a"]]}, "legal.0"),
        ({"channels": {}}, "channels"), ({"channels": [{"channel": "fax"}]}, "channels.0.channel"),
        ({"channels": [{"channel": "post", "fee": 8000}]}, "channels.0.fee"),
        ({"documents": None}, "documents"), ({"documents": [3]}, "documents.0"),
        ({"documents": [{}] * 201}, "documents"),
        (item(originals="1"), "documents.0.items.0.originals"),
        (item(originals=1.5), "documents.0.items.0.originals"),
        (item(copies=True), "documents.0.items.0.copies"),
        (item(copies=float("nan")), "documents.0.items.0.copies"),
        ({"url": "javascript:alert(1)"}, "url"), ({"url": "ftp://example.vn"}, "url"),
        ({"url": 5}, "url"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_refused_with_its_line_and_its_name(
    row: dict[str, Any], rows: Rows, change: dict[str, Any], where: str
) -> None:
    """And the rows around it are taken."""
    good = {"code": "9.100002", "name": "Tên"}
    codes, refused = read(rows(good, {**row, **change}, {**good, "code": "9.100003"}))
    assert codes == ["9.100002", "9.100003"]
    assert [line.line for line in refused] == [2]
    assert refused[0].reason.startswith(f"{where}: ")


DEEP = 50_000


@pytest.mark.parametrize(
    "line",
    [
        b"{", b"[]", b'"text"', b"3", b"null", b"true", b"NaN", b"-Infinity", b"khong phai JSON",
        b'{"name": "thieu ma"}', b'{"code": "9.100001", "name": "Ten"} {}', b"\xff\xfe\x00",
        b'{"code": "9.100001", "name": "T\xean"}', b"\x00\x00\x00",
        b"[" * DEEP, b'{"a":' * DEEP + b"1" + b"}" * DEEP,
        b'{"code": "9.100001", "name": "Ten", "documents": ' + b"9" * 5_000 + b"}",
        b'{"code": "9.100001", "name": "Ten \\ud800"}',
    ],
    ids=lambda line: repr(line[:20]),
)  # fmt: skip
def test_what_is_no_object_of_text_is_refused_and_the_next_row_is_taken(
    rows: Rows, line: bytes
) -> None:
    codes, refused = read(rows(line, ROW))
    assert codes == ["9.100001"]
    assert [problem.line for problem in refused] == [1]
    assert refused[0].reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<script>alert(1)</script>", "markup"), ("Đơn <b>xin</b>", "markup"),
        ("</p>", "markup"), ("<!-- ẩn -->", "markup"), ("< img src=x onerror=alert(1)>", "markup"),
        ("Đơn\x00", "control"), ("\x1b[31mĐơn", "control"), ("Đơn\x08", "control"),
        ("Đơn \ud800", "control"), ("Đơn \u202exin", "control"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["name", "steps", "result", "paper", "note"])
def test_markup_and_control_characters_are_refused_wherever_they_stand(
    row: dict[str, Any], rows: Rows, field: str, text: str, reason: str
) -> None:
    """A surrogate alone is no character; a letter that turns the line round hides what is said."""
    changes: dict[str, dict[str, Any]] = {
        "result": {"result": [text]}, "paper": item(text=text),
        "note": {"channels": [{"channel": "post", "note": text}]},
    }  # fmt: skip
    change = changes.get(field, {field: text})
    codes, refused = read(rows(json.dumps({**row, **change}).encode()))
    assert codes == []
    assert reason in refused[0].reason
    assert text not in refused[0].reason


@pytest.mark.parametrize("text", ["diện tích < 100 m2", "từ 3 -> 5 ngày", "a<b", "5 > 3", "5 <3>"])
def test_a_sign_of_comparison_is_no_markup(row: dict[str, Any], text: str) -> None:
    assert PortalRow.model_validate({**row, "conditions": text}).conditions == text


def padded(length: int) -> bytes:
    """A good row whose line is `length` bytes long."""
    bare = b'{"code": "9.100009", "name": "Ten", "extra": ""}'
    return bare[:-2] + b"x" * (length - len(bare)) + bare[-2:]


@pytest.mark.parametrize("beyond", [1, 2, 1000, LONGEST_LINE + 3])
@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_an_endless_line_is_refused_and_the_next_one_read(
    rows: Rows, tmp_path: Path, beyond: int, suffix: str
) -> None:
    """It is never held in memory as a whole."""
    path = rows(ROW, padded(LONGEST_LINE + beyond), {"code": "9.100002", "name": "Tên"})
    if suffix == ".jsonl.gz":
        packed = tmp_path / "rows.jsonl.gz"
        packed.write_bytes(gzip.compress(path.read_bytes(), 1))
        path = packed
    codes, refused = read(path)
    assert codes == ["9.100001", "9.100002"]
    assert refused == [Refused(2, f"longer than {LONGEST_LINE} bytes")]


@pytest.mark.parametrize("short_of", [0, 1])
def test_the_longest_line_that_is_read(rows: Rows, short_of: int) -> None:
    """Its end of line does not count, and the row behind it is not lost."""
    path = rows(padded(LONGEST_LINE - short_of), ROW)
    assert read(path) == (["9.100009", "9.100001"], [])


def test_an_endless_last_line_ends_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(json.dumps(ROW).encode() + b"\n" + b"x" * (2 * LONGEST_LINE + 5))
    assert [line.line for line in read(path)[1]] == [2]


@pytest.mark.parametrize("spoil", ["missing", "no gzip", "cut short", "damaged", "a folder"])
def test_a_file_that_cannot_be_read_to_its_end_is_named(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "records.jsonl.gz"
    lines = "\n".join(json.dumps({**ROW, "code": f"9.{n:06}"}) for n in range(500)).encode()
    whole = gzip.compress(lines)
    middle = len(whole) // 2
    damaged = whole[:middle] + bytes(b ^ 0x55 for b in whole[middle : middle + 40])
    content = {
        "no gzip": b"{}", "cut short": whole[:-20], "damaged": damaged + whole[middle + 40 :],
    }.get(spoil)  # fmt: skip
    if content is not None:
        path.write_bytes(content)
    if spoil == "a folder":
        path.mkdir()
    with pytest.raises(ContentError, match=r"records\.jsonl\.gz: broken after line \d+"):
        list(read_rows(path, PortalRow))


def test_lines_are_counted_as_an_editor_counts_them(rows: Rows) -> None:
    """Blank ones too; a break inside a text is none of the file's."""
    odd = {"code": "9.100002", "name": "Tên\u2028có dấu ngắt\u2029lạ"}
    codes, refused = read(rows(b"", odd, b"   ", b"{", ROW))
    assert codes == ["9.100002", "9.100001"]
    assert [line.line for line in refused] == [4]


def test_any_model_of_rows_is_read(rows: Rows, record: Record) -> None:
    path = rows(record.model_dump_json().encode(), b"{}")
    read_back, refused = list(read_rows(path, Record))
    assert read_back == (1, record)
    assert isinstance(refused, Refused)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(field=st.sampled_from(sorted(PortalRow.model_fields)), value=json_values)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_any_row_is_taken_or_refused(rows: Rows, field: str, value: object) -> None:
    """Nothing that JSON can say stops an import."""
    codes, refused = read(rows(json.dumps({**ROW, field: value}).encode()))
    assert len(codes) + len(refused) == 1
