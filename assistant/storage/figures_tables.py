"""The tables of what is counted: turns by day, answers that were graded, figures of the centres.

Nothing in them is of a person, so they stay when conversations are deleted.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
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
    Text,
    UniqueConstraint,
)

from assistant.storage.tables import metadata, turns

# How many turns of a local day, by one more thing: `dimension` names it ("hour", "procedure",
# "aspect"), so that each turn counts once in each. `typed`: False for a button. Empty: not known.
turn_counts = Table(
    "turn_counts",
    metadata,
    Column("day", Date, primary_key=True),
    Column("dimension", String(12), primary_key=True),
    Column("value", String(40), primary_key=True),
    Column("office", String(40), primary_key=True),
    Column("channel", String(20), primary_key=True),
    Column("typed", Boolean, primary_key=True),
    Column("outcome", String(20), primary_key=True),
    Column("count", Integer, nullable=False),
    Index("turn_counts_by_dimension", "dimension", "day"),
)

# Which days were counted, and when: the last one is counted again until it is over.
counted_days = Table(
    "counted_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
)

# Turns that somebody grades. What was asked lies in `turns` alone, and goes with it; the grade
# stays. `week`: its Monday.
samples = Table(
    "samples",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("week", Date, nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("turn_id", String(32), ForeignKey(turns.c.id, ondelete="SET NULL"), unique=True),
    Column("channel", String(20), nullable=False),
    Column("office", String(40), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("grade", String(12)),
    Column("note", Text, nullable=False, server_default=""),
    Column("grader", String(80)),
    Column("graded_at", DateTime(timezone=True)),
    UniqueConstraint("week", "position"),
    CheckConstraint("grade IN ('right', 'partly', 'wrong', 'cannot_tell')", name="samples_grade"),
    CheckConstraint("(grade IS NULL) = (graded_at IS NULL)", name="samples_graded"),
)

# What a grader noted may quote the question: it goes with it.
notes_parting = (
    samples.update().where(samples.c.turn_id.is_(None), samples.c.note != "").values(note="")
)

# What an office says of a month; NULL: it said nothing. Only counts: shares are worked out.
centre_figures = Table(
    "centre_figures",
    metadata,
    Column("office", String(40), primary_key=True),
    Column("month", Date, primary_key=True),
    Column("received", Integer),
    Column("online", Integer),
    Column("resolved", Integer),
    Column("on_time", Integer),
    Column("rated", Integer),
    Column("satisfied", Integer),
    Column("source", Text, nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    CheckConstraint("extract(day FROM month) = 1", name="centre_figures_month"),
    CheckConstraint("online BETWEEN 0 AND received", name="centre_figures_online"),
    CheckConstraint("on_time BETWEEN 0 AND resolved", name="centre_figures_on_time"),
    CheckConstraint("satisfied BETWEEN 0 AND rated", name="centre_figures_satisfied"),
    Index("centre_figures_by_month", "month"),
)
