"""Publishing as staff see it: nothing is said to be done before every process answers from it."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import publication
from assistant.errors import ContentError
from assistant.knowledge.editions import EditionStore, Reader
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.live import LiveKnowledge
from assistant.publication import publish
from tests.assistant.knowledge.conftest import TODAY, whole_knowledge_base


@pytest.fixture
def folder(real_folder: Path, small_folder: Path, tmp_path: Path) -> Path:
    """A whole knowledge base, to publish from."""
    return whole_knowledge_base(tmp_path / "knowledge_base", real_folder, small_folder)


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> EditionStore:
    """A store with the folder published to it once."""
    store = EditionStore(tmp_path / "data" / "knowledge")
    store.publish(folder)
    return store


@pytest.fixture
def gateway(store: EditionStore) -> Iterator[LiveKnowledge]:
    """A process that answers, and follows what is published."""
    live = LiveKnowledge("gateway", store, FeatureCache(), lambda: TODAY)
    live.load()
    live.watch()
    yield live
    live.stop()


def rename(folder: Path, name: str) -> None:
    """Give a record another name."""
    path = folder / "procedures/cu_tru/9.000003.yml"
    path.write_text(path.read_text("utf8").replace("Đăng ký tạm trú", name), "utf8")


def test_every_running_process_answers_from_it_before_it_is_said(
    store: EditionStore, folder: Path, gateway: LiveKnowledge
) -> None:
    rename(folder, "Đăng ký ở tạm")
    told: list[str] = []
    publish(store, lambda: store.publish(folder), told.append)
    assert gateway.current.base.record("9.000003").name == "Đăng ký ở tạm"
    first, *others = told
    assert store.current() in first.split()
    assert [line.split(" answers from it")[0] for line in others] == ["gateway"]


def test_nothing_runs_and_it_is_published_at_once(store: EditionStore, folder: Path) -> None:
    rename(folder, "Đăng ký ở tạm")
    told: list[str] = []
    started = time.monotonic()
    publish(store, lambda: store.publish(folder), told.append)
    assert time.monotonic() - started < 5
    assert len(told) == 1


def test_what_is_published_already_is_no_reason_to_wait(
    store: EditionStore, folder: Path, gateway: LiveKnowledge
) -> None:
    told: list[str] = []
    publish(store, lambda: store.publish(folder), told.append)
    assert len(told) == 2


def test_a_process_that_refuses_is_told_with_its_reason(
    store: EditionStore, folder: Path, gateway: LiveKnowledge
) -> None:
    """Here the imported records were changed by hand, which publishing does not read."""
    (store.official.path).write_text('{"code": "9.100001"}\n', "utf8")
    before = gateway.current
    with pytest.raises(ContentError, match=r"gateway keeps the edition before: .*official\.jsonl"):
        publish(store, lambda: store.publish(folder), lambda line: None)
    assert gateway.current is before


def test_content_with_a_problem_reaches_nobody(
    store: EditionStore, folder: Path, gateway: LiveKnowledge
) -> None:
    before = store.current()
    rename(folder, '""')
    told: list[str] = []
    with pytest.raises(ContentError, match=r"9\.000003\.yml: name"):
        publish(store, lambda: store.publish(folder), told.append)
    assert (store.current(), told) == (before, [])


def test_a_slow_process_is_waited_for(store: EditionStore, folder: Path) -> None:
    slow = LiveKnowledge("slow", store, FeatureCache(), lambda: TODAY)
    slow.load()
    before = store.current()

    def take_over_late() -> None:
        while store.current() == before:
            time.sleep(0.02)
        time.sleep(0.5)
        slow.refresh()

    rename(folder, "Đăng ký ở tạm")
    threading.Thread(target=take_over_late, daemon=True).start()
    told: list[str] = []
    publish(store, lambda: store.publish(folder), told.append)
    assert told[-1].startswith("slow answers from it")
    assert slow.current.base.record("9.000003").name == "Đăng ký ở tạm"


def test_a_process_that_never_takes_it_over_is_told(
    store: EditionStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "_PATIENCE", 0.3)
    deaf = LiveKnowledge("deaf", store, FeatureCache(), lambda: TODAY)
    deaf.load()
    rename(folder, "Đăng ký ở tạm")
    with pytest.raises(ContentError, match="deaf has not taken it over in"):
        publish(store, lambda: store.publish(folder), lambda line: None)


def test_a_process_that_has_ended_is_not_waited_for(store: EditionStore, folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    store.report(Reader("actions", child.pid, "old", None, None, 0.1))
    told: list[str] = []
    publish(store, lambda: store.publish(folder), told.append)
    assert len(told) == 1


def test_the_number_of_an_ended_process_may_be_anothers_by_now(
    store: EditionStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a restart of the machine numbers come again: here that of the test itself."""
    monkeypatch.setattr(publication, "_PATIENCE", 0.3)
    store.report(Reader("actions", os.getpid(), "old", None, None, 0.1))
    boot = time.time() - 10 * 365 * 86400
    os.utime(store.folder / "readers" / "actions.json", (boot, boot))
    told: list[str] = []
    publish(store, lambda: store.publish(folder), told.append)
    assert len(told) == 1
