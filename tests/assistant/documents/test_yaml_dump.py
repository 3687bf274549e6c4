"""A value written as YAML says the same when it is read again."""

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.yaml_dump import dumped
from assistant.knowledge.loading import parse_yaml

TEXTS = st.text(st.characters(codec="utf8", exclude_categories=["Cc", "Cs"]) | st.just("\n"))
HERE = Path("x.yml")


@given(st.lists(TEXTS | st.text("ab:#-'\"> \n", max_size=300)))
def test_any_text_comes_back(texts: list[str]) -> None:
    import unicodedata

    same = [unicodedata.normalize("NFC", text) for text in texts]
    assert parse_yaml(dumped({"a": texts}), HERE) == {"a": same}


@pytest.mark.parametrize("text", ["yes", "on", "1.001193", "07210", "08:00", "2026-11-21", "null"])
def test_a_text_that_looks_like_something_else_stays_a_text(text: str) -> None:
    assert parse_yaml(dumped({"a": text}), HERE) == {"a": text}


def test_it_reads_as_staff_write() -> None:
    data = {
        "code": "1.001193", "day": date(2026, 11, 21), "opens": time(14), "list": [{"id": "a"}],
        "prose": "Một.\n\nHai.", "empty": (),
    }  # fmt: skip
    assert dumped(data) == (
        "code: '1.001193'\nday: 2026-11-21\nopens: '14:00'\nlist:\n  - id: a\n"
        "prose: |-\n  Một.\n\n  Hai.\nempty: []\n"
    )
