"""Conversations, turns and wishes for an officer."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

_NOW = sa.func.now()


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False, server_default=_NOW),
        sa.Column("last_turn_at", sa.DateTime(timezone=True), nullable=False, server_default=_NOW),
    )
    op.create_table(
        "turns",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(
            "conversation_id",
            sa.String(80),
            sa.ForeignKey("conversations.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=_NOW),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("intent", sa.String(40)),
        sa.Column("confidence", sa.Float),
        sa.Column("procedure", sa.String(40)),
        sa.Column("reason", sa.String(80), nullable=False),
        sa.Column("degraded", sa.Boolean, nullable=False),
        sa.Column("scores", postgresql.JSONB, nullable=False),
        sa.Column("ms", postgresql.JSONB, nullable=False),
    )
    op.create_index("turns_by_conversation", "turns", ["conversation_id", "at"])
    op.create_index("turns_by_outcome", "turns", ["outcome", "at"])
    op.create_table(
        "handovers",
        sa.Column("code", sa.String(6), primary_key=True),
        sa.Column(
            "conversation_id",
            sa.String(80),
            sa.ForeignKey("conversations.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("wished_at", sa.DateTime(timezone=True), nullable=False, server_default=_NOW),
    )


def downgrade() -> None:
    op.drop_table("handovers")
    op.drop_table("turns")
    op.drop_table("conversations")
