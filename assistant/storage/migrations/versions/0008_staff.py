"""Accounts, sessions and the audit log of staff."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def _moment(name: str, *, needed: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def upgrade() -> None:
    op.create_table(
        "staff_accounts",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("email", sa.String(254), unique=True),
        sa.Column("roles", sa.ARRAY(sa.String(16)), nullable=False),
        sa.Column("office", sa.String(40)),
        sa.Column("password", sa.String(200)),
        sa.Column("must_change", sa.Boolean, nullable=False, server_default=sa.text("false")),
        sa.Column("totp", sa.LargeBinary),
        sa.Column("totp_step", sa.BigInteger),
        sa.Column("recovery", sa.ARRAY(sa.String(64)), nullable=False, server_default="{}"),
        sa.Column("issuer", sa.String(200)),
        sa.Column("subject", sa.String(255)),
        _moment("disabled_at"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False,
                  server_default=sa.text("now()")),
        _moment("signed_in_at"),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.UniqueConstraint("issuer", "subject"),
    )  # fmt: skip
    op.create_table(
        "staff_sessions",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(40),
                  sa.ForeignKey("staff_accounts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("stage", sa.String(12), nullable=False),
        sa.Column("way", sa.String(8), nullable=False),
        _moment("made_at", needed=True),
        _moment("seen_at", needed=True),
    )  # fmt: skip
    op.create_index("staff_sessions_of_account", "staff_sessions", ["account"])
    op.create_index("staff_sessions_by_age", "staff_sessions", ["seen_at"])
    op.create_table(
        "staff_tries",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("tries", sa.Integer, nullable=False),
        _moment("closed_until"),
        _moment("at", needed=True),
    )
    op.create_index("staff_tries_by_age", "staff_tries", ["at"])
    _make_audit()


def _make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        _moment("at", needed=True),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(160), nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("seal", sa.String(64), nullable=False),
    )
    op.create_index("audit_by_subject", "audit", ["subject", "number"])
    op.create_index("audit_by_who", "audit", ["who", "number"])
    op.execute(
        "CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'audit is only added to'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "EXECUTE FUNCTION audit_is_only_added_to()"
    )


def downgrade() -> None:
    op.drop_table("audit")
    op.execute("DROP FUNCTION audit_is_only_added_to()")
    op.drop_table("staff_tries")
    op.drop_table("staff_sessions")
    op.drop_table("staff_accounts")
