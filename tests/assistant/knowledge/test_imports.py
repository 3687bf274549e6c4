"""Taking over records of the portal: good rows taken, bad ones told, all of a file or nothing."""

import gzip
import json
import os
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.errors import ContentError
from assistant.knowledge.content import Phrases
from assistant.knowledge.imports import ImportReport, OfficialStore, load_official
from assistant.knowledge.portal import LONGEST_LINE, Refused
from tests.assistant.knowledge.conftest import ROW, TODAY, Rows

TWO = {**ROW, "code": "9.100002", "name": "Việc thứ hai"}


@pytest.fixture
def store(tmp_path: Path) -> OfficialStore:
    """Nothing taken over yet; not even the folder is there."""
    return OfficialStore(tmp_path / "data" / "knowledge")


def snapshot(store: OfficialStore) -> dict[str, bytes]:
    """What lies in the folder of a store, the lock apart."""
    files = store.path.parent.glob("*")
    return {path.name: path.read_bytes() for path in files if path.suffix != ".lock"}


def test_before_the_first_import_there_is_nothing(store: OfficialStore) -> None:
    assert store.load() == {}


def test_good_rows_are_taken_and_bad_ones_told_with_their_line(
    store: OfficialStore, phrases: Phrases, rows: Rows
) -> None:
    wrong_type = {**ROW, "code": "9.100003", "result": "giấy"}
    marked_up = {**ROW, "code": "9.100004", "steps": "<script>x</script>"}
    controlled = {**ROW, "code": "9.100005", "who": "Công\x00dân"}
    endless = b'{"code": "9.100006", "name": "' + b"x" * LONGEST_LINE + b'"}'
    nested = b'{"a":' * 50_000
    path = rows(
        ROW,
        wrong_type,
        marked_up,
        controlled,
        endless,
        nested,
        b"khong phai JSON",
        b"NaN",
        ROW,
        TWO,
    )
    report = store.take_over(path, phrases, TODAY)
    assert report.added == ["9.100001", "9.100002"]
    assert [row.line for row in report.refused] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert report.refused[-1] == Refused(9, "code: '9.100001' stood in an earlier line")
    assert sorted(store.load()) == ["9.100001", "9.100002"]


def test_what_was_taken_over_is_read_back_as_it_was(
    store: OfficialStore, phrases: Phrases, rows: Rows
) -> None:
    store.take_over(rows(ROW), phrases, TODAY)
    record = OfficialStore(store.path.parent).load()["9.100001"]
    assert record.official_name == ROW["name"]
    assert (record.origin, record.checked_on) == ("portal", TODAY)


@pytest.mark.parametrize("days", [0, 1])
def test_the_same_file_again_changes_nothing(
    store: OfficialStore, phrases: Phrases, rows: Rows, days: int
) -> None:
    """Another day is no change of a record; it is only known to hold for longer."""
    path = rows(ROW, TWO)
    store.take_over(path, phrases, TODAY)
    later = TODAY + timedelta(days)
    assert store.take_over(path, phrases, later) == ImportReport(unchanged=["9.100001", "9.100002"])
    assert store.load()["9.100001"].checked_on == later


def test_a_row_that_differs_is_told_as_changed_and_the_others_stay(
    store: OfficialStore, phrases: Phrases, rows: Rows
) -> None:
    store.take_over(rows(ROW, TWO), phrases, TODAY)
    new = {**ROW, "code": "9.100003"}
    report = store.take_over(rows({**ROW, "who": "Tổ chức"}, new), phrases, TODAY)
    assert report == ImportReport(added=["9.100003"], changed=["9.100001"], kept=1)
    assert sorted(store.load()) == ["9.100001", "9.100002", "9.100003"]
    assert store.load()["9.100001"].who == "Tổ chức"


@pytest.mark.parametrize("before", [(), ({**ROW, "who": "Tổ chức"},)], ids=["new", "used"])
@pytest.mark.parametrize("spoil", ["cut short", "missing", "nothing usable", "empty"])
def test_a_file_that_is_no_use_changes_nothing_and_is_told(
    store: OfficialStore, phrases: Phrases, rows: Rows, before: tuple[object, ...], spoil: str
) -> None:
    """Also where the rows before the break were good."""
    if before:
        store.take_over(rows(*before), phrases, TODAY)
    kept = snapshot(store)
    many = rows(*({**ROW, "code": f"9.{n:06}"} for n in range(300)), name="many.jsonl")
    whole = gzip.compress(many.read_bytes())
    path = many.with_name("new.jsonl.gz")
    content = {
        "cut short": whole[: len(whole) // 2], "nothing usable": gzip.compress(b"{}\n[]"),
        "empty": gzip.compress(b""),
    }.get(spoil)  # fmt: skip
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ContentError, match=r"new\.jsonl\.gz"):
        store.take_over(path, phrases, TODAY)
    assert snapshot(store) == kept


def test_a_file_without_a_usable_row_is_told_with_the_first_reasons(
    store: OfficialStore, phrases: Phrases, rows: Rows
) -> None:
    with pytest.raises(ContentError) as caught:
        store.take_over(rows(*[{**ROW, "level": 3}] * 50), phrases, TODAY)
    first, *reasons = caught.value.problems
    assert "no record in it can be used" in first
    assert "line 1: level:" in reasons[0]
    assert len(reasons) <= 20


def test_of_two_imports_at_once_the_second_is_refused(
    store: OfficialStore, phrases: Phrases, rows: Rows, tmp_path: Path
) -> None:
    """The first reads from a pipe, so that it is surely still at work."""
    pipe = tmp_path / "slow.jsonl"
    os.mkfifo(pipe)
    done: list[ImportReport] = []
    slow = threading.Thread(target=lambda: done.append(store.take_over(pipe, phrases, TODAY)))
    slow.start()
    with pipe.open("wb") as end:  # opens when the import has opened its end, behind the lock
        other = OfficialStore(store.path.parent)
        with pytest.raises(ContentError, match="another import is at work"):
            other.take_over(rows(TWO), phrases, TODAY)
        assert other.load() == {}
        end.write(json.dumps(ROW).encode())
    slow.join(timeout=20)
    assert [report.added for report in done] == [["9.100001"]]
    assert other.take_over(rows(TWO), phrases, TODAY).added == ["9.100002"]


def test_the_lock_of_another_process_is_respected(
    store: OfficialStore, phrases: Phrases, rows: Rows
) -> None:
    store.path.parent.mkdir(parents=True)
    with (
        FileLock(store.path.parent / "official.lock"),
        pytest.raises(ContentError, match="at work"),
    ):
        store.take_over(rows(ROW), phrases, TODAY)
    assert store.take_over(rows(ROW), phrases, TODAY).added == ["9.100001"]


def test_an_import_that_fails_gives_the_lock_back(
    store: OfficialStore, phrases: Phrases, rows: Rows
) -> None:
    with pytest.raises(ContentError):
        store.take_over(rows(b"{"), phrases, TODAY)
    assert store.take_over(rows(ROW), phrases, TODAY).added == ["9.100001"]


def test_a_record_longer_than_its_row_can_still_be_read_back(
    store: OfficialStore, phrases: Phrases, rows: Rows
) -> None:
    """What was taken over must never lock the store for good."""
    steps = "\n".join(["- a"] * (LONGEST_LINE // 5 - 1_000))
    store.take_over(rows({**ROW, "steps": steps}), phrases, TODAY)
    assert store.path.stat().st_size > LONGEST_LINE
    assert list(store.load()) == ["9.100001"]


@pytest.mark.parametrize("of", ["papers", "channels"])
def test_a_row_of_very_many_parts_does_not_hold_an_import_up(
    store: OfficialStore, phrases: Phrases, rows: Rows, of: str
) -> None:
    """Refused or taken, in time that grows with its length and not with the square of it."""
    parts: dict[str, dict[str, object]] = {
        "papers": {"documents": [{"items": [{"text": f"Giấy {n}"} for n in range(30_000)]}]},
        "channels": {"channels": [{"channel": "post", "fee": f"{n}"} for n in range(1_500)]},
    }
    started = time.monotonic()
    store.take_over(rows({**ROW, **parts[of]}, TWO), phrases, TODAY)
    assert time.monotonic() - started < 8
    assert "9.100002" in store.load()


@pytest.mark.parametrize("line", ["{", '{"code": "9.100001"}', "[]"])
def test_a_store_changed_by_hand_is_told_with_its_line(
    store: OfficialStore, phrases: Phrases, rows: Rows, line: str
) -> None:
    """And no import writes over it."""
    store.take_over(rows(ROW), phrases, TODAY)
    with store.path.open("a", encoding="utf8") as file:
        file.write(line + "\n")
    spoiled = snapshot(store)
    with pytest.raises(ContentError, match=r"official\.jsonl: line 2"):
        load_official(store.path)
    with pytest.raises(ContentError, match=r"official\.jsonl: line 2"):
        store.take_over(rows(TWO), phrases, TODAY)
    assert snapshot(store) == spoiled
