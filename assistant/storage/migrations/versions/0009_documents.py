"""What staff wrote, with its history."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"


def _moment(name: str, *, needed: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def _note(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("path", sa.String(160), nullable=False, unique=True),
        sa.Column("kind", sa.String(20), nullable=False),
    )
    op.create_table(
        "document_versions",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("document_id", sa.BigInteger,
                  sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("base", sa.Integer),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("origin", sa.String(8), nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("ends", sa.Boolean, nullable=False),
        sa.Column("summary", JSONB, nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        _moment("at", needed=True),
        _note("note"),
        sa.Column("reviewer", sa.String(80)),
        _moment("reviewed_at"),
        _note("review_note"),
        _moment("publish_at"),
        _moment("published_at"),
        sa.Column("published_by", sa.String(80)),
        _note("problem"),
        sa.UniqueConstraint("document_id", "number"),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'approved', 'published', 'superseded', 'aside', "
            "'dropped')", name="document_versions_state"),
        sa.CheckConstraint("reviewer <> author", name="document_versions_four_eyes"),
        sa.CheckConstraint(
            "reviewer IS NOT NULL OR origin = 'files' OR state NOT IN ('approved', 'published')",
            name="document_versions_reviewed"),
        sa.CheckConstraint("base < number", name="document_versions_base"),
        sa.CheckConstraint("ends = (text IS NULL)", name="document_versions_ends"),
    )  # fmt: skip
    op.create_index("document_versions_published", "document_versions", ["document_id"],
                    unique=True, postgresql_where=sa.text("state = 'published'"))  # fmt: skip
    op.create_index("document_versions_due", "document_versions", ["publish_at"],
                    postgresql_where=sa.text(
                        "state = 'approved' AND publish_at IS NOT NULL"))  # fmt: skip


def downgrade() -> None:
    op.drop_table("document_versions")
    op.drop_table("documents")
