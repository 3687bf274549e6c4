"""The tables of dated notices, and of which conversation was told which."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.tables import metadata

# `offices`, `places`: empty for all.
notices = Table(
    "notices",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("text", Text, nullable=False),
    Column("severity", String(10), nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("offices", JSONB, nullable=False),
    Column("places", JSONB, nullable=False),
    Column("author", String(80), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("withdrawn_at", DateTime(timezone=True)),
    Column("withdrawn_by", String(80)),
    CheckConstraint("ends_at > starts_at", name="notices_times"),
    CheckConstraint("severity IN ('info', 'warning', 'urgent')", name="notices_severity"),
    Index("notices_ahead", "ends_at", postgresql_where=text("withdrawn_at IS NULL")),
)

told_notices = Table(
    "told_notices",
    metadata,
    Column(
        "conversation_id",
        String(160),
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("notice_id", BigInteger, ForeignKey(notices.c.id, ondelete="CASCADE"), nullable=False),
    Column("turn", String(32), nullable=False),
    PrimaryKeyConstraint("conversation_id", "notice_id"),
    Index("told_notices_by_notice", "notice_id"),
)
