"""Conversations of officers: their office, passing on, notes."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True))


def upgrade() -> None:
    for name, length in (("office", 60), ("meant_for", 80), ("last_key", 40), ("ended", 12)):
        op.add_column("handovers", sa.Column(name, sa.String(length)))
    op.add_column("handovers", _moment("waits_since"))
    op.add_column("handovers", _moment("first_claimed_at"))
    op.execute("UPDATE handovers SET first_claimed_at = claimed_at")
    op.create_index("handovers_by_conversation", "handovers", ["conversation_id"])
    op.create_index("handovers_closed", "handovers", ["office", "closed_at"],
                    postgresql_where=sa.text("closed_at IS NOT NULL"))  # fmt: skip
    op.create_table(
        "case_notes",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("code", sa.String(6), sa.ForeignKey("handovers.code", ondelete="CASCADE"),
                  nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("officer", sa.String(80), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )  # fmt: skip
    op.create_index("case_notes_of_case", "case_notes", ["code", "id"])


def downgrade() -> None:
    op.drop_table("case_notes")
    op.drop_index("handovers_closed", "handovers")
    op.drop_index("handovers_by_conversation", "handovers")
    for name in ("first_claimed_at", "waits_since", "ended", "last_key", "meant_for", "office"):
        op.drop_column("handovers", name)
