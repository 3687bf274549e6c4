"""A version as a row, and back."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from assistant.documents.kind import Kind
from assistant.documents.summary import Summary
from assistant.documents.version import Draft, Origin, State
from assistant.storage.document_rows import COLUMNS, row_of, version_of, written_of

AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
DRAFT = Draft("faq/a.yml", Kind.FAQ, "a: 1", Summary(title="A", ways=5), 3, "lan", "vì sao")


def _row(**values: Any) -> Any:
    empty = {column.name: None for column in COLUMNS}
    return SimpleNamespace(**{**empty, "path": DRAFT.path, "kind": DRAFT.kind, **values})


def test_what_goes_in_comes_out_in_our_time() -> None:
    made = written_of(_row(**row_of(DRAFT, State.DRAFT, 4, AT), review_note="", problem=""))
    assert (made.number, made.base, made.text, made.note) == (4, 3, "a: 1", "vì sao")
    assert (made.state, made.origin, made.summary) == (State.DRAFT, Origin.STAFF, DRAFT.summary)
    assert made.at.isoformat() == "2026-11-22T09:00:00+07:00"
    assert made.publish_at is None


def test_a_text_that_ends_the_document_has_a_digest_too() -> None:
    row = row_of(Draft("faq/a.yml", Kind.FAQ, None, DRAFT.summary, 3, "lan"), State.DRAFT, 4, AT)
    assert row["ends"]
    assert len(row["digest"]) == 64


def test_a_summary_of_another_release_is_read() -> None:
    row = row_of(DRAFT, State.DRAFT, 4, AT)
    row["summary"] = {"title": "A", "of_another_release": 1}
    assert version_of(_row(**row)).summary.title == "A"
