"""The tables of the staff. Passwords as argon2 hashes, tokens and codes as digests, the secret of
the second step sealed: none of them lets anybody in who reads it.
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from assistant.storage.tables import metadata

# `issuer`, `subject`: the person as a provider knows them. `totp_step`: the last step used up.
staff_accounts = Table(
    "staff_accounts",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("person", String(80), nullable=False),
    Column("email", String(254), unique=True),
    Column("roles", ARRAY(String(16)), nullable=False),
    Column("office", String(40)),
    Column("password", String(200)),
    Column("must_change", Boolean, nullable=False, server_default=text("false")),
    Column("totp", LargeBinary),
    Column("totp_step", BigInteger),
    Column("recovery", ARRAY(String(64)), nullable=False, server_default="{}"),
    Column("issuer", String(200)),
    Column("subject", String(255)),
    Column("disabled_at", DateTime(timezone=True)),
    Column("made_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("signed_in_at", DateTime(timezone=True)),
    Column("version", Integer, nullable=False, server_default="1"),
    UniqueConstraint("issuer", "subject"),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column(
        "account", String(40), ForeignKey(staff_accounts.c.id, ondelete="CASCADE"), nullable=False
    ),
    Column("stage", String(12), nullable=False),
    Column("way", String(8), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    Index("staff_sessions_of_account", "account"),
    Index("staff_sessions_by_age", "seen_at"),
)

# `name`: a keyed digest; also of names that nobody has.
staff_tries = Table(
    "staff_tries",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("closed_until", DateTime(timezone=True)),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("staff_tries_by_age", "at"),
)

# Only added to: a trigger refuses the rest. No sequence: the numbers have no gaps.
audit = Table(
    "audit",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("who", String(80), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(160), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("seal", String(64), nullable=False),
    Index("audit_by_subject", "subject", "number"),
    Index("audit_by_who", "who", "number"),
)
