"""What is told about appointments unasked, what visitors thought, and approved texts to send."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"


def _appointment(*, alone: bool = False) -> sa.Column[int]:
    whole = sa.ForeignKey("appointments.id", ondelete="CASCADE")
    return sa.Column("appointment_id", sa.BigInteger, whole, nullable=False, primary_key=alone)


def upgrade() -> None:
    op.add_column("outbox", sa.Column("template", postgresql.JSONB))
    op.create_table(
        "reminders",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        _appointment(),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("state", sa.String(8), nullable=False, server_default="waiting"),
        sa.UniqueConstraint("appointment_id", "kind", "sequence"),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'dropped')", name="reminders_state"),
    )
    op.create_index("reminders_waiting", "reminders", ["due_at"],
                    postgresql_where=sa.text("state = 'waiting'"))  # fmt: skip
    op.create_table(
        "ratings",
        _appointment(alone=True),
        sa.Column("stars", sa.SmallInteger, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name="ratings_stars"),
    )


def downgrade() -> None:
    op.drop_table("ratings")
    op.drop_table("reminders")
    op.drop_column("outbox", "template")
