"""The settings and the page that explains them name the same things."""

import re

import pytest

from assistant.settings import ROOT, Settings

PAGE = ROOT / "docs" / "operations.md"


def _headings() -> set[str]:
    return set(re.findall(r"^### ([A-Z_]+)$", PAGE.read_text(encoding="utf8"), re.MULTILINE))


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_a_setting_is_explained(name: str) -> None:
    assert name.upper() in _headings()


def test_what_is_explained_is_a_setting() -> None:
    assert _headings() <= {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_a_setting_says_what_it_is_for(name: str) -> None:
    assert Settings.model_fields[name].description
