"""Live knowledge: a new edition or a new day takes over in one step, or the old one serves on."""

import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from assistant.errors import ContentError
from assistant.knowledge.content import Phrases
from assistant.knowledge.editions import EditionStore
from assistant.knowledge.entry import entries_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.live import LiveKnowledge
from assistant.knowledge.state import State
from tests.assistant.knowledge.conftest import ROW, TODAY, Rows

STAY = "9.000003"
BEGINS = date(2027, 1, 1)
_PATIENCE = 10.0  # seconds


class Calendar:
    """The day it is, as the test says."""

    def __init__(self) -> None:
        self.day = TODAY

    def today(self) -> date:
        return self.day


@pytest.fixture
def calendar() -> Calendar:
    """The day of the other tests."""
    return Calendar()


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> EditionStore:
    """A store with the folder published to it."""
    store = EditionStore(tmp_path / "data" / "knowledge")
    store.publish(folder)
    return store


@pytest.fixture
def live(store: EditionStore, calendar: Calendar) -> LiveKnowledge:
    """A loaded process that searches by words alone."""
    live = LiveKnowledge("tests", store, FeatureCache(), calendar.today)
    live.load()
    return live


def answer(live: LiveKnowledge, question: str) -> str:
    """What is answered first."""
    return live.current.consultation.ask(question, (), State()).replies[0].text


def rewrite(folder: Path, old: str, new: str) -> None:
    """Change the record 9.000003."""
    path = folder / f"procedures/cu_tru/{STAY}.yml"
    text = path.read_text("utf8")
    assert old in text
    path.write_text(text.replace(old, new), "utf8")


def spoil(store: EditionStore) -> None:
    """Damage the content of the edition that is current."""
    edition = store.folder / "editions" / (store.current() or "")
    (edition / "content.json").write_text('{"versions":')


def wait_for(what: Callable[[], bool]) -> None:
    """Until something has happened; it must, soon."""
    deadline = time.monotonic() + _PATIENCE
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_what_was_published_answers(live: LiveKnowledge) -> None:
    assert "15.000" in answer(live, "đăng ký tạm trú hết bao nhiêu tiền")
    assert not live.refresh()


def test_without_an_edition_loading_fails(tmp_path: Path, calendar: Calendar) -> None:
    store = EditionStore(tmp_path / "empty")
    with pytest.raises(ContentError):
        LiveKnowledge("tests", store, FeatureCache(), calendar.today).load()


def test_a_new_edition_is_taken_over(
    live: LiveKnowledge, store: EditionStore, folder: Path
) -> None:
    """The old one is not changed: a turn that began with it ends with it."""
    before = live.current
    rewrite(folder, "amount: 15000", "amount: 20000")
    store.publish(folder)
    assert "15.000" in answer(live, "đăng ký tạm trú hết bao nhiêu tiền")
    assert live.refresh()
    assert "20.000" in answer(live, "đăng ký tạm trú hết bao nhiêu tiền")
    assert before.base.record(STAY).fees[0].amount == 15000
    assert before.consultation.ask("đăng ký tạm trú", (), State()).replies


def test_one_cache_serves_every_edition(
    store: EditionStore, folder: Path, calendar: Calendar
) -> None:
    """So that publishing one change is answered in a second, however many records there are."""
    cache = FeatureCache()
    live = LiveKnowledge("tests", store, cache, calendar.today)
    live.load()
    entries = entries_of(live.current.base)
    before = cache.of(entries)
    rewrite(folder, "gia hạn tạm trú", "kéo dài tạm trú")
    store.publish(folder)
    live.refresh()
    kept = [one is other for one, other in zip(cache.of(entries), before, strict=True)]
    assert kept.count(False) == 1


def test_records_of_the_portal_answer_once_they_are_published(
    live: LiveKnowledge, store: EditionStore, folder: Path, phrases: Phrases, rows: Rows
) -> None:
    store.official.take_over(rows(ROW), phrases, TODAY)
    assert not live.refresh()
    store.publish(folder)
    assert live.refresh()
    assert "8.000" in answer(live, "cấp bản sao trích lục hộ tịch hết bao nhiêu tiền")


def test_what_staff_wrote_stands_before_what_the_portal_says(
    live: LiveKnowledge, store: EditionStore, folder: Path, phrases: Phrases, rows: Rows
) -> None:
    store.official.take_over(rows({**ROW, "code": STAY}), phrases, TODAY)
    store.publish(folder)
    live.refresh()
    assert live.current.base.record(STAY).origin == "written"
    assert live.current.base.official[STAY].origin == "portal"


def test_a_rule_begins_on_its_day_without_anybody_publishing(
    live: LiveKnowledge, store: EditionStore, folder: Path, calendar: Calendar
) -> None:
    record = folder / f"procedures/cu_tru/{STAY}.yml"
    text = record.read_text("utf8").replace("amount: 15000", "amount: 30000")
    later = record.with_name(f"{STAY}@{BEGINS}.yml")
    later.write_text(f"{text}\neffective_from: {BEGINS}\n", "utf8")
    store.publish(folder)
    assert live.refresh()
    question = "đăng ký tạm trú hết bao nhiêu tiền"
    calendar.day = BEGINS - timedelta(1)
    live.refresh()
    assert "15.000" in answer(live, question)
    calendar.day = BEGINS
    assert live.refresh()
    assert "30.000" in answer(live, question)
    assert not live.refresh()


def test_an_ended_procedure_leads_to_the_one_that_took_over(
    live: LiveKnowledge, store: EditionStore, folder: Path, calendar: Calendar
) -> None:
    rewrite(folder, "checked_on:", f"effective_to: {BEGINS}\nsuccessor: '9.000001'\nchecked_on:")
    store.publish(folder)
    live.refresh()
    found = live.current.consultation.ask("khai báo phòng trọ cho công nhân", (), State())
    assert found.state.procedure == STAY
    calendar.day = BEGINS + timedelta(1)
    live.refresh()
    assert STAY not in live.current.base.records
    found = live.current.consultation.ask("khai báo phòng trọ cho công nhân", (), State())
    assert found.state.procedure == "9.000001"


def test_a_broken_edition_leaves_the_old_one_and_is_told_once(
    live: LiveKnowledge, store: EditionStore, folder: Path
) -> None:
    held = store.current()
    before = live.current
    rewrite(folder, "amount: 15000", "amount: 20000")
    broken = store.publish(folder)
    spoil(store)
    with capture_logs() as logs:
        assert not live.refresh()
        assert not live.refresh()
    assert [entry["event"] for entry in logs] == ["edition refused"]
    assert live.current is before
    (reader,) = store.readers()
    assert (reader.name, reader.pid) == ("tests", os.getpid())
    assert (reader.edition, reader.refused) == (held, broken)
    assert reader.problem is not None
    assert "ContentError" in reader.problem


def test_after_a_broken_edition_the_next_good_one_is_taken_over(
    live: LiveKnowledge, store: EditionStore, folder: Path
) -> None:
    rewrite(folder, "amount: 15000", "amount: 20000")
    store.publish(folder)
    spoil(store)
    live.refresh()
    rewrite(folder, "amount: 20000", "amount: 25000")
    good = store.publish(folder)
    assert live.refresh()
    assert "25.000" in answer(live, "đăng ký tạm trú hết bao nhiêu tiền")
    (reader,) = store.readers()
    assert (reader.edition, reader.refused, reader.problem) == (good, None, None)


def test_an_edition_that_vanished_leaves_the_old_one(
    live: LiveKnowledge, store: EditionStore
) -> None:
    before = live.current
    (store.folder / "current").write_text("0123456789abcdef")
    assert not live.refresh()
    assert live.current is before


def test_a_watching_process_takes_over_by_itself_until_it_is_stopped(
    live: LiveKnowledge, store: EditionStore, folder: Path
) -> None:
    before = live.current
    live.watch()
    try:
        rewrite(folder, "amount: 15000", "amount: 20000")
        edition = store.publish(folder)
        wait_for(lambda: live.current is not before)
        wait_for(lambda: [reader.edition for reader in store.readers()] == [edition])
    finally:
        live.stop()
    time.sleep(0.5)
    stopped = live.current
    rewrite(folder, "amount: 20000", "amount: 25000")
    store.publish(folder)
    time.sleep(0.5)
    assert live.current is stopped


def test_a_watching_process_survives_whatever_goes_wrong(
    live: LiveKnowledge, store: EditionStore, folder: Path
) -> None:
    """Its thread must not end: it would answer from old content for ever, in silence."""
    live.watch()
    try:
        (store.folder / "current").unlink()
        (store.folder / "current").mkdir()
        time.sleep(0.6)
        (store.folder / "current").rmdir()
        rewrite(folder, "amount: 15000", "amount: 20000")
        edition = store.publish(folder)
        wait_for(lambda: [reader.edition for reader in store.readers()] == [edition])
    finally:
        live.stop()


def test_the_edition_that_stands_is_named_and_words_alone_need_no_encoder(
    live: LiveKnowledge, store: EditionStore
) -> None:
    assert live.edition == store.current()
    assert live.encoder is None
