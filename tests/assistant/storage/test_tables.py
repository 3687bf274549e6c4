"""What the tables say in code is what the migrations make."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

# Their tables join the metadata.
from assistant.storage import (  # noqa: F401
    booking_tables,
    case_tables,
    document_tables,
    figures_tables,
    notice_tables,
    onward_tables,
    queue_tables,
    reminder_tables,
    staff_tables,
    unanswered_tables,
)
from assistant.storage.database import with_driver
from assistant.storage.tables import metadata


def _is_ours(name: str | None, *_: Any) -> bool:
    """The queue's own tables come with its library."""
    return not (name or "").startswith(("procrastinate_", "idx_procrastinate_"))


def test_tables_and_migrations_agree(database_url: str) -> None:
    engine = create_engine(with_driver(database_url))
    with engine.connect() as connection:
        options = {"include_name": _is_ours}
        context = MigrationContext.configure(connection, opts=options)
        difference = compare_metadata(context, metadata)
    engine.dispose()
    assert difference == []
