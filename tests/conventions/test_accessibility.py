"""docs/accessibility.md names the tests that prove it: they exist."""

import re

from assistant.settings import ROOT


def test_each_test_that_the_table_names_is_there() -> None:
    told = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf8")
    named = set(re.findall(r"`(test_\w+)`", told))
    written = "\n".join(path.read_text("utf8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert len(named) >= 25
    assert {name for name in named if f"def {name}(" not in written} == set()
