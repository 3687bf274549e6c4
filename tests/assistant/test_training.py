"""Training what is missing or stale."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.errors import StartError
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.entry import Entry
from assistant.settings import Settings
from assistant.training import entries_fingerprint, rasa_environment, train, train_for


def test_the_fingerprint_follows_what_is_learned(small_entries: Sequence[Entry]) -> None:
    mark = entries_fingerprint(small_entries)
    assert mark == entries_fingerprint(list(small_entries))
    assert mark != entries_fingerprint(small_entries[1:])


def test_what_is_missing_is_trained_once(
    small_entries: Sequence[Entry], tmp_path: Path
) -> None:
    told: list[str] = []
    first = train_for(small_entries[:2], tmp_path, told.append)
    before = sorted(path.stat().st_mtime_ns for path in first.iterdir())
    again = train_for(small_entries[:2], tmp_path, told.append)
    assert again == first
    assert sorted(path.stat().st_mtime_ns for path in first.iterdir()) == before
    assert told == [
        "sentence encoder: training…", "sentence encoder: trained", "sentence encoder: up to date",
    ]  # fmt: skip
    Encoder(str(first)).warm_up()
    assert [path.name for path in tmp_path.iterdir()] == [first.name]


def test_other_entries_get_a_folder_of_their_own(
    small_entries: Sequence[Entry], tmp_path: Path
) -> None:
    mark = entries_fingerprint(small_entries)
    (tmp_path / f"encoder-{mark[:16]}").mkdir()
    (tmp_path / f"encoder-{mark[:16]}" / "fingerprint").write_text(mark)
    told: list[str] = []
    assert train_for(small_entries, tmp_path, told.append).name == f"encoder-{mark[:16]}"
    assert told == ["sentence encoder: up to date"]


def test_a_missing_rasa_environment_is_told_with_the_remedy(tmp_path: Path) -> None:
    encoder = Settings().models / "encoder"
    (tmp_path / "encoder").symlink_to(encoder)
    settings = Settings(models=tmp_path, rasa_python=tmp_path / "python")
    with pytest.raises(StartError, match="make setup"):
        train(settings, lambda _: None)
    assert not (tmp_path / "rasa").exists()


def test_rasa_sends_nothing_home() -> None:
    assert rasa_environment()["RASA_TELEMETRY_ENABLED"] == "false"
