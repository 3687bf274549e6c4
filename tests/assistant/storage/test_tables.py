"""What the tables say in code is what the migrations make."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from assistant.storage.database import with_driver
from assistant.storage.tables import metadata


def test_tables_and_migrations_agree(database_url: str) -> None:
    engine = create_engine(with_driver(database_url))
    with engine.connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert difference == []
