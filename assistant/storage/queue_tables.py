"""The tables of the hall's numbers. Two of one number, or two people at one window, the database
itself refuses. Nothing in them is of a person but the link to an appointment, which goes with it.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
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

# The last number of each letter and day.
queue_days = Table(
    "queue_days",
    metadata,
    Column("office", String(40), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("letter", String(2), primary_key=True),
    Column("last", Integer, nullable=False),
)

# `key`: a digest of what the kiosk sends with a press, by which a repeat is known.
queue_tickets = Table(
    "queue_tickets",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("office", String(40), nullable=False),
    Column("day", Date, nullable=False),
    Column("counter", String(40), nullable=False),
    Column("letter", String(2), nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", String(8), nullable=False, server_default="waiting"),
    Column("taken_at", DateTime(timezone=True), nullable=False),
    Column("due_at", DateTime(timezone=True)),
    Column(
        "appointment_id", BigInteger, ForeignKey(appointments.c.id, ondelete="SET NULL"),
        unique=True,
    ),
    Column("key", String(64)),
    Column("window", String(12)),
    Column("called_at", DateTime(timezone=True)),
    Column("announced_at", DateTime(timezone=True)),
    Column("calls", SmallInteger, nullable=False, server_default="0"),
    Column("ended_at", DateTime(timezone=True)),
    Column("by", String(100)),
    UniqueConstraint("office", "day", "letter", "number"),
    UniqueConstraint("office", "day", "key"),
    CheckConstraint("number >= 1", name="queue_tickets_number"),
    CheckConstraint(
        "state IN ('waiting', 'called', 'done', 'absent')", name="queue_tickets_state"
    ),
    CheckConstraint("(state = 'waiting') = (\"window\" IS NULL)", name="queue_tickets_window"),
    Index("queue_waiting", "office", "day", "counter", postgresql_where=text("state = 'waiting'")),
    Index(
        "queue_one_at_a_window", "office", "day", "window", unique=True,
        postgresql_where=text("state = 'called'"),
    ),
)  # fmt: skip
