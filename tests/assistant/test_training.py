"""Training what is missing or stale."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant import wiring
from assistant.errors import StartError
from assistant.knowledge.entry import Entry, entries_of
from assistant.settings import Settings
from assistant.training import entries_fingerprint, rasa_environment, train, train_for


def test_the_fingerprint_follows_what_is_learned(small_entries: Sequence[Entry]) -> None:
    mark = entries_fingerprint(small_entries)
    assert mark == entries_fingerprint(list(small_entries))
    assert mark != entries_fingerprint(small_entries[1:])


def test_a_training_that_fails_leaves_the_former_model(tmp_path: Path) -> None:
    mark = entries_fingerprint([])
    former = tmp_path / f"encoder-{mark[:16]}"
    former.mkdir()
    (former / "fingerprint").write_text("older")
    (former / "model").write_text("kept")
    with pytest.raises(ValueError, match="num_samples"):
        train_for([], tmp_path, lambda _: None)
    assert (former / "model").read_text() == "kept"
    assert (former / "fingerprint").read_text() == "older"


def test_what_is_fresh_is_left_alone(small_entries: Sequence[Entry], tmp_path: Path) -> None:
    mark = entries_fingerprint(small_entries)
    (tmp_path / f"encoder-{mark[:16]}").mkdir()
    (tmp_path / f"encoder-{mark[:16]}" / "fingerprint").write_text(mark)
    told: list[str] = []
    assert train_for(small_entries, tmp_path, told.append).name == f"encoder-{mark[:16]}"
    assert told == ["sentence encoder: up to date"]


def test_a_missing_rasa_environment_is_told_with_the_remedy(tmp_path: Path) -> None:
    mark = entries_fingerprint(entries_of(wiring.draft(Settings(data=tmp_path))))
    (tmp_path / "encoder").mkdir()
    (tmp_path / "encoder" / "fingerprint").write_text(mark)
    settings = Settings(data=tmp_path, models=tmp_path, rasa_python=tmp_path / "python")
    with pytest.raises(StartError, match="make setup"):
        train(settings, lambda _: None)
    assert not (tmp_path / "rasa").exists()


def test_rasa_sends_nothing_home() -> None:
    assert rasa_environment()["RASA_TELEMETRY_ENABLED"] == "false"
