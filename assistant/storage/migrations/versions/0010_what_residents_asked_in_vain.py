"""What residents asked in vain, what they thought of answers, and the questions kept as cases."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def _moment(name: str, *, needed: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def _turn() -> sa.Column[object]:
    turn = sa.ForeignKey("turns.id", ondelete="CASCADE")
    return sa.Column("turn_id", sa.String(32), turn, primary_key=True)


def _id() -> sa.Column[object]:
    return sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True)


def upgrade() -> None:
    op.create_table(
        "turn_ratings",
        _turn(),
        sa.Column("helpful", sa.Boolean, nullable=False),
        _moment("at"),
    )
    op.create_index("turn_ratings_by_time", "turn_ratings", ["at"])
    op.create_table(
        "unanswered_progress",
        sa.Column("name", sa.String(20), primary_key=True),
        _moment("until"),
    )
    _groups()
    _questions()
    _cases()


def _groups() -> None:
    op.create_table(
        "unanswered_groups",
        _id(),
        sa.Column("centre", sa.LargeBinary, nullable=False),
        sa.Column("space", sa.String(40), nullable=False),
        sa.Column("members", sa.Integer, nullable=False),
        sa.Column("way", sa.String(16)),
        sa.Column("handled_by", sa.String(80)),
        _moment("handled_at", needed=False),
        sa.Column("code", sa.String(100)),
        sa.Column("office", sa.String(40)),
        sa.Column("account", sa.String(80)),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("reply", sa.Text, nullable=False, server_default=""),
        sa.CheckConstraint(
            "way IN ('alias', 'example', 'written', 'out_of_scope', 'passed_on', 'done')",
            name="unanswered_groups_way",
        ),
        sa.CheckConstraint(
            "(way IS NULL) = (handled_by IS NULL) AND (way IS NULL) = (handled_at IS NULL)",
            name="unanswered_groups_handled",
        ),
    )
    op.create_index("unanswered_groups_passed_office", "unanswered_groups", ["office"])
    op.create_index("unanswered_groups_passed_account", "unanswered_groups", ["account"])


def _questions() -> None:
    group = sa.ForeignKey("unanswered_groups.id", ondelete="CASCADE")
    op.create_table(
        "unanswered_questions",
        _turn(),
        sa.Column("group_id", sa.BigInteger, group, nullable=False),
        _moment("at"),
        sa.Column("why", sa.String(12), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("field", sa.String(60)),
        sa.Column("office", sa.String(40)),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.CheckConstraint(
            "why IN ('unknown', 'unchosen', 'disliked', 'handed_over')",
            name="unanswered_questions_why",
        ),
    )
    op.create_index("unanswered_questions_by_group", "unanswered_questions", ["group_id", "at"])
    op.create_index("unanswered_questions_by_digest", "unanswered_questions", ["digest"])


def _cases() -> None:
    group = sa.ForeignKey("unanswered_groups.id", ondelete="SET NULL")
    op.create_table(
        "question_cases",
        _id(),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("expected", sa.String(100)),
        sa.Column("by", sa.String(80), nullable=False),
        _moment("at"),
        sa.Column("group_id", sa.BigInteger, group),
    )
    op.create_index("question_cases_by_group", "question_cases", ["group_id"])
    case = sa.ForeignKey("question_cases.id", ondelete="CASCADE")
    op.create_table(
        "case_results",
        sa.Column("case_id", sa.BigInteger, case, primary_key=True),
        sa.Column("edition", sa.String(40), primary_key=True),
        sa.Column("grade", sa.String(8), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("found", sa.String(100)),
        sa.CheckConstraint("grade IN ('right', 'offered', 'wrong')", name="case_results_grade"),
    )
    op.create_index("case_results_by_edition", "case_results", ["edition"])
    op.create_table(
        "case_rounds",
        _id(),
        sa.Column("edition", sa.String(40), nullable=False),
        _moment("at"),
    )


def downgrade() -> None:
    for table in ("case_rounds", "case_results", "question_cases", "unanswered_questions",
                  "unanswered_groups", "unanswered_progress", "turn_ratings"):  # fmt: skip
        op.drop_table(table)
