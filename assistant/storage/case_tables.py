"""What officers note for one another: it goes with the conversation."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    String,
    Table,
    Text,
)
from sqlalchemy import func as sql

from assistant.storage.tables import metadata

case_notes = Table(
    "case_notes",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("code", String(6), ForeignKey("handovers.code", ondelete="CASCADE"), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=sql.now()),
    Column("officer", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Index("case_notes_of_case", "code", "id"),
)
