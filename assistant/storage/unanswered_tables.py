"""The tables of what residents asked in vain. Their words stand in `turns` and go with them: here
are a folded twin to search by, which goes too, and the words that staff kept as cases.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from assistant.storage.tables import metadata, turns

# What a resident thought of an answer.
turn_ratings = Table(
    "turn_ratings",
    metadata,
    Column("turn_id", String(32), ForeignKey(turns.c.id, ondelete="CASCADE"), primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("turn_ratings_by_time", "at"),
)

# One row: until when turns were looked through.
unanswered_progress = Table(
    "unanswered_progress",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("until", DateTime(timezone=True), nullable=False),
)

# `centre`: float32, reckoned by the encoder of mark `space`; `members`: the texts in that mean.
unanswered_groups = Table(
    "unanswered_groups",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("centre", LargeBinary, nullable=False),
    Column("space", String(40), nullable=False),
    Column("members", Integer, nullable=False),
    Column("way", String(16)),
    Column("handled_by", String(80)),
    Column("handled_at", DateTime(timezone=True)),
    Column("code", String(100)),
    Column("office", String(40)),
    Column("account", String(80)),
    Column("note", Text, nullable=False, server_default=""),
    Column("reply", Text, nullable=False, server_default=""),
    CheckConstraint(
        "way IN ('alias', 'example', 'written', 'out_of_scope', 'passed_on', 'done')",
        name="unanswered_groups_way",
    ),
    CheckConstraint(
        "(way IS NULL) = (handled_by IS NULL) AND (way IS NULL) = (handled_at IS NULL)",
        name="unanswered_groups_handled",
    ),
    Index("unanswered_groups_passed_office", "office"),
    Index("unanswered_groups_passed_account", "account"),
)

unanswered_questions = Table(
    "unanswered_questions",
    metadata,
    Column("turn_id", String(32), ForeignKey(turns.c.id, ondelete="CASCADE"), primary_key=True),
    Column(
        "group_id",
        BigInteger,
        ForeignKey(unanswered_groups.c.id, ondelete="CASCADE"),
        nullable=False,
    ),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("why", String(12), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("field", String(60)),
    Column("office", String(40)),
    Column("folded", Text, nullable=False),
    Column("digest", String(32), nullable=False),
    CheckConstraint(
        "why IN ('unknown', 'unchosen', 'disliked', 'handed_over')",
        name="unanswered_questions_why",
    ),
    Index("unanswered_questions_by_group", "group_id", "at"),
    Index("unanswered_questions_by_digest", "digest"),
)

# Words that staff chose to keep: they stay when the turns are forgotten.
question_cases = Table(
    "question_cases",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("question", Text, nullable=False),
    Column("expected", String(100)),
    Column("by", String(80), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("group_id", BigInteger, ForeignKey(unanswered_groups.c.id, ondelete="SET NULL")),
    Index("question_cases_by_group", "group_id"),
)

case_results = Table(
    "case_results",
    metadata,
    Column(
        "case_id",
        BigInteger,
        ForeignKey(question_cases.c.id, ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("edition", String(40), primary_key=True),
    Column("grade", String(8), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("found", String(100)),
    CheckConstraint("grade IN ('right', 'offered', 'wrong')", name="case_results_grade"),
    Index("case_results_by_edition", "edition"),
)

# Each time another edition became the newest one.
case_rounds = Table(
    "case_rounds",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("edition", String(40), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
