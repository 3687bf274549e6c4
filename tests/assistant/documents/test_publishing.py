"""What is approved goes out: all that is chosen or nothing, now or on its day, at once."""

import asyncio
import time
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.documents.editing import Editing, Unready
from assistant.documents.publishing import Publishing
from assistant.documents.store import Chosen
from assistant.documents.version import DocumentError, State
from assistant.knowledge.base import load_content
from assistant.knowledge.editions import EditionStore
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.live import LiveKnowledge
from tests.assistant.documents.conftest import FAQ, RECORD, Clock, approved, draft
from tests.assistant.knowledge.conftest import TODAY

pytestmark = pytest.mark.usefixtures("filled")
SECOND = Chosen(RECORD, 2)


def name_of(editions: EditionStore) -> str:
    """What the record is called in the current edition."""
    content, _ = editions.read(editions.current() or "")
    return next(record.name for record in content.versions if record.code == "9.000003")


async def test_residents_read_what_was_published_within_two_seconds(
    editing: Editing, publishing: Publishing, editions: EditionStore, filled: Path
) -> None:
    editions.publish(filled)
    live = LiveKnowledge("gateway", editions, FeatureCache(), lambda: TODAY)
    live.load()
    live.watch()
    try:
        await approved(editing, "Đăng ký ở tạm")
        started = time.monotonic()
        await publishing.publish([SECOND], "minh")
        while live.current.base.record("9.000003").name != "Đăng ký ở tạm":
            await asyncio.sleep(0.02)
            assert time.monotonic() - started < 10
        assert time.monotonic() - started < 2
    finally:
        live.stop()
    states = [version.state for version in await editing.store.history(RECORD)]
    assert states == [State.PUBLISHED, State.SUPERSEDED]


async def test_the_same_stands_as_files_beside(
    editing: Editing, publishing: Publishing, editions: EditionStore
) -> None:
    await approved(editing, "Đăng ký ở tạm")
    await publishing.publish([SECOND], "minh")
    content, _ = editions.read(editions.current() or "")
    assert load_content(editions.folder / "published") == content


async def test_only_what_is_approved_is_published(
    editing: Editing, publishing: Publishing, editions: EditionStore
) -> None:
    await draft(editing, "Đăng ký ở tạm")
    with pytest.raises(DocumentError, match="not_approved"):
        await publishing.publish([SECOND], "minh")
    assert editions.current() is None


async def test_a_set_that_does_not_fit_together_changes_nothing(
    editing: Editing, publishing: Publishing, editions: EditionStore, filled: Path
) -> None:
    """Each passed its review; meanwhile the field lost its name. Nothing goes out by halves."""
    before = editions.publish(filled)
    await approved(editing, "Đăng ký ở tạm")
    fields = (filled / "fields.yml").read_text("utf8")
    await editing.save("fields.yml", fields.replace("cu_tru:", "cu_tru_cu:"), 1, "lan")
    # past the check of `submit`, as two that are submitted at the same moment would be
    await editing._take("fields.yml", 2, (State.DRAFT,), State.IN_REVIEW)
    await editing.approve("fields.yml", 2, "minh")
    with pytest.raises(Unready) as refused:
        await publishing.publish([SECOND, Chosen("fields.yml", 2)], "minh")
    assert [(f.path, f.text) for f in refused.value.findings.problems] == [
        ("fields.yml", '"cu_tru" chưa có tên hoặc chưa có thủ tục.')
    ]
    assert editions.current() == before
    assert (await editing.store.version(RECORD, 2)).state is State.APPROVED
    assert (await editing.store.version(RECORD, 1)).state is State.PUBLISHED


async def test_two_who_publish_at_once_one_is_told(
    editing: Editing, publishing: Publishing
) -> None:
    await approved(editing, "Đăng ký ở tạm")
    done = await asyncio.gather(
        *(publishing.publish([SECOND], who) for who in "ab"), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in done) == ["DocumentError", "str"]


async def test_on_its_day_it_goes_out_by_itself(
    editing: Editing, publishing: Publishing, editions: EditionStore, clock: Clock
) -> None:
    await approved(editing, "Đăng ký ở tạm")
    await editing.schedule(RECORD, 2, clock().date() + timedelta(1))
    assert await publishing.due() == []
    clock.passes(hours=15, minutes=1)
    done = await asyncio.gather(publishing.due(), publishing.due())
    assert [version.number for one in done for version in one] == [2]
    assert name_of(editions) == "Đăng ký ở tạm"
    assert await publishing.due() == []


async def test_one_that_cannot_go_out_keeps_no_other_back_and_says_why(
    editing: Editing, publishing: Publishing, editions: EditionStore, filled: Path, clock: Clock
) -> None:
    fields = (filled / "fields.yml").read_text("utf8")
    await editing.save("fields.yml", fields.replace("cu_tru:", "cu_tru_cu:"), 1, "lan")
    await editing._take("fields.yml", 2, (State.DRAFT,), State.IN_REVIEW)
    await editing.approve("fields.yml", 2, "minh")
    await editing._take("fields.yml", 2, (State.APPROVED,), State.APPROVED, publish_at=clock())
    newest = await editing.store.newest(RECORD)
    assert newest is not None
    await approved_past_the_check(editing, "Đăng ký ở tạm", clock)
    assert [v.path for v in await publishing.due()] == [RECORD]
    assert name_of(editions) == "Đăng ký ở tạm"
    waiting = await editing.store.version("fields.yml", 2)
    assert (waiting.state, waiting.publish_at) == (State.APPROVED, None)
    assert "cu_tru" in waiting.problem


async def approved_past_the_check(editing: Editing, name: str, clock: Clock) -> None:
    """A version that waits for now."""
    made = await draft(editing, name)
    await editing._take(RECORD, made.number, (State.DRAFT,), State.IN_REVIEW)
    await editing.approve(RECORD, made.number, "minh")
    await editing._take(
        RECORD, made.number, (State.APPROVED,), State.APPROVED, publish_at=clock()
    )  # fmt: skip


async def test_what_was_waiting_below_it_has_had_its_time(
    editing: Editing, publishing: Publishing
) -> None:
    await approved(editing, "Đăng ký ở tạm")
    await approved(editing, "Đăng ký ở nhờ")
    await publishing.publish([Chosen(RECORD, 3)], "minh")
    states = [version.state for version in await editing.store.history(RECORD)]
    assert states == [State.PUBLISHED, State.SUPERSEDED, State.SUPERSEDED]


async def test_a_document_that_ends_is_gone_from_the_edition(
    editing: Editing, publishing: Publishing, editions: EditionStore
) -> None:
    await editing.end(FAQ, 1, "lan", "không còn đúng")
    await editing.submit(FAQ, 2)
    await editing.approve(FAQ, 2, "minh")
    await publishing.publish([Chosen(FAQ, 2)], "minh")
    content, _ = editions.read(editions.current() or "")
    assert content.faqs == []
