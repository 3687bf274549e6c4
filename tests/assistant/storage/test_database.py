"""Reaching the database."""

import pytest
from sqlalchemy import create_engine, text

from assistant.errors import StorageError
from assistant.storage.database import migrate, rasa_database, with_driver
from tests.assistant.storage.conftest import Ask


def test_migrating_again_changes_nothing(database_url: str, ask: Ask) -> None:
    before = ask("SELECT version_num FROM alembic_version")
    migrate(database_url)
    assert ask("SELECT version_num FROM alembic_version") == before


def test_rasa_has_a_database_of_its_own_made_once(database_url: str) -> None:
    first, again = rasa_database(database_url), rasa_database(database_url)
    assert first == again
    assert first.startswith("postgresql://")
    engine = create_engine(with_driver(first))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT current_database()")).scalar() == "rasa"
    engine.dispose()


@pytest.mark.parametrize("work", [migrate, rasa_database])
def test_a_server_that_is_gone_is_a_told_failure(work: object) -> None:
    with pytest.raises(StorageError) as error:
        work("postgresql://nobody:secret@127.0.0.1:1/none")  # type: ignore[operator]
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("url", [
    "postgresql://a:b@h/d", "postgres://a:b@h/d", "postgresql+asyncpg://a:b@h/d",
    "postgresql+psycopg://a:b@h/d",
])  # fmt: skip
def test_every_spelling_of_an_address_gets_our_driver(url: str) -> None:
    assert with_driver(url).render_as_string(False) == "postgresql+psycopg://a:b@h/d"
