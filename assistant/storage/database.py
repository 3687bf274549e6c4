"""Reaching the database: addresses, engines, migrations."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from assistant.errors import StorageError

_RASA_DATABASE = "rasa"
_CONNECT_SECONDS = 3


def open_engine(url: str) -> AsyncEngine:
    """An engine for the application; connects on first use.

    A connection is not asked whether it still lives before each use: that is a round trip more for
    every turn. Who meets a dead one tells StorageError, and the pool makes new ones.
    """
    return create_async_engine(
        with_driver(url),
        pool_size=5,
        pool_timeout=_CONNECT_SECONDS,
        hide_parameters=True,  # an error must not carry a resident's question
        connect_args={"connect_timeout": _CONNECT_SECONDS},
    )


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """For one statement: without the round trips that begin and end a transaction."""
    try:
        async with _alone(engine).connect() as connection:
            yield connection
    except (SQLAlchemyError, OSError) as error:
        raise StorageError(type(error).__name__) from None


@lru_cache(maxsize=8)
def _alone(engine: AsyncEngine) -> AsyncEngine:
    """The same engine without transactions: made once, as it is asked for several times a turn."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


@asynccontextmanager
async def transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction; StorageError when the database gives no answer."""
    try:
        async with engine.begin() as connection:
            yield connection
    except (SQLAlchemyError, OSError) as error:
        # The driver's own words may hold a question: only the kind of error goes on.
        raise StorageError(type(error).__name__) from None


def migrate(url: str) -> None:
    """Bring the tables to the newest version; StorageError when the server does not answer."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    engine = create_engine(with_driver(url), hide_parameters=True)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except SQLAlchemyError as error:
        raise StorageError(f"{type(error).__name__}: {error}") from error
    finally:
        engine.dispose()


def rasa_database(url: str) -> str:
    """The address of Rasa's own database on the same server, created when missing."""
    own = make_url(url).set(database=_RASA_DATABASE)
    engine = create_engine(with_driver(url), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            known = text("SELECT 1 FROM pg_database WHERE datname = :name")
            if not connection.execute(known, {"name": _RASA_DATABASE}).scalar():
                connection.execute(text(f'CREATE DATABASE "{_RASA_DATABASE}"'))
    except SQLAlchemyError as error:
        raise StorageError(f"{type(error).__name__}: {error}") from error
    finally:
        engine.dispose()
    return own.set(drivername="postgresql").render_as_string(hide_password=False)


def with_driver(url: str) -> URL:
    """The address with the driver we ship."""
    return make_url(url).set(drivername="postgresql+psycopg")
