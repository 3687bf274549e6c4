"""Checklists and appointments on their way to a telephone."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "carried",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("procedure", sa.String(40)),
        sa.Column("answers", postgresql.JSONB, nullable=False),
        sa.Column("office", sa.String(40)),
        sa.Column(
            "appointment_id", sa.BigInteger, sa.ForeignKey("appointments.id", ondelete="CASCADE")
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(procedure IS NULL) <> (appointment_id IS NULL)", name="carried_one_thing"
        ),
    )
    op.create_index("carried_by_end", "carried", ["expires_at"])


def downgrade() -> None:
    op.drop_table("carried")
