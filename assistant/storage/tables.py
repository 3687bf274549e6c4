"""The tables. Their history is in migrations/, which alone creates and changes them."""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    MetaData,
    String,
    Table,
    Text,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("last_turn_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

turns = Table(
    "turns",
    metadata,
    Column("id", String(32), primary_key=True),
    Column(
        "conversation_id",
        String(80),
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("question", Text, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("intent", String(40)),
    Column("confidence", Float),
    Column("procedure", String(40)),
    Column("reason", String(80), nullable=False),
    Column("degraded", Boolean, nullable=False),
    Column("scores", JSONB, nullable=False),
    Column("ms", JSONB, nullable=False),
    Index("turns_by_conversation", "conversation_id", "at"),
    Index("turns_by_outcome", "outcome", "at"),
)

handovers = Table(
    "handovers",
    metadata,
    Column("code", String(6), primary_key=True),
    Column(
        "conversation_id",
        String(80),
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("wished_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)
