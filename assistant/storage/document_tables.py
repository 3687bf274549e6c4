"""The tables of what staff write. Two published versions of one document, or a version approved by
who wrote it, the database itself refuses.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.tables import metadata

documents = Table(
    "documents",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("path", String(160), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
)

# `digest`: of the text, by which a text is known again; `ends`: the document ends with it.
document_versions = Table(
    "document_versions",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column(
        "document_id", BigInteger, ForeignKey(documents.c.id, ondelete="CASCADE"), nullable=False
    ),
    Column("number", Integer, nullable=False),
    Column("base", Integer),
    Column("state", String(10), nullable=False),
    Column("origin", String(8), nullable=False),
    Column("text", Text),
    Column("digest", String(64), nullable=False),
    Column("ends", Boolean, nullable=False),
    Column("summary", JSONB, nullable=False),
    Column("author", String(80), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("reviewer", String(80)),
    Column("reviewed_at", DateTime(timezone=True)),
    Column("review_note", Text, nullable=False, server_default=""),
    Column("publish_at", DateTime(timezone=True)),
    Column("published_at", DateTime(timezone=True)),
    Column("published_by", String(80)),
    Column("problem", Text, nullable=False, server_default=""),
    UniqueConstraint("document_id", "number"),
    CheckConstraint(
        "state IN ('draft', 'in_review', 'approved', 'published', 'superseded', 'aside', "
        "'dropped')",
        name="document_versions_state",
    ),
    CheckConstraint("reviewer <> author", name="document_versions_four_eyes"),
    CheckConstraint(
        "reviewer IS NOT NULL OR origin = 'files' OR state NOT IN ('approved', 'published')",
        name="document_versions_reviewed",
    ),
    CheckConstraint("base < number", name="document_versions_base"),
    CheckConstraint("ends = (text IS NULL)", name="document_versions_ends"),
    Index(
        "document_versions_published", "document_id", unique=True,
        postgresql_where=text("state = 'published'"),
    ),
    Index(
        "document_versions_due", "publish_at",
        postgresql_where=text("state = 'approved' AND publish_at IS NOT NULL"),
    ),
)  # fmt: skip
