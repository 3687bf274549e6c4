"""Closed times that can be opened again."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("closures", sa.Column("ended_at", sa.DateTime(timezone=True)))
    op.add_column("closures", sa.Column("ended_by", sa.String(100)))
    op.create_check_constraint(
        "closures_ended", "closures", "(ended_at IS NULL) = (ended_by IS NULL)"
    )


def downgrade() -> None:
    op.drop_constraint("closures_ended", "closures")
    op.drop_column("closures", "ended_by")
    op.drop_column("closures", "ended_at")
