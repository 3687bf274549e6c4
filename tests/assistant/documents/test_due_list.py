"""What must be looked at: read once for an edition, by the times of that edition."""

from datetime import timedelta
from pathlib import Path

from assistant.documents.alarms import Reason
from assistant.documents.due_list import DueList
from assistant.knowledge.editions import EditionStore
from tests.assistant.documents.conftest import Clock


async def test_nothing_is_due_while_nothing_is_published(
    editions: EditionStore, clock: Clock
) -> None:
    assert await DueList(editions, clock).alarms() == {}


async def test_alarms_follow_the_edition_and_the_day(
    editions: EditionStore, folder: Path, clock: Clock
) -> None:
    editions.publish(folder)
    due = DueList(editions, clock)
    before = await due.alarms()
    assert await due.alarms() is before, "an edition is read once"
    clock.passes(days=200)
    late = await due.alarms()
    assert late["9.000003"][0].reason is Reason.CHECK_DUE
    assert late["9.000003"][0].due < clock().date()
    path = folder / "policy.yml"
    text = path.read_text("utf8").replace("check_again_days: 180", "check_again_days: 900")
    path.write_text(text, "utf8")
    editions.publish(folder)
    assert "9.000003" not in await due.alarms()


async def test_the_most_urgent_comes_first(
    editions: EditionStore, folder: Path, clock: Clock
) -> None:
    editions.publish(folder)
    clock.now += timedelta(days=400)
    for alarms in (await DueList(editions, clock).alarms()).values():
        assert [alarm.due for alarm in alarms] == sorted(alarm.due for alarm in alarms)
