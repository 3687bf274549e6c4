"""What is written is read again as the same, whatever the text."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant.knowledge.loading import load_yaml
from assistant.knowledge.spreadsheet.yaml_style import entry_text, field_lines

# Single lines, as the knowledge base keeps them: nothing invisible, no blanks around.
SEEN = st.characters(
    exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"], exclude_characters="\ufeff"
)
LINES = st.text(SEEN, min_size=1, max_size=30).map(str.strip).filter(bool)
TRICKY = [
    "yes",
    "1.001193",
    "2026-11-21",
    "a: b",
    "a #b",
    "[a]",
    "- a",
    "'",
    '"',
    "\\",
    "null",
    "~",
]


def read(tmp_path: Path, text: str) -> Any:
    """What the knowledge base reads in it."""
    path = tmp_path / "text.yml"
    path.write_text(text, "utf8")
    return load_yaml(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(LINES, st.lists(LINES, min_size=1), st.lists(LINES, min_size=1, max_size=4))
@example("yes", TRICKY, TRICKY)
@example("a: b", ["https://a.vn, b"], ["{a", "}"])
def test_an_entry_is_read_again_as_it_is(
    tmp_path: Path, text: str, items: list[str], answer: list[str]
) -> None:
    entry = {
        "question": text,
        "aliases": items,
        "answer": "\n\n".join(answer),
        "related": items,
        "law": [{"number": item} for item in items],
        "checked_on": date(2026, 11, 21),
        "sources": [{"name": item, "url": text} for item in items],
    }
    assert read(tmp_path, entry_text(entry)) == [entry]


def test_it_looks_as_staff_write_it() -> None:
    entry = {
        "id": "a-b",
        "aliases": ["hỏi thế nào, ở đâu"],
        "answer": "Một câu.\n\nHai câu.",
        "to_confirm": None,
        "related": ["1.000894", "faq.x"],
        "law": [{"number": "1/2026/NĐ-CP", "title": None}],
        "sources": [{"name": "Cổng", "url": "https://example.vn"}],
    }
    assert entry_text(entry) == (
        "- id: a-b\n"
        "  aliases:\n"
        "    - hỏi thế nào, ở đâu\n"
        "  answer: |-\n"
        "    Một câu.\n"
        "\n"
        "    Hai câu.\n"
        '  related: ["1.000894", faq.x]\n'
        "  law: [{number: 1/2026/NĐ-CP}]\n"
        "  sources:\n"
        '    - {name: Cổng, url: "https://example.vn"}\n'
    )


@pytest.mark.parametrize("text", ["yes", "12:30", "1.001193", "- gạch", "a: b", "# chú thích"])
def test_a_text_that_yaml_would_misread_is_quoted(text: str) -> None:
    assert field_lines("question", text, literal=False) == [f'question: "{text}"']


def test_a_list_too_long_for_a_line_is_written_below() -> None:
    lines = field_lines("related", [f"1.00{number}" for number in range(1000, 1020)], literal=False)
    assert len(lines) == 21
