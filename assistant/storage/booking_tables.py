"""The tables of appointments. What may never be, the database itself refuses: two visits on one
seat at one time, two visits of one person for one purpose on one day.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Computed,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, ExcludeConstraint

from assistant.storage.tables import metadata

ALONE_ON_A_SEAT = "appointments_alone_on_a_seat"
ONE_A_DAY = "appointments_one_a_day"
OCCUPYING = "state IN ('held', 'booked', 'arrived', 'resting')"
PASSING = "state IN ('held', 'resting')"

# A seat: one person at one counter of a group. Kept equal to the capacities of the knowledge base.
seats = Table(
    "seats",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("office", String(40), nullable=False),
    Column("counter", String(40), nullable=False),
    Column("number", SmallInteger, nullable=False),
    # No new visit here; those that were booked stay.
    Column("retired_at", DateTime(timezone=True)),
    UniqueConstraint("office", "counter", "number"),
)

# Held and resting rows end by themselves and have no code. A conversation is plain text here: a
# visit is kept by its own rule, not by that of conversations.
appointments = Table(
    "appointments",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("code", String(9), unique=True),
    Column("seat_id", BigInteger, ForeignKey("seats.id"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("procedure", String(40)),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column(
        "day",
        Date,
        Computed("timezone('Asia/Ho_Chi_Minh', starts_at)::date", persisted=True),
        nullable=False,
    ),
    Column("state", String(10), nullable=False),
    Column("ends_by", DateTime(timezone=True)),
    Column("sequence", Integer, nullable=False, server_default="0"),
    Column("conversation", String(160)),
    Column("contact", LargeBinary),
    Column("person", String(64)),
    Column("made_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    CheckConstraint(
        "state IN ('held', 'booked', 'arrived', 'missed', 'cancelled', 'resting')",
        name="appointments_state",
    ),
    # The upper bound lets a query find what began before a time without reading all of the past.
    CheckConstraint(
        "ends_at > starts_at AND ends_at <= starts_at + interval '1 day'",
        name="appointments_times",
    ),
    CheckConstraint(f"({PASSING}) = (ends_by IS NOT NULL)", name="appointments_passing"),
    CheckConstraint(f"({PASSING}) = (code IS NULL)", name="appointments_code"),
    # Ranges of one number stand for equality: the embedded server has no btree_gist.
    ExcludeConstraint(
        (literal_column("int8range(seat_id, seat_id, '[]')"), "&&"),
        (literal_column("tstzrange(starts_at, ends_at)"), "&&"),
        where=text(OCCUPYING),
        using="gist",
        name=ALONE_ON_A_SEAT,
    ),
    Index(
        ONE_A_DAY, "person", "kind", "day", unique=True,
        postgresql_where=text("state IN ('booked', 'arrived')"),
    ),
    Index(
        "appointments_one_hold", "conversation", unique=True,
        postgresql_where=text("state = 'held'"),
    ),
    Index("appointments_by_seat", "seat_id", "starts_at", postgresql_where=text(OCCUPYING)),
    Index("appointments_by_day", "day"),
    Index("appointments_by_conversation", "conversation"),
    Index("appointments_passing_by", "ends_by", postgresql_where=text(PASSING)),
)  # fmt: skip

# Who did what and when; `before` and `after`: state, time and place, nothing of the person.
appointment_changes = Table(
    "appointment_changes",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column(
        "appointment_id",
        BigInteger,
        ForeignKey("appointments.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("by", String(100), nullable=False),
    Column("what", String(12), nullable=False),
    Column("before", JSONB),
    Column("after", JSONB),
    Index("appointment_changes_by_appointment", "appointment_id", "id"),
)

# Times in which officers take nobody; `counter` NULL: the whole office. `ended_at`: since then they
# do again, whatever is left of the time.
closures = Table(
    "closures",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("office", String(40), nullable=False),
    Column("counter", String(40)),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("until", DateTime(timezone=True), nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("ended_at", DateTime(timezone=True)),
    Column("ended_by", String(100)),
    CheckConstraint("until > since", name="closures_times"),
    CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="closures_ended"),
    Index("closures_by_office", "office", "until"),
)

# Wrong second factors. `address`: a keyed digest of who guessed.
guesses = Table(
    "guesses",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("code", String(9), nullable=False),
    Column("address", String(64), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("guesses_by_code", "code", "at"),
    Index("guesses_by_address", "address", "at"),
)
