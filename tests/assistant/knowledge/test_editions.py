"""Editions: written whole, named last, read by every process, the old ones forgotten."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assistant.errors import ContentError
from assistant.knowledge.content import Phrases
from assistant.knowledge.editions import EditionStore, Reader
from tests.assistant.knowledge.conftest import ROW, TODAY, Rows


@pytest.fixture
def store(tmp_path: Path) -> EditionStore:
    """A store that nobody has published to."""
    return EditionStore(tmp_path / "data" / "knowledge")


def rename(folder: Path, name: str) -> None:
    """Give the record 9.000003 another name."""
    path = folder / "procedures/cu_tru/9.000003.yml"
    lines = path.read_text("utf8").splitlines()
    path.write_text(
        "\n".join(f"name: {name}" if x.startswith("name:") else x for x in lines), "utf8"
    )


def name_in(store: EditionStore, edition: str) -> str:
    """What the record 9.000003 is called in an edition."""
    content, _ = store.read(edition)
    return next(record.name for record in content.versions if record.code == "9.000003")


def test_before_the_first_edition_there_is_none(store: EditionStore) -> None:
    assert store.current() is None
    assert store.readers() == []


def test_what_is_published_is_read_back_whole(store: EditionStore, folder: Path) -> None:
    edition = store.publish(folder)
    assert store.current() == edition
    content, official = store.read(edition)
    assert [record.code for record in content.versions] == [
        "9.000003", "x.ho-kinh-doanh", "9.000001", "9.000002"
    ]  # fmt: skip
    assert [faq.id for faq in content.faqs] == ["may-in-tai-quay"]
    assert content.phrases["unsure"]
    assert official == {}


def test_the_same_content_is_the_same_edition(store: EditionStore, folder: Path) -> None:
    assert store.publish(folder) == store.publish(folder)
    assert len(list((store.folder / "editions").iterdir())) == 1


def test_a_change_is_another_edition_and_the_old_one_stays_readable(
    store: EditionStore, folder: Path
) -> None:
    old = store.publish(folder)
    rename(folder, "Tên mới")
    new = store.publish(folder)
    assert old != new == store.current()
    assert (name_in(store, old), name_in(store, new)) == ("Đăng ký tạm trú", "Tên mới")


def test_content_with_a_problem_is_not_published(store: EditionStore, folder: Path) -> None:
    before = store.publish(folder)
    (folder / "procedures/cu_tru/9.000003.yml").write_text("name: [", "utf8")
    with pytest.raises(ContentError, match=r"9\.000003\.yml"):
        store.publish(folder)
    assert store.current() == before


def test_records_of_the_portal_are_part_of_an_edition(
    store: EditionStore, folder: Path, phrases: Phrases, rows: Rows
) -> None:
    """An import after it changes nothing in it: only publishing does."""
    without = store.publish(folder)
    store.official.take_over(rows(ROW), phrases, TODAY)
    with_one = store.publish(folder)
    store.official.take_over(rows({**ROW, "code": "9.100002"}), phrases, TODAY)
    assert store.read(without)[1] == {}
    assert list(store.read(with_one)[1]) == ["9.100001"]
    assert list(EditionStore(store.folder).read(with_one)[1]) == ["9.100001"]
    assert list(store.read(store.publish(folder))[1]) == ["9.100001", "9.100002"]


def test_records_of_the_portal_are_read_once_for_editions_that_share_them(
    store: EditionStore, folder: Path, phrases: Phrases, rows: Rows
) -> None:
    store.official.take_over(rows(ROW), phrases, TODAY)
    first = store.read(store.publish(folder))[1]
    rename(folder, "Tên mới")
    assert store.read(store.publish(folder))[1] is first


def test_old_editions_are_forgotten_the_current_one_never(
    store: EditionStore, folder: Path
) -> None:
    """Also when the oldest is published again."""
    editions = []
    for number in range(8):
        rename(folder, f"Tên {number}")
        editions.append(store.publish(folder))
    kept = [path.name for path in (store.folder / "editions").iterdir()]
    assert sorted(kept) == sorted(editions[-5:])
    rename(folder, "Tên 3")
    again = store.publish(folder)
    assert again == editions[3] == store.current()
    assert name_in(store, again) == "Tên 3"


@pytest.mark.parametrize("spoil", ["missing", "corrupt", "of another program", "official"])
def test_an_edition_that_cannot_be_read_is_named(
    store: EditionStore, folder: Path, spoil: str
) -> None:
    edition = store.publish(folder)
    kept = store.folder / "editions" / edition
    if spoil == "missing":
        (kept / "content.json").unlink()
    elif spoil == "corrupt":
        (kept / "content.json").write_bytes((kept / "content.json").read_bytes()[:-100])
    elif spoil == "of another program":
        (kept / "content.json").write_text('{"versions": []}')
    else:
        (kept / "official.jsonl").write_text("{")
    with pytest.raises(ContentError, match=edition):
        store.read(edition)


def test_an_edition_of_another_release_is_published_anew(store: EditionStore, folder: Path) -> None:
    first = store.publish(folder)
    store.ensure(folder)
    assert store.current() == first
    content = store.folder / "editions" / first / "content.json"
    content.write_text('{"of": "another release"}')
    rename(folder, "Đăng ký tạm trú, tên mới")
    store.ensure(folder)
    assert name_in(store, str(store.current())) == "Đăng ký tạm trú, tên mới"


def test_many_at_once_publish_without_harm(store: EditionStore, folder: Path) -> None:
    """Two clerks press at the same moment: both are served, one edition stands."""
    found: list[str | Exception] = []
    ready = threading.Barrier(4)

    def publish() -> None:
        ready.wait()
        try:
            found.append(EditionStore(store.folder).publish(folder))
        except OSError as error:
            found.append(error)

    threads = [threading.Thread(target=publish) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [store.current()] * 4
    assert name_in(store, store.current() or "") == "Đăng ký tạm trú"


def reader(name: str, pid: int) -> Reader:
    """A process that answers from an edition."""
    return Reader(name, pid, "abc", None, None, 0.5)


def gone() -> int:
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    return child.pid


def test_the_processes_that_run_are_listed(store: EditionStore) -> None:
    here = reader("gateway", os.getpid())
    store.report(here)
    store.report(reader("actions", gone()))
    assert store.readers() == [here]


def test_a_process_is_listed_once_with_what_it_told_last(store: EditionStore) -> None:
    store.report(reader("gateway", os.getpid()))
    refused = Reader("gateway", os.getpid(), "abc", "def", "ContentError: …", 1.5)
    store.report(refused)
    assert store.readers() == [refused]


def test_a_process_of_another_user_runs_too(store: EditionStore) -> None:
    store.report(reader("init", 1))
    assert [each.name for each in store.readers()] == ["init"]


@pytest.mark.parametrize("text", ["", "{", json.dumps({"name": "gateway", "pid": 1})])
def test_what_a_process_left_half_written_or_of_an_older_program_is_no_harm(
    store: EditionStore, text: str
) -> None:
    store.report(reader("gateway", os.getpid()))
    (store.folder / "readers" / "older.json").write_text(text)
    assert [each.name for each in store.readers()] == ["gateway"]
