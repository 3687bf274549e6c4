"""Opened again, those are told who were told of the closing; closed once more, they are too."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from assistant.appointments.reminding import Reminding
from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.storage.closures import PostgresClosures
from assistant.storage.reminders import PostgresReminders
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask, incoming
from tests.assistant.storage.visits import NothingFree, ReminderRules, book, close, forget, posted

START = datetime(2026, 11, 26, 14, tzinfo=VIETNAM)
NOW = START - timedelta(days=2)


class Told:
    """A visit whose owner talks to us, an office, and rounds of telling."""

    def __init__(self, stores: Stores, base: KnowledgeBase, ask: Ask) -> None:
        self.stores, self.base, self.ask = stores, base, ask
        self.closures = PostgresClosures(stores.engine, stores.seal, lambda: NOW)
        self.code = ""

    async def begin(self) -> None:
        """The visit is booked."""
        await self.stores.inbox.receive(incoming("telegram:c1", "telegram", "m-c1"))
        self.code = book(self.ask, START, "telegram:c1")

    async def round(self, at: datetime = NOW) -> list[str]:
        """What has been posted after a round."""
        store = PostgresReminders(self.stores.engine, self.stores.outbox, ())
        await Reminding(
            lambda: self.base, ReminderRules, store, NothingFree(), lambda: at
        ).remind()  # fmt: skip
        return [text for _, text in posted(self.ask)]

    def close(self) -> int:
        """Close the whole day; the id."""
        close(self.ask, f"office-{self.code}", START, "Mất điện")
        ((number,),) = self.ask("SELECT max(id) FROM closures")
        return int(number)

    async def reopen(self, number: int) -> int:
        """How many had been told otherwise."""
        told = await self.closures.reopen(number, "officer:lan", lambda _: NOW)
        assert told is not None
        return len(told)


@pytest.fixture
async def told(stores: Stores, ask: Ask, small_base: KnowledgeBase) -> AsyncIterator[Told]:
    """In tables without other visits."""
    forget(ask)
    async with stores.jobs.app.open_async():
        made = Told(stores, small_base, ask)
        await made.begin()
        yield made


async def test_who_was_told_is_told_of_the_reopening_and_reminded_as_ever(told: Told) -> None:
    number = told.close()
    assert len(await told.round()) == 1
    assert await told.reopen(number) == 1
    closed, again = await told.round()
    assert "Mất điện" in closed
    assert "trở lại" in again
    assert told.code in again
    assert len(await told.round()) == 2
    assert len(await told.round(START - timedelta(hours=23))) == 3


async def test_who_was_not_told_yet_hears_of_neither(told: Told) -> None:
    number = told.close()
    assert await told.reopen(number) == 0
    assert await told.round() == []


async def test_closed_once_more_they_are_told_once_more(told: Told) -> None:
    first = told.close()
    await told.round()
    await told.reopen(first)
    told.close()
    texts = await told.round()
    assert len([text for text in texts if "Mất điện" in text]) == 2
    assert [text for text in texts if "trở lại" in text] == []


async def test_while_another_closing_holds_nothing_is_promised(told: Told) -> None:
    first, _ = told.close(), told.close()
    await told.round()
    assert await told.reopen(first) == 0
    assert len(await told.round()) == 1


async def test_what_is_unknown_or_open_is_not_opened(told: Told) -> None:
    number = told.close()
    await told.reopen(number)
    for known in (number, 10**12):
        assert await told.closures.reopen(known, "officer:lan", lambda _: NOW) is None
