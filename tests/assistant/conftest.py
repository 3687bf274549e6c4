"""A real PostgreSQL for the tests of the core: the one that ships, in a folder of the session."""

from collections.abc import Iterator

import pytest

from assistant.storage.database import migrate
from assistant.storage.embedded import EmbeddedServer


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a migrated database."""
    server = EmbeddedServer(tmp_path_factory.mktemp("database") / "postgres", owner=True)
    try:
        url = server.start()
        migrate(url)
        yield url
    finally:
        server.stop()
