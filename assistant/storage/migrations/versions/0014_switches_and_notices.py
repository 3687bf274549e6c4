"""Switches of single channels, and dated notices."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"


def _moment(name: str, *, needed: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def upgrade() -> None:
    op.create_index("switches_by_name", "switches", ["name", "id"])
    op.create_table(
        "notices",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("severity", sa.String(10), nullable=False),
        _moment("starts_at", needed=True),
        _moment("ends_at", needed=True),
        sa.Column("offices", JSONB, nullable=False),
        sa.Column("places", JSONB, nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        _moment("made_at", needed=True),
        _moment("withdrawn_at"),
        sa.Column("withdrawn_by", sa.String(80)),
        sa.CheckConstraint("ends_at > starts_at", name="notices_times"),
        sa.CheckConstraint("severity IN ('info', 'warning', 'urgent')", name="notices_severity"),
    )
    op.create_index("notices_ahead", "notices", ["ends_at"],
                    postgresql_where=sa.text("withdrawn_at IS NULL"))  # fmt: skip
    op.create_table(
        "told_notices",
        sa.Column("conversation_id", sa.String(160),
                  sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
        sa.Column("notice_id", sa.BigInteger,
                  sa.ForeignKey("notices.id", ondelete="CASCADE"), nullable=False),
        sa.Column("turn", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "notice_id"),
    )  # fmt: skip
    op.create_index("told_notices_by_notice", "told_notices", ["notice_id"])


def downgrade() -> None:
    op.drop_table("told_notices")
    op.drop_table("notices")
    op.drop_index("switches_by_name", "switches")
