"""The tables of what goes on to a telephone: what is carried there, and scans of posters."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.booking_tables import appointments
from assistant.storage.tables import metadata

# Either a procedure, with the cases settled so far, or an appointment; nobody's name. The code that
# opens it is kept as a keyed digest alone.
carried = Table(
    "carried",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("procedure", String(40)),
    Column("answers", JSONB, nullable=False),
    Column("office", String(40)),
    Column("appointment_id", BigInteger, ForeignKey(appointments.c.id, ondelete="CASCADE")),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("(procedure IS NULL) <> (appointment_id IS NULL)", name="carried_one_thing"),
    Index("carried_by_end", "expires_at"),
)

# `office`: empty for a poster that names none. A number a day: nothing of who scanned.
scans = Table(
    "scans",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("office", String(40), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("count", Integer, nullable=False),
)
