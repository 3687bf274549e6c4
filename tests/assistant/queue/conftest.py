"""What the tests of the queue share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.knowledge.base import KnowledgeBase
from tests.assistant.queue.halls import TryHall


@pytest.fixture
async def hall(
    small_base: KnowledgeBase, database_url: str, tmp_path: Path
) -> AsyncIterator[TryHall]:
    """A hall nobody else has, at eight in the morning of a working day."""
    made = TryHall(small_base, database_url, tmp_path)
    yield made
    await made.close()
