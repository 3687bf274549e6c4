"""The tables of what is told about appointments unasked, and of what visitors thought."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    text,
)

from assistant.storage.booking_tables import appointments
from assistant.storage.tables import metadata

# `due_at` NULL: thought of and not to be sent. `sequence`: of the appointment it was made for.
reminders = Table(
    "reminders",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column(
        "appointment_id",
        BigInteger,
        ForeignKey(appointments.c.id, ondelete="CASCADE"),
        nullable=False,
    ),
    Column("kind", String(8), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("due_at", DateTime(timezone=True)),
    Column("sent_at", DateTime(timezone=True)),
    Column("state", String(8), nullable=False, server_default="waiting"),
    UniqueConstraint("appointment_id", "kind", "sequence"),
    CheckConstraint("state IN ('waiting', 'sent', 'dropped')", name="reminders_state"),
    Index("reminders_waiting", "due_at", postgresql_where=text("state = 'waiting'")),
)

ratings = Table(
    "ratings",
    metadata,
    Column(
        "appointment_id",
        BigInteger,
        ForeignKey(appointments.c.id, ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("stars", SmallInteger, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    CheckConstraint("stars BETWEEN 1 AND 5", name="ratings_stars"),
)
