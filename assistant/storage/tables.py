"""The tables. Their history is in migrations/, which alone creates and changes them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(160), primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("last_turn_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("address", String(120)),
    Column("last_heard_at", DateTime(timezone=True)),
)

turns = Table(
    "turns",
    metadata,
    Column("id", String(32), primary_key=True),
    Column(
        "conversation_id",
        String(160),
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
    Column("aspect", String(20)),
    Column("office", String(40)),
    Index("turns_by_time", "at"),
    Index("turns_by_conversation", "conversation_id", "at"),
    Index("turns_by_outcome", "outcome", "at"),
)

handovers = Table(
    "handovers",
    metadata,
    Column("code", String(6), primary_key=True),
    Column(
        "conversation_id",
        String(160),
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("wished_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("officer", String(80)),
    Column("claimed_at", DateTime(timezone=True)),
    Column("officer_wrote_at", DateTime(timezone=True)),
    Column("closed_at", DateTime(timezone=True)),
    Column("office", String(60)),
    Column("meant_for", String(80)),
    Column("last_key", String(40)),
    Column("ended", String(12)),
    Column("waits_since", DateTime(timezone=True)),
    Column("first_claimed_at", DateTime(timezone=True)),
    Index("handovers_by_conversation", "conversation_id"),
    Index(
        "handovers_closed", "office", "closed_at", postgresql_where=text("closed_at IS NOT NULL")
    ),
    # At most one open case of a conversation.
    Index(
        "handovers_open", "conversation_id", unique=True, postgresql_where=text("closed_at IS NULL")
    ),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("message_id", String(160), nullable=False),
    Column(
        "conversation_id",
        String(160),
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("kind", String(12), nullable=False),
    Column("content", Text),
    Column("sent_at", DateTime(timezone=True)),
    Column("received_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("answered_at", DateTime(timezone=True)),
    Column("outcome", String(20)),
    UniqueConstraint("channel", "message_id"),
    Index("inbox_by_conversation", "conversation_id", "id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column(
        "conversation_id",
        String(160),
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("inbox_id", BigInteger, ForeignKey("inbox.id", ondelete="CASCADE")),
    Column("position", SmallInteger, nullable=False),
    Column("officer", String(80)),
    Column("reply", JSONB, nullable=False),
    Column("template", JSONB(none_as_null=True)),
    Column("state", String(8), nullable=False, server_default="waiting"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("reason", String(120), nullable=False, server_default=""),
    Column("channel_id", String(160)),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("tried_at", DateTime(timezone=True)),
    Column("sent_at", DateTime(timezone=True)),
    UniqueConstraint("inbox_id", "position"),
    Index("outbox_by_conversation", "conversation_id", "id"),
    Index("outbox_unsent", "state", "id", postgresql_where=text("state <> 'sent'")),
)

buttons = Table(
    "buttons",
    metadata,
    Column("token", String(24), primary_key=True),
    Column(
        "conversation_id",
        String(160),
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("payload", Text, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Index("buttons_by_conversation", "conversation_id"),
)

channel_tokens = Table(
    "channel_tokens",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("before", LargeBinary),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("refused", String(120), nullable=False, server_default=""),
)

switches = Table(
    "switches",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("name", String(40), nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Index("switches_by_name", "name", "id"),
)
