"""Files become what residents read, when an installation starts."""

from pathlib import Path

import pytest

from assistant.errors import ContentError
from assistant.release import release_at_start
from assistant.settings import Settings
from tests.assistant.knowledge.conftest import whole_knowledge_base


def test_a_broken_file_stops_the_first_start_only(
    empty_shelf: str, real_folder: Path, small_folder: Path, tmp_path: Path
) -> None:
    folder = whole_knowledge_base(tmp_path / "knowledge_base", real_folder, small_folder)
    settings = Settings(
        knowledge_base=folder, data=tmp_path / "data", database_url=empty_shelf
    )  # fmt: skip
    file, told = folder / "fields.yml", list[str]()
    whole = file.read_text("utf8")
    file.write_text("- a", "utf8")
    with pytest.raises(ContentError, match=r"fields\.yml"):
        release_at_start(settings, told.append)
    file.write_text(whole, "utf8")
    release_at_start(settings, told.append)
    assert told == []
    file.write_text("- a", "utf8")
    release_at_start(settings, told.append)
    assert "fields.yml" in told[0]
