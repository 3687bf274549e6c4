"""Reminders leave in time, once each: over moves, cancellations, crashes, and many workers."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from assistant.appointments.reminder import Due
from assistant.appointments.reminding import Decision, Reminding
from assistant.clock import VIETNAM, now
from assistant.knowledge.base import KnowledgeBase
from assistant.settings import ROOT
from assistant.storage.reminders import PostgresReminders
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask, incoming
from tests.assistant.storage.visits import (
    NothingFree,
    ReminderRules,
    book,
    change,
    close,
    forget,
    posted,
)

START = datetime(2026, 11, 26, 14, tzinfo=VIETNAM)
DAY, HOURS = START - timedelta(days=1), START - timedelta(hours=2)
SECOND = timedelta(seconds=1)
Remind = Callable[[datetime], Any]


@pytest.fixture
async def opened(stores: Stores, ask: Ask) -> AsyncIterator[Stores]:
    """Stores whose queue takes jobs, in tables without visits."""
    forget(ask)
    async with stores.jobs.app.open_async():
        yield stores


def _reminding(
    stores: Stores, base: KnowledgeBase, at: datetime, by_phone: tuple[str, ...] = ()
) -> Reminding:
    store = PostgresReminders(stores.engine, stores.outbox, by_phone)
    return Reminding(lambda: base, ReminderRules, store, NothingFree(), lambda: at)


@pytest.fixture
def remind(opened: Stores, small_base: KnowledgeBase) -> Remind:
    """One round at a moment."""

    async def _remind(at: datetime, *by_phone: str) -> None:
        await _reminding(opened, small_base, at, by_phone).remind()

    return _remind


async def _heard(stores: Stores, conversation: str) -> str:
    channel = conversation.split(":", maxsplit=1)[0]
    await stores.inbox.receive(incoming(conversation, channel, f"m-{conversation}"))
    return conversation


async def test_each_reminder_leaves_once_when_its_time_has_come(
    remind: Remind, opened: Stores, ask: Ask
) -> None:
    code = book(ask, START, await _heard(opened, "telegram:r1"))
    counts = []
    for at in (DAY - SECOND, DAY, DAY + SECOND, HOURS - SECOND, HOURS, HOURS + SECOND, START):
        await remind(at)
        counts.append(len(posted(ask)))
    assert counts == [0, 1, 1, 1, 2, 2, 2]
    assert all(talk == "telegram:r1" and code in text for talk, text in posted(ask))
    jobs = ask("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'deliver'")
    assert jobs == [(2,)]


async def test_a_move_takes_its_old_reminders_with_it(
    remind: Remind, opened: Stores, ask: Ask
) -> None:
    code = book(ask, START, await _heard(opened, "telegram:r2"))
    await remind(DAY - SECOND)
    later = START + timedelta(days=2)
    change(ask, code, starts_at=later, ends_at=later + timedelta(minutes=15))
    await remind(DAY)
    await remind(HOURS)
    assert posted(ask) == []
    await remind(later - timedelta(days=1))
    await remind(later - timedelta(hours=2))
    assert len(posted(ask)) == 2


async def test_what_is_cancelled_is_not_reminded_of(
    remind: Remind, opened: Stores, ask: Ask
) -> None:
    code = book(ask, START, await _heard(opened, "telegram:r3"))
    await remind(DAY - SECOND)
    change(ask, code, state="cancelled")
    await remind(HOURS)
    assert posted(ask) == []


async def test_a_booking_made_within_the_day_gets_only_the_later_reminder(
    remind: Remind, opened: Stores, ask: Ask
) -> None:
    book(ask, START, await _heard(opened, "telegram:r4"), made=DAY + SECOND)
    await remind(DAY + timedelta(minutes=1))
    assert posted(ask) == []
    await remind(HOURS)
    assert len(posted(ask)) == 1


async def test_a_booking_made_while_no_worker_ran_loses_nothing(
    remind: Remind, opened: Stores, ask: Ask
) -> None:
    book(ask, START, await _heard(opened, "telegram:r5"), made=DAY - timedelta(hours=1))
    await remind(DAY + timedelta(hours=3))
    assert len(posted(ask)) == 1


async def test_many_rounds_at_once_send_each_reminder_once(
    opened: Stores, small_base: KnowledgeBase, ask: Ask
) -> None:
    for number in range(30):
        book(ask, START, await _heard(opened, f"telegram:many-{number}"))
    rounds = [_reminding(opened, small_base, DAY) for _ in range(6)]
    await asyncio.gather(*(one.remind() for one in rounds))
    assert sorted(talk for talk, _ in posted(ask)) == sorted(
        f"telegram:many-{number}" for number in range(30)
    )


async def test_a_round_that_breaks_off_posts_nothing_and_the_next_does_it(
    opened: Stores, remind: Remind, ask: Ask
) -> None:
    book(ask, START, await _heard(opened, "telegram:r6"))
    await remind(DAY - SECOND)
    store = PostgresReminders(opened.engine, opened.outbox)

    async def broken(_: Due) -> Decision:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await store.send_next(DAY, 0, broken)
    assert posted(ask) == []
    await remind(DAY)
    assert len(posted(ask)) == 1


async def test_a_closed_day_is_told_once_and_its_reminders_are_not_sent(
    remind: Remind, opened: Stores, ask: Ask
) -> None:
    code = book(ask, START, await _heard(opened, "telegram:r7"))
    book(ask, START, await _heard(opened, "telegram:r8"))
    await remind(DAY - timedelta(days=1))
    close(ask, f"office-{code}", START, "Mất điện")
    for at in (DAY - timedelta(hours=3), DAY - timedelta(hours=2), DAY, HOURS):
        await remind(at)
    told = [text for talk, text in posted(ask) if talk == "telegram:r7"]
    assert len(told) == 1
    assert "Mất điện." in told[0]
    assert len([1 for talk, _ in posted(ask) if talk == "telegram:r8"]) == 2


async def test_who_came_is_asked_once_and_the_last_word_counts(
    remind: Remind, opened: Stores, small_base: KnowledgeBase, ask: Ask
) -> None:
    talk = await _heard(opened, "telegram:r9")
    code = book(ask, START, talk)
    reminding = _reminding(opened, small_base, START)
    assert not await reminding.rate(talk, code, 5)
    change(ask, code, state="arrived")
    evening = START + timedelta(hours=3, minutes=15)
    for at in (START, evening, evening + timedelta(hours=1)):
        await remind(at)
    assert [text for _, text in posted(ask)] == [
        small_base.phrases.fill("rating", office=f"office-{code}")
    ]
    assert await reminding.rate(talk, code.lower(), 2)
    assert await reminding.rate(talk, code, 4)
    assert not await reminding.rate("telegram:somebody", code, 1)
    assert not await reminding.rate(talk, code, 6)
    stars = ask("SELECT stars FROM ratings JOIN appointments ON id = appointment_id"
                " WHERE code = :code", code=code)  # fmt: skip
    assert stars == [(4,)]


async def test_without_a_conversation_the_template_goes_by_phone(
    remind: Remind, opened: Stores, ask: Ask
) -> None:
    code = book(ask, START, None, contact=b"sealed")
    book(ask, START, None)  # its contact is deleted
    await remind(DAY, "reminder")
    assert [talk for talk, _ in posted(ask)] == [f"phone:{code}"]
    (row,) = [row for (row,) in ask("SELECT id FROM outbox")]
    outgoing = await opened.outbox.next(row)
    assert outgoing is not None
    assert (outgoing.channel, outgoing.address) == ("phone", code)
    assert outgoing.template is not None
    assert outgoing.template.values["ma_lich_hen"] == code


async def test_without_a_template_nobody_is_written_to_by_phone(remind: Remind, ask: Ask) -> None:
    book(ask, START, None, contact=b"sealed")
    await remind(DAY)
    assert posted(ask) == []
    assert ask("SELECT state FROM reminders WHERE kind = 'day'") == [("dropped",)]


async def test_the_web_is_written_to_and_by_phone_as_well(
    remind: Remind, opened: Stores, ask: Ask
) -> None:
    """A page that is closed shows nothing."""
    code = book(ask, START, await _heard(opened, "web:r10"), contact=b"sealed")
    await remind(DAY, "reminder")
    assert [talk for talk, _ in posted(ask)] == ["web:r10", f"phone:{code}"]


async def test_a_conversation_that_was_forgotten_is_no_mistake(remind: Remind, ask: Ask) -> None:
    book(ask, START, "telegram:forgotten")
    await remind(DAY)
    assert posted(ask) == []


_WORKER = """
import asyncio, sys
from datetime import datetime
from types import SimpleNamespace
from assistant.stores import open_stores
from assistant.appointments.reminding import Reminding
from assistant.conversation.upkeep import Chore, Upkeep
from assistant.knowledge.content import Phrases
from assistant.knowledge.loading import load_model
from assistant.knowledge.offices import Offices
from assistant.settings import ROOT, Settings
from assistant.storage.reminders import PostgresReminders
from tests.assistant.storage.visits import NothingFree, ReminderRules

def no_night():
    return ReminderRules(night_from=datetime.max.time(), night_until=datetime.min.time())

async def run():
    stores = open_stores(Settings(database_url=sys.argv[1]))
    phrases = load_model(ROOT / "knowledge_base/phrases.yml", Phrases)
    words = SimpleNamespace(phrases=phrases, offices=Offices(), records={})
    store = PostgresReminders(stores.engine, stores.outbox)
    reminding = Reminding(lambda: words, no_night, store, NothingFree())
    async with stores.jobs.app.open_async():
        await reminding.remind()
        print("began", flush=True)
        await Upkeep([Chore("reminders", 0.2, reminding.remind)]).run()

asyncio.run(run())
"""
_MANY = 40


async def _started(database_url: str) -> Process:
    """A worker that has made its first round."""
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _WORKER, database_url, cwd=ROOT, stdout=PIPE
    )
    assert worker.stdout is not None
    while b"began" not in (line := await worker.stdout.readline()):
        assert line, "the worker did not start"
    return worker


async def test_workers_killed_around_the_time_send_each_reminder_once_and_in_time(
    opened: Stores, ask: Ask, database_url: str
) -> None:
    """Two real processes at the real clock, killed with and without the other while forty fall
    due.
    """
    far = now() + timedelta(days=9)
    for number in range(_MANY):
        talk = await _heard(opened, f"telegram:kill-{number}")
        book(ask, far + timedelta(seconds=number * 0.2), talk, made=now() - timedelta(hours=1))
    workers = [await _started(database_url), await _started(database_url)]
    began = now()
    nearer = far - began - timedelta(hours=2, seconds=1.5)
    ask("UPDATE appointments SET starts_at = starts_at - :near, ends_at = ends_at - :near",
        near=nearer)  # fmt: skip
    counts: list[int] = []
    try:
        while len(posted(ask)) < _MANY and now() - began < timedelta(seconds=60):
            while len(posted(ask)) < min(_MANY, 3 + max(counts, default=0)):
                await asyncio.sleep(0.05)
            for worker in workers:
                worker.kill()
                await worker.wait()
                await asyncio.sleep(0.3)
            counts.append(len(posted(ask)))
            workers = list(await asyncio.gather(*(_started(database_url) for _ in workers)))
        await asyncio.sleep(1)
    finally:
        for worker in workers:
            worker.kill()
            await worker.wait()
    assert any(0 < count < _MANY for count in counts), "no worker was killed in between"
    assert sorted(talk for talk, _ in posted(ask)) == sorted(
        f"telegram:kill-{number}" for number in range(_MANY)
    )
    late = ask("""SELECT max(extract(epoch FROM outbox.created_at - due_at)) FROM outbox
                  JOIN appointments ON conversation = conversation_id
                  JOIN reminders ON appointment_id = appointments.id
                  WHERE reminders.kind = 'hours' AND conversation LIKE 'telegram:kill-%'""")
    assert 0 <= late[0][0] < 60
