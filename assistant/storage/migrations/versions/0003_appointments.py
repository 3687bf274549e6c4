"""Appointments: seats, visits, their changes, closed times and wrong guesses."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

_NOW = sa.func.now()
_OCCUPYING = "state IN ('held', 'booked', 'arrived', 'resting')"
_PASSING = "state IN ('held', 'resting')"


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True)


def _moment(name: str, *, known: bool = False, needed: bool = False) -> sa.Column[object]:
    default = _NOW if known else None
    return sa.Column(
        name, sa.DateTime(timezone=True), nullable=not (known or needed), server_default=default
    )


def upgrade() -> None:
    op.create_table(
        "seats",
        _id(),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("counter", sa.String(40), nullable=False),
        sa.Column("number", sa.SmallInteger, nullable=False),
        _moment("retired_at"),
        sa.UniqueConstraint("office", "counter", "number"),
    )
    op.create_table(
        "appointments",
        _id(),
        sa.Column("code", sa.String(9), unique=True),
        sa.Column("seat_id", sa.BigInteger, sa.ForeignKey("seats.id"), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("procedure", sa.String(40)),
        _moment("starts_at", needed=True),
        _moment("ends_at", needed=True),
        sa.Column(
            "day",
            sa.Date,
            sa.Computed("timezone('Asia/Ho_Chi_Minh', starts_at)::date", persisted=True),
            nullable=False,
        ),
        sa.Column("state", sa.String(10), nullable=False),
        _moment("ends_by"),
        sa.Column("sequence", sa.Integer, nullable=False, server_default="0"),
        sa.Column("conversation", sa.String(160)),
        sa.Column("contact", sa.LargeBinary),
        sa.Column("person", sa.String(64)),
        _moment("made_at", known=True),
        sa.CheckConstraint(
            "state IN ('held', 'booked', 'arrived', 'missed', 'cancelled', 'resting')",
            name="appointments_state",
        ),
        sa.CheckConstraint(
            "ends_at > starts_at AND ends_at <= starts_at + interval '1 day'",
            name="appointments_times",
        ),
        sa.CheckConstraint(f"({_PASSING}) = (ends_by IS NOT NULL)", name="appointments_passing"),
        sa.CheckConstraint(f"({_PASSING}) = (code IS NULL)", name="appointments_code"),
        postgresql.ExcludeConstraint(
            (sa.literal_column("int8range(seat_id, seat_id, '[]')"), "&&"),
            (sa.literal_column("tstzrange(starts_at, ends_at)"), "&&"),
            where=sa.text(_OCCUPYING),
            using="gist",
            name="appointments_alone_on_a_seat",
        ),
    )
    _indexes()
    op.create_table(
        "appointment_changes",
        _id(),
        sa.Column(
            "appointment_id",
            sa.BigInteger,
            sa.ForeignKey("appointments.id", ondelete="CASCADE"),
            nullable=False,
        ),
        _moment("at", known=True),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("before", postgresql.JSONB),
        sa.Column("after", postgresql.JSONB),
    )
    op.create_index("appointment_changes_by_appointment", "appointment_changes",
                    ["appointment_id", "id"])  # fmt: skip
    op.create_table(
        "closures",
        _id(),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("counter", sa.String(40)),
        _moment("since", needed=True),
        _moment("until", needed=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        _moment("at", known=True),
        sa.CheckConstraint("until > since", name="closures_times"),
    )
    op.create_index("closures_by_office", "closures", ["office", "until"])
    op.create_table(
        "guesses",
        _id(),
        sa.Column("code", sa.String(9), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        _moment("at", needed=True),
    )
    op.create_index("guesses_by_code", "guesses", ["code", "at"])
    op.create_index("guesses_by_address", "guesses", ["address", "at"])


def _indexes() -> None:
    """Of the appointments; each condition is what makes a uniqueness true."""
    table = "appointments"
    op.create_index("appointments_one_a_day", table, ["person", "kind", "day"], unique=True,
                    postgresql_where=sa.text("state IN ('booked', 'arrived')"))  # fmt: skip
    op.create_index("appointments_one_hold", table, ["conversation"], unique=True,
                    postgresql_where=sa.text("state = 'held'"))  # fmt: skip
    op.create_index("appointments_by_seat", table, ["seat_id", "starts_at"],
                    postgresql_where=sa.text(_OCCUPYING))  # fmt: skip
    op.create_index("appointments_by_day", table, ["day"])
    op.create_index("appointments_by_conversation", table, ["conversation"])
    op.create_index("appointments_passing_by", table, ["ends_by"],
                    postgresql_where=sa.text(_PASSING))  # fmt: skip


def downgrade() -> None:
    raise NotImplementedError("restore a backup: booked appointments would be lost")
