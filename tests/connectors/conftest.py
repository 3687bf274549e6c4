"""The gateway's application with nothing behind it: no Rasa, no database, no trained model."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.settings import Settings
from connectors.gateway import create_app


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of it; what it answers comes from the records by words alone."""
    settings = Settings(
        models=tmp_path_factory.mktemp("models"),
        encoder_model=None,
        rasa_url="http://127.0.0.1:1",
        database_url="postgresql://nobody@127.0.0.1:1/none",
    )
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client
