"""The knowledge base of the tests as documents: a few invented records, published."""

import asyncio
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.clock import now
from assistant.documents.exchange import Exchange
from assistant.settings import Settings
from assistant.stores import open_stores
from tests.assistant.knowledge.conftest import whole_knowledge_base
from tests.connectors.conftest import Served

RECORD = "procedures/ho_tich/9.000001.yml"
TOPIC = "faq/tai_quay.yml"


@pytest.fixture
def shelf(
    console: Served, real_folder: Path, small_folder: Path, tmp_path: Path
) -> Iterator[Served]:
    """The gateway of the tests, its documents taken over anew."""
    folder = whole_knowledge_base(tmp_path / "knowledge_base", real_folder, small_folder)
    console.ask("TRUNCATE documents CASCADE")
    with ThreadPoolExecutor(1) as thread:  # a browser of the tests has a loop in this one
        thread.submit(asyncio.run, _take_over(console.app.state.settings, folder)).result()
    yield console
    shutil.rmtree(folder)


async def _take_over(settings: Settings, folder: Path) -> None:
    stores = open_stores(settings)
    try:
        await Exchange(stores.documents, now).take_over(folder, "tester")
    finally:
        await stores.engine.dispose()
