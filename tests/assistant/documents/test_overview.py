"""The list of documents is read again when something changed, and only then."""

from datetime import timedelta
from pathlib import Path

import pytest

from assistant.documents.due_list import DueList
from assistant.documents.editing import Editing
from assistant.documents.listing import Stage
from assistant.documents.overview import Overview
from assistant.knowledge.editions import EditionStore
from tests.assistant.documents.conftest import RECORD, Clock, draft


@pytest.fixture
def overview(editing: Editing, editions: EditionStore, clock: Clock) -> Overview:
    """The list under test."""
    return Overview(editing.store, DueList(editions, clock))


async def stage(overview: Overview) -> Stage:
    """Of the record."""
    return next(line.stage for line in await overview.lines() if line.document.path == RECORD)


@pytest.mark.usefixtures("filled")
async def test_every_step_of_a_document_is_seen_at_once(
    overview: Overview, editing: Editing, clock: Clock
) -> None:
    assert await stage(overview) is Stage.PUBLISHED
    assert await overview.lines() is await overview.lines(), "nothing changed, nothing is read"
    await draft(editing, "Đăng ký ở tạm")
    assert await stage(overview) is Stage.DRAFT
    await editing.submit(RECORD, 2)
    assert await stage(overview) is Stage.IN_REVIEW
    await editing.approve(RECORD, 2, "minh")
    assert await stage(overview) is Stage.APPROVED
    await editing.schedule(RECORD, 2, clock().date() + timedelta(3))
    assert await stage(overview) is Stage.SCHEDULED
    await editing.take_back(RECORD, 2)
    await editing.drop(RECORD, 2)
    assert await stage(overview) is Stage.PUBLISHED


async def test_a_new_edition_brings_its_alarms(
    overview: Overview, editions: EditionStore, filled: Path, clock: Clock
) -> None:
    assert not any(line.alarms for line in await overview.lines())
    clock.passes(days=400)
    editions.publish(filled)
    assert any(line.alarms for line in await overview.lines())
