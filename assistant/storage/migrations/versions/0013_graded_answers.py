"""What is counted: turns by day, graded answers, figures of the centres."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def _key(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), primary_key=True)


def upgrade() -> None:
    op.add_column("turns", sa.Column("aspect", sa.String(20)))
    op.add_column("turns", sa.Column("office", sa.String(40)))
    op.create_index("turns_by_time", "turns", ["at"])
    op.create_table(
        "turn_counts",
        sa.Column("day", sa.Date, primary_key=True),
        _key("dimension", 12), _key("value", 40), _key("office", 40), _key("channel", 20),
        sa.Column("typed", sa.Boolean, primary_key=True),
        _key("outcome", 20),
        sa.Column("count", sa.Integer, nullable=False),
    )  # fmt: skip
    op.create_index("turn_counts_by_dimension", "turn_counts", ["dimension", "day"])
    op.create_table(
        "counted_days",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    _create_samples()
    _create_centre_figures()


def _create_samples() -> None:
    op.create_table(
        "samples",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("week", sa.Date, nullable=False),
        sa.Column("position", sa.SmallInteger, nullable=False),
        sa.Column("turn_id", sa.String(32), sa.ForeignKey("turns.id", ondelete="SET NULL"),
                  unique=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("grade", sa.String(12)),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("grader", sa.String(80)),
        sa.Column("graded_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("week", "position"),
        sa.CheckConstraint("grade IN ('right', 'partly', 'wrong', 'cannot_tell')",
                           name="samples_grade"),
        sa.CheckConstraint("(grade IS NULL) = (graded_at IS NULL)", name="samples_graded"),
    )  # fmt: skip


def _create_centre_figures() -> None:
    counts = ("received", "online", "resolved", "on_time", "rated", "satisfied")
    op.create_table(
        "centre_figures",
        _key("office", 40),
        sa.Column("month", sa.Date, primary_key=True),
        *(sa.Column(name, sa.Integer) for name in counts),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("extract(day FROM month) = 1", name="centre_figures_month"),
        sa.CheckConstraint("online BETWEEN 0 AND received", name="centre_figures_online"),
        sa.CheckConstraint("on_time BETWEEN 0 AND resolved", name="centre_figures_on_time"),
        sa.CheckConstraint("satisfied BETWEEN 0 AND rated", name="centre_figures_satisfied"),
    )
    op.create_index("centre_figures_by_month", "centre_figures", ["month"])


def downgrade() -> None:
    for table in ("centre_figures", "samples", "counted_days", "turn_counts"):
        op.drop_table(table)
    op.drop_index("turns_by_time", "turns")
    op.drop_column("turns", "office")
    op.drop_column("turns", "aspect")
