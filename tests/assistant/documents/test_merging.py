"""Two edits put together: what touches different places is kept, the rest is shown."""

from datetime import datetime
from pathlib import Path

from assistant.clock import VIETNAM
from assistant.documents.merging import merged
from assistant.documents.summary import Summary
from assistant.documents.version import Conflict, Origin, State, Written
from assistant.knowledge.loading import parse_yaml
from tests.assistant.documents.conftest import FAQ

BASE = """\
# head
topic: Tại quầy
entries:
  # the printer
  - id: a
    question: Một?
    aliases: [x, y, z]
  - id: b
    question: Hai?
"""


def _written(text: str | None) -> Written:
    at = datetime(2026, 11, 22, tzinfo=VIETNAM)
    return Written(
        path=FAQ, number=1, base=None, state=State.DRAFT, origin=Origin.STAFF, text=text,
        summary=Summary(title="a"), ends=text is None, author="lan", at=at, note="", reviewer=None,
        reviewed_at=None, review_note="", publish_at=None, published_at=None, published_by=None,
        problem="",
    )  # fmt: skip


def _conflict(mine: str | None, theirs: str | None, base: str | None = BASE) -> Conflict:
    return Conflict(_written(mine), _written(theirs), _written(base) if base else None)


def test_changes_of_different_places_are_both_there() -> None:
    mine = BASE.replace("Một?", "Một à?").replace("[x, y, z]", "[x, z, m]")
    theirs = BASE.replace("Hai?", "Hai à?").replace("[x, y, z]", "[x, y, z, t]")
    both = merged(_conflict(mine, theirs))
    assert both is not None
    assert both.clashes == ()
    data = parse_yaml(both.text, Path(FAQ))
    assert data["entries"] == [
        {"id": "a", "question": "Một à?", "aliases": ["x", "z", "t", "m"]},
        {"id": "b", "question": "Hai à?"},
    ]
    assert both.text.startswith("# head\n")
    assert "# the printer" in both.text


def test_of_one_place_both_changed_theirs_stands_and_it_is_named() -> None:
    both = merged(_conflict(BASE.replace("Một?", "Tôi?"), BASE.replace("Một?", "Họ?")))
    assert both is not None
    assert both.clashes == (("Câu hỏi", "a", "Câu hỏi"),)
    assert "Họ?" in both.text


def test_one_took_an_entry_out_and_the_other_added_one() -> None:
    mine = BASE.replace("  - id: b\n    question: Hai?\n", "")
    both = merged(_conflict(mine, BASE + "  - id: c\n    question: Ba?\n"))
    assert both is not None
    assert both.clashes == ()
    assert "id: b" not in both.text
    assert "id: c" in both.text


def test_the_same_change_is_no_clash() -> None:
    same = BASE.replace("Một?", "Một à?")
    both = merged(_conflict(same, same))
    assert both is not None
    assert (both.text, both.clashes) == (same, ())


def test_without_a_common_base_nothing_is_put_together() -> None:
    assert merged(_conflict(BASE, BASE, base=None)) is None
    assert merged(_conflict(None, BASE)) is None
