"""Opening what keeps something."""

from pathlib import Path

import pytest

from assistant.errors import SettingError
from assistant.settings import Settings
from assistant.stores import open_stores


def test_what_is_kept_needs_a_database(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="DATABASE_URL"):
        open_stores(Settings(data=tmp_path, models=tmp_path, database_url=None))
