"""A file of figures: whatever is wrong is told with its line, and then nothing is kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures.centre_rows import COLUMNS, MOST_LINES, read_month, read_rows, template
from assistant.figures.table import as_csv

HEADS = {name: f"Cột {name}" for name in COLUMNS}
TODAY = date(2026, 11, 22)
OFFICES = {"07210", "tinh"}
HEAD = ",".join(HEADS.values())


def _read(*lines: str, head: str = HEAD) -> tuple[int, list[tuple[int, str]]]:
    found = read_rows("\n".join([head, *lines]).encode(), HEADS, OFFICES, TODAY)
    return len(found.months), [(each.line, each.what) for each in found.problems]


def test_a_template_that_was_filled_in_is_read_whatever_the_spreadsheet_made_of_it() -> None:
    made = as_csv(template([("07210", "Phường A"), ("tinh", "Tỉnh")], date(2026, 10, 1), HEADS))
    lines = made.decode("utf-8-sig").splitlines()
    assert _read(*lines[1:]) == (0, [(1, "empty")])
    # A spreadsheet drops the zero in front and writes semicolons and thousands.
    text = f"{lines[0]}\n7210,x,2026,10,1.200,600,,,,,nguồn\n".replace(",", ";")
    found = read_rows(b"\xef\xbb\xbf" + text.encode(), HEADS, OFFICES, TODAY)
    assert found.problems == []
    assert (found.months[0].office, found.months[0].received) == ("07210", 1200)
    assert found.months[0].resolved is None


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("xxxxx,,2026,10,9,8,,,,,a", "office"), ("tinh,,2026,12,9,8,,,,,a", "month"),
        ("tinh,,2026,0,9,8,,,,,a", "month"), ("tinh,,hai,10,9,8,,,,,a", "month"),
        ("tinh,,2026,10,9,8,5,x,,,a", "number"), ("tinh,,2026,10,9,10,,,,,a", "online_more"),
        ("tinh,,2026,10,9,8,,,,,", "source"), ("tinh,,2026,10,9,,,,,,a", "online_half"),
        ("tinh,,2026,10,-9,8,,,,,a", "number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(line: str, what: str) -> None:
    kept, problems = _read("tinh,,2026,9,9,8,,,,,a", line)
    assert kept == 1
    assert problems == [(3, what)]


def test_one_month_twice_is_told() -> None:
    assert _read("tinh,,2026,9,9,8,,,,,a", "tinh,,2026,9,9,8,,,,,a")[1] == [(3, "twice")]


def test_a_line_with_its_place_is_read_like_a_form() -> None:
    row = {"office": "tinh", "year": "2026", "month": "09", "received": "1", "online": "1",
           "source": "a"}  # fmt: skip
    said, wrong = read_month(row, OFFICES, TODAY)
    assert wrong == []
    assert said is not None
    assert said.month == date(2026, 9, 1)


def test_what_is_no_such_file_is_told() -> None:
    for data, what in ((b"", "unreadable"), (b"\xff\xfe", "unreadable"), (b"a,b\n1,2", "columns")):
        found = read_rows(data, HEADS, OFFICES, TODAY)
        assert [each.what for each in found.problems] == [what]
    assert _read(*["tinh,,2026,9,9,8,,,,,a"] * (MOST_LINES + 1))[1] == [
        (MOST_LINES + 1, "too_many")
    ]  # fmt: skip


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: (HEAD + "\n" + t).encode()))
def test_no_file_breaks_it(data: bytes) -> None:
    found = read_rows(data, HEADS, OFFICES, TODAY)
    assert found.problems or found.months
