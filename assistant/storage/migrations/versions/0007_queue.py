"""Numbers of the hall."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _moment(name: str, *, needed: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def upgrade() -> None:
    op.create_table(
        "queue_days",
        sa.Column("office", sa.String(40), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("letter", sa.String(2), primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "queue_tickets",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("counter", sa.String(40), nullable=False),
        sa.Column("letter", sa.String(2), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.String(8), nullable=False, server_default="waiting"),
        _moment("taken_at", needed=True),
        _moment("due_at"),
        sa.Column("appointment_id", sa.BigInteger,
                  sa.ForeignKey("appointments.id", ondelete="SET NULL"), unique=True),
        sa.Column("key", sa.String(64)),
        sa.Column("window", sa.String(12)),
        _moment("called_at"),
        _moment("announced_at"),
        sa.Column("calls", sa.SmallInteger, nullable=False, server_default="0"),
        _moment("ended_at"),
        sa.Column("by", sa.String(100)),
        sa.UniqueConstraint("office", "day", "letter", "number"),
        sa.UniqueConstraint("office", "day", "key"),
        sa.CheckConstraint("number >= 1", name="queue_tickets_number"),
        sa.CheckConstraint("state IN ('waiting', 'called', 'done', 'absent')",
                           name="queue_tickets_state"),
        sa.CheckConstraint("(state = 'waiting') = (\"window\" IS NULL)",
                           name="queue_tickets_window"),
    )  # fmt: skip
    op.create_index("queue_waiting", "queue_tickets", ["office", "day", "counter"],
                    postgresql_where=sa.text("state = 'waiting'"))  # fmt: skip
    op.create_index("queue_one_at_a_window", "queue_tickets", ["office", "day", "window"],
                    unique=True, postgresql_where=sa.text("state = 'called'"))  # fmt: skip


def downgrade() -> None:
    op.drop_table("queue_tickets")
    op.drop_table("queue_days")
