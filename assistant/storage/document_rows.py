"""Rows of versions, read as what they mean and written."""

from datetime import datetime
from typing import Any

from sqlalchemy.engine import Row

from assistant.clock import VIETNAM
from assistant.documents.body import digest
from assistant.documents.summary import Summary
from assistant.documents.version import Draft, Origin, State, Version, Written
from assistant.storage.document_tables import document_versions as versions
from assistant.storage.document_tables import documents

COLUMNS = (
    documents.c.path, documents.c.kind, versions.c.number, versions.c.base, versions.c.state,
    versions.c.origin, versions.c.summary, versions.c.ends, versions.c.author, versions.c.at,
    versions.c.note, versions.c.reviewer, versions.c.reviewed_at, versions.c.review_note,
    versions.c.publish_at, versions.c.published_at, versions.c.published_by, versions.c.problem,
)  # fmt: skip
WITH_TEXT = (*COLUMNS, versions.c.text)


def version_of(row: Row[Any]) -> Version:
    """A row of COLUMNS."""
    return Version(**_values(row))


def written_of(row: Row[Any]) -> Written:
    """A row of WITH_TEXT."""
    return Written(**_values(row), text=row.text)


def row_of(draft: Draft, state: State, number: int, at: datetime) -> dict[str, Any]:
    """A new row of a document."""
    return {
        "number": number, "base": draft.base, "state": state, "origin": draft.origin,
        "text": draft.text, "digest": digest(draft.text), "ends": draft.text is None,
        "summary": draft.summary.model_dump(mode="json", exclude_defaults=True),
        "author": draft.author, "at": at, "note": draft.note,
    }  # fmt: skip


def _values(row: Row[Any]) -> dict[str, Any]:
    return {
        "path": row.path, "number": row.number, "base": row.base, "state": State(row.state),
        "origin": Origin(row.origin), "summary": Summary.model_validate(row.summary),
        "ends": row.ends, "author": row.author, "at": row.at.astimezone(VIETNAM),
        "note": row.note, "reviewer": row.reviewer, "reviewed_at": _local(row.reviewed_at),
        "review_note": row.review_note, "publish_at": _local(row.publish_at),
        "published_at": _local(row.published_at), "published_by": row.published_by,
        "problem": row.problem,
    }  # fmt: skip


def _local(moment: datetime | None) -> datetime | None:
    return moment.astimezone(VIETNAM) if moment else None
